"""What a reader typed, cleaned and cut into tokens; knows what they look like, not what they mean.

Time grows with the length of the text alone: no expression looks at a character twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DASHES = frozenset("-‐‑‒–—―−﹘﹣")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›「」『』〝〞〟❝❞❠″‶⹂", '"'))
# Single quotes are apostrophes as well: only a pair around words is a phrase.
SINGLE_QUOTED = re.compile(r"(?<!\w)[‘‚‛]((?:[^‘’‚‛\"]|(?<=\w)’(?=\w))*)[’‘](?!\w)")
OTHER_SINGLE = str.maketrans({"‘": "’", "‛": "’", "‚": ","})
FULL_WIDTH = re.compile("[\uff00-\uffef]+")
# Marks and fillers that show nothing, though they count as letters or as marks on them.
UNSEEN = re.compile("[\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]")
# Arabic and Indian scripts write words with joiners in them; elsewhere these are rubbish.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(rf"(?<![\u0600-\u0dff])[{JOINERS}]|[{JOINERS}](?![\u0600-\u0dff])")
EDGE = re.compile(r"[\W_]*")
# The end of a word, read backwards: punctuation, with a number after a tilde.
WORD_END = re.compile(r"(?:[0-9]{1,2}~|[\W_])*")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    `kind` is word, phrase, field, open, close, or (a bar), or noise (nothing to search for).
    `text` is what is searched for, `name` the field word, `minus` whether a dash stands before
    it. `lead` and `tail` are what was typed right before and after: stars, tildes, other signs.
    `source` is all of it, from `start` to `end` in the text; `closed` is false where its closing
    quote is missing.
    """

    kind: str
    source: str
    start: int
    end: int
    text: str = ""
    name: str = ""
    lead: str = ""
    tail: str = ""
    closed: bool = True

    @property
    def minus(self) -> bool:
        return not DASHES.isdisjoint(self.lead)


def cleaned(text: str) -> str:
    """The text composed (NFC), all quotes as `"`, white space as single spaces, no unseen signs."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace() or c in JOINERS)
        text = STRAY_JOINER.sub("", text)
    text = FULL_WIDTH.sub(in_usual_width, UNSEEN.sub("", text))
    text = unicodedata.normalize("NFC", text).translate(QUOTES)
    text = SINGLE_QUOTED.sub(r'"\1"', text).translate(OTHER_SINGLE)
    return " ".join(text.split())


def in_usual_width(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def trimmed(text: str, end: re.Pattern[str] = EDGE) -> str:
    """The text from its first letter or digit to its last one, with the marks on that."""
    start, rest = matched(EDGE, text), text[::-1]
    last = len(text) - matched(end, rest)
    while start < last < len(text) and unicodedata.category(text[last])[0] == "M":
        last += 1
    return text[start:last]


def matched(pattern: re.Pattern[str], text: str) -> int:
    """How many characters at the start fit the pattern."""
    match = pattern.match(text)
    return match.end() if match else 0


def token_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """One token of a cleaned text in which the given names, and a colon, are field words.

    A phrase whose closing quote is missing ends where something else than its words begins.
    """
    field = rf"(?ai:{'|'.join(names)}):"
    return re.compile(
        rf"""
        (?P<lead>(?:[^\w\s"()|]|_)*)
        (?:
            (?P<field>{field[:-1]}):
                (?: "(?P<quoted>[^"]*)(?P<field_quote>"?) | (?P<bare>[^\s"()|]*) )
          | (?P<word>[^\W_][^\s"()|]*)
          | "(?P<phrase>[^"]*)"(?P<slop>~[0-9]*|\s~[0-9]+)?
          | "(?P<unclosed>(?:(?!\s-?{field}|\s-\w|\s(?:OR|AND|NOT)\s|\s?[()|])[^"])*)
          | (?P<open>\()
          | (?P<close>\))
          | (?P<bar>\|+)
        )?
        \s*
        """,
        re.VERBOSE,
    )


def tokens(text: str, pattern: re.Pattern[str]) -> Iterator[Token]:
    """The tokens of a cleaned text, in order."""
    for match in pattern.finditer(text):
        if match[0]:
            yield token_of(match)


def token_of(match: re.Match[str]) -> Token:
    lead, source = match["lead"], match[0].strip()
    place = source, match.start(), match.end()
    if match["field"] is not None:
        name, value = match["field"].lower(), match["quoted"]
        closed = value is None or bool(match["field_quote"])
        value = match["bare"].rstrip(",;") if value is None else value.strip()
        return Token("field", *place, text=value, name=name, lead=lead, closed=closed)
    if match["word"] is not None:
        text = trimmed(match["word"], WORD_END)
        return Token("word", *place, text=text, lead=lead, tail=match["word"][len(text) :])
    if match["phrase"] is not None:
        text, tail = trimmed(match["phrase"]), (match["slop"] or "").strip()
        return Token("phrase", *place, text=text, lead=lead, tail=tail)
    if match["unclosed"] is not None:
        text = trimmed(match["unclosed"])
        return Token("phrase", *place, text=text, lead=lead, closed=False)
    kinds = {"open": match["open"], "close": match["close"], "or": match["bar"]}
    kind = next((kind for kind, found in kinds.items() if found), "noise")
    return Token(kind, *place, lead=lead)
