"""JSON as scripts in pages really have it → its values.

Pages wrap their JSON in comments, leave commas and semicolons behind, put line ends and bare
quotation marks into strings, and are cut off in the middle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

DEEPEST = 200  # containers in one another
UPDATES = "liveBlogUpdate"
# A quotation mark ends a string only where JSON could go on behind it. What is not closed goes
# on to the end. Of all alternatives, each takes at least one character, and none looks twice.
TOKEN = re.compile(
    r"""
      \s+ | (?://\s*)? (?: <!\[CDATA\[ | \]\]> ) | <!-- | --> | // [^\n]* | /\* (?: .*? \*/ | .* )
    | (?P<mark> [{}\[\],:] )
    | " (?P<string> (?: [^"\\]+ | \\. | " (?! \s* (?: [,:}\]] | // | /\* | ; | \Z ) ) )* )
        (?P<end> " | \\? \Z )
    | (?P<word> [^\s{}\[\],:"/<;]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"true": True, "false": False, "null": None, "undefined": None}
SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str) -> tuple[Any, bool]:
    """The value that the text holds, and whether it breaks off; None where it holds none.

    Several values beside each other become a list. Of the update of a live page that the text
    breaks off in, nothing is kept.
    """
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        repair = Repair()
        repair.read(text)
        return repair.value(), repair.cut
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        return read_json(value)  # which was encoded twice
    return value, False


class Repair:
    """Reads what can be told of a text that is nearly JSON."""

    def __init__(self) -> None:
        self.top: list[Any] = []
        self.open: list[list[Any] | dict[str, Any]] = [self.top]
        self.keys: list[str | None] = [None]  # of each open object: the key that waits for a value
        self.cut = False

    def read(self, text: str) -> None:
        for match in TOKEN.finditer(text):
            if mark := match["mark"]:
                self.take_mark(mark)
            elif match["string"] is not None:
                if match["end"] != '"':
                    self.cut = True
                    return
                self.take(unescaped(match["string"]))
            elif match["word"] and match["word"] not in "/<;":
                self.take(word_value(match["word"]))
            if len(self.open) > DEEPEST:
                self.cut = True
                return

    def take_mark(self, mark: str) -> None:
        if mark in "{[":
            new: list[Any] | dict[str, Any] = {} if mark == "{" else []
            self.take(new)
            self.open.append(new)
            self.keys.append(None)
        elif mark in "}]":
            if len(self.open) > 1:
                self.open.pop()
                self.keys.pop()
        elif mark == ",":
            self.keys[-1] = None

    def take(self, value: Any) -> None:
        holder = self.open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = value if isinstance(value, str) else ""
        else:
            holder[self.keys[-1]] = value
            self.keys[-1] = None

    def value(self) -> Any:
        """What was read, without the update that was not finished."""
        self.cut = self.cut or len(self.open) > 1
        in_updates = False
        for holder, inner in zip(self.open, self.open[1:], strict=False):
            if isinstance(holder, dict):
                in_updates = in_updates or holder.get(UPDATES) is inner
            elif in_updates and isinstance(inner, dict):
                holder.pop()
                break
        return self.top[0] if len(self.top) == 1 else self.top or None


def unescaped(text: str) -> str:
    """A string's text; a backslash that means nothing is left out."""
    if "\\" not in text:
        return text
    return whole("".join(pieces(text)))


def pieces(text: str) -> Iterator[str]:
    end = 0
    for match in ESCAPE.finditer(text):
        yield text[end : match.start()]
        yield chr(int(match[1], 16)) if match[1] else PLAIN.get(match[2], match[2])
        end = match.end()
    yield text[end:]


def whole(text: str) -> str:
    """The text with pairs of surrogates joined, and those without a pair replaced."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def word_value(word: str) -> Any:
    """A number, a truth value, or the word itself, as JavaScript's keys may stand."""
    if word in WORDS:
        return WORDS[word]
    try:
        return json.loads(word[:40])
    except ValueError:
        return word
