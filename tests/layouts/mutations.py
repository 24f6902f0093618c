"""Pages as they come damaged: cut, doubled, shuffled, glued, with other line ends and odd marks.

Each mutation takes a text and a source of chance, and gives another text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import entries

from .shared import SHARED

Mutation = Callable[[str, random.Random], str]

OWN_SAMPLES = Path(entries.__file__).parent / "samples"
OWN_PAGES = Path(__file__).parent / "pages"
LINE_ENDS = ("\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\n\n\n")
# Zero-width and bidirectional characters, a soft hyphen, an odd space, a combining accent.
MARKS = (
    "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2069"
    "\u00ad\u00a0\u0301"
)
ODD = (
    "\u0661\u06f2\uff11\u2460\u00b2\u00bd\u0130\u1e9e\ufb01\U0001f600\U000e0041\u3000"
    "\t|:;.,•*+-—–’“\"'()[]<&%\\"
)
CLOCKS = (
    *("9.30am: ", "17:26", "5.51pm GMT", "12:36 18.1.2017", "4 min ago", "2115 GMT: ", "1216 "),
    *(
        "12:00 a.m.",
        "24:00",
        "00:60",
        "99:99",
        "0.00pm",
        "+++ 10:02 Eis +++",
        "• 21:05",
        "15h02 : ",
    ),
    *("574d ago / 11:39 PM UTC", "Feb. 25, 2022, 6:55 a.m. ET", "Mai 32, 20169:99 pm"),
    *("  1. Onepublished at 10:02", "Updated at 6.02pm GMT", "Update:", "Date: 2025-13-45T99:00Z"),
    *("31 February", "Wed, Mar 9 2022 12:32 AM EST", "99999999999d ago", "10/10/0000", "9" * 30),
)

RUNS = (
    *(
        " ",
        "\t",
        "\u00a0",
        ".",
        "-",
        "—",
        "•",
        "(",
        ")",
        "[",
        "“",
        "”",
        "'",
        '"',
        "|",
        "| ",
        ":",
        "/",
        "+",
    ),
    *(
        "a",
        "A",
        "0",
        "1",
        "Aa",
        "Aa ",
        "A. ",
        "a, ",
        "1.",
        "1:",
        "1 ",
        "10:",
        "am ",
        "By ",
        "and ",
        ", ",
    ),
    *(
        "Ada Moreno ",
        "Ada, ",
        "Photograph: ",
        "Image source, ",
        "© ",
        " - ",
        " — ",
        "… ",
        "\n",
        " \n",
    ),
)


@cache
def pages() -> Mapping[str, str]:
    """The project's own pages by name, and those beside the checkout where they are there."""
    files = [*OWN_SAMPLES.glob("*.txt"), *OWN_PAGES.glob("*.txt")]
    found = {file.stem: file.read_text("utf-8") for file in sorted(files)}
    for file in sorted((SHARED / "samples").glob("*.txt")):
        found[f"shared {file.stem}"] = file.read_text("utf-8").partition("\n")[2]
    return found


def cut(text: str, rng: random.Random) -> str:
    """From one character to another, which may stand in the middle of a word."""
    first, last = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[first:last]


def without_some_lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    first = rng.randrange(len(lines))
    return "\n".join(lines[:first] + lines[first + rng.randint(1, 9) :])


def doubled(text: str, rng: random.Random) -> str:
    """With some lines twice, one run after the other or each after itself."""
    lines = text.split("\n")
    first, last = sorted(rng.randrange(len(lines) + 1) for _ in range(2))
    some = lines[first:last]
    twice = some * 2 if rng.random() < 0.5 else [line for line in some for _ in range(2)]
    return "\n".join(lines[:first] + twice + lines[last:])


def shuffled(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    first, last = sorted(rng.randrange(len(lines) + 1) for _ in range(2))
    some = lines[first:last]
    rng.shuffle(some)
    return "\n".join(lines[:first] + some + lines[last:])


def upside_down(text: str, rng: random.Random) -> str:
    return "\n".join(reversed(text.split("\n")))


def with_other_line_ends(text: str, rng: random.Random) -> str:
    end = rng.choice(LINE_ENDS)
    share = rng.choice((1.0, 0.3))
    return "".join(end if c == "\n" and rng.random() < share else c for c in text)


def with_characters(text: str, rng: random.Random, kinds: str) -> str:
    """With such characters at some places."""
    parts = list(text)
    for _ in range(rng.randint(1, 40)):
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(kinds))
    return "".join(parts)


def with_marks(text: str, rng: random.Random) -> str:
    return with_characters(text, rng, MARKS)


def with_odd_characters(text: str, rng: random.Random) -> str:
    return with_characters(text, rng, ODD)


def glued(text: str, rng: random.Random) -> str:
    """Without some of its line ends, or all of them, and without some spaces."""
    share, lost = rng.choice((0.1, 0.5, 1.0)), rng.choice("\n ")
    return "".join("" if c == lost and rng.random() < share else c for c in text)


def in_one_line(text: str, rng: random.Random) -> str:
    return " ".join(text.split())


def without_blank_lines(text: str, rng: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def without_indents(text: str, rng: random.Random) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def wrapped(text: str, rng: random.Random) -> str:
    """With long lines broken at some width, as mail programs do."""
    width = rng.randint(20, 90)
    lines = []
    for line in text.split("\n"):
        lines += [line[at : at + width] for at in range(0, len(line), width)] or [""]
    return "\n".join(lines)


def with_clocks(text: str, rng: random.Random) -> str:
    """With times of all layouts before lines, behind them and on lines of their own."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 6)):
        at, clock = rng.randrange(len(lines)), rng.choice(CLOCKS)
        lines[at] = rng.choice(
            (f"{clock}{lines[at]}", f"{lines[at]}{clock}", f"{clock}\n{lines[at]}")
        )
    return "\n".join(lines)


def with_other_page(text: str, rng: random.Random) -> str:
    """Lines of this page and of another by turns."""
    other = rng.choice([*pages().values()]).split("\n")
    lines = text.split("\n")
    at, first = rng.randrange(len(lines)), rng.randrange(len(other))
    return "\n".join(lines[:at] + other[first : first + rng.randint(1, 30)] + lines[at:])


def with_a_long_line(text: str, rng: random.Random) -> str:
    """One line many times over, in one line."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] *= rng.randint(2, 2 + 20_000 // (len(lines[at]) + 1))
    return "\n".join(lines)


def with_a_run(text: str, rng: random.Random) -> str:
    """The same few characters many times over in the middle of a line: bait for slow patterns."""
    unit = rng.choice((*RUNS, *CLOCKS, rng.choice(text) if text else " "))
    run = unit * (rng.randint(1_000, 20_000) // len(unit))
    at = rng.randrange(len(text) + 1)
    return text[:at] + run + text[at:]


MUTATIONS: tuple[Mutation, ...] = (
    *(cut, without_some_lines, doubled, shuffled, upside_down, with_other_line_ends, with_marks),
    *(with_odd_characters, glued, in_one_line, without_blank_lines, without_indents, wrapped),
    *(with_clocks, with_other_page, with_a_long_line, with_a_run),
)
