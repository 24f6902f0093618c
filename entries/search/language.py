"""The query language: from what a reader typed to nodes, and back. Knows no index, no database.

Nothing typed is an error. What cannot be meant is mended or left out, and the answer says so.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .nodes import And, Field, Filter, Fuzzy, Leaf, Node, Not, Or, Phrase, Prefix, Span, Word
from .operators import FIELD_WORDS, OPERATORS
from .periods import Period
from .scanning import DASHES, Token, cleaned, token_pattern, tokens, trimmed
from .trees import all_of, any_of, negation

MOST_TERMS = 50
MOST_LETTERS = 1000
# Characters that are looked at: enough for any query within the limits as `written` gives it.
MOST_TYPED = 3000
MOST_LEFT_OUT = 20
FARTHEST = 50
SHORTEST_PREFIX = 2
SHORTEST_FUZZY = 4
SHOWN = 60

UNPAIRED = gettext_lazy("the quote has no partner, so it is ignored")
UNCLOSED = gettext_lazy("the quote was never closed, so it is closed after these words")

TOKEN = token_pattern(FIELD_WORDS)
WORD_OF = {**{each.field: each.name for each in OPERATORS if each.field}, "year": "on"}
# A word and a colon before another word: looks like a field word, but a web address is none.
LIKE_A_FIELD = re.compile(r"[a-z]{2,}:(?=[^\W_])")
PLAIN_VALUE = re.compile(r"\w(?:[\w./&'’-]*\w)?")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of what was typed that was ignored or mended, and in half a sentence why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What is searched for, None where nothing is, and what was left out or mended."""

    node: Node | None
    left_out: tuple[LeftOut, ...] = ()


def parse(text: str) -> Parsed:
    """What a reader's query means. Takes any text, and never raises an error.

    At most MOST_TERMS terms with MOST_LETTERS characters are read.
    """
    return Parser().read(text)


class Full(Exception):
    """The limits are reached; the text is what stays unread."""


@dataclass(slots=True)
class Group:
    """What a bracket, or the whole query, holds so far: rows of which any node is enough.

    `joint` and `minus` wait for what comes next: an OR or AND, and a NOT or minus.
    `outer_minus` is the one that stands before the bracket.
    """

    rows: list[list[Node]] = field(default_factory=list)
    joint: str = ""
    minus: str = ""
    outer_minus: str = ""

    def add(self, node: Node, minus: str = "") -> None:
        node = negation(node) if minus or self.minus else node
        if self.joint == "OR":
            self.rows[-1].append(node)
        else:
            self.rows.append([node])
        self.joint = self.minus = ""

    def node(self) -> Node | None:
        return all_of(found for row in self.rows if (found := any_of(row)))


class Parser:
    """Reads one query."""

    def __init__(self) -> None:
        self.groups = [Group()]
        self.left_out: dict[LeftOut, None] = {}
        self.terms = 0
        self.letters = 0

    def read(self, typed: str) -> Parsed:
        typed = typed.strip()
        text, unread = cleaned(typed[:MOST_TYPED]), typed[MOST_TYPED:]
        try:
            for token in tokens(text, TOKEN):
                self.read_token(token, text)
        except Full as full:
            unread = f"{full} {unread}"
        node = self.end(complete=not unread)
        if unread:
            told = _("only the first %(words)s words and %(characters)s characters are read")
            reason = told % {"words": MOST_TERMS, "characters": intcomma(MOST_LETTERS)}
            self.left_out[left_out(cleaned(unread[: 2 * SHOWN]), reason)] = None
        return Parsed(node, tuple(self.left_out))

    def end(self, *, complete: bool) -> Node | None:
        """What was read; brackets that are open still are closed."""
        while len(self.groups) > 1:
            if complete:
                self.note("(", _("the bracket was never closed, so it is closed at the end"))
            self.close()
        self.without_partner()
        return self.groups[0].node()

    def read_token(self, token: Token, text: str) -> None:
        match token.kind:
            case "word":
                self.read_word(token, text)
            case "phrase":
                self.read_phrase(token, text)
            case "field":
                self.read_field(token, text)
            case "open":
                self.groups.append(Group(outer_minus="-" if token.minus else ""))
            case "close" if len(self.groups) > 1:
                self.close()
            case "close":
                self.note(")", _("the bracket was never opened, so it is ignored"))
            case "or":
                self.join("OR", token.source)
            case _:
                self.note_noise(token)

    def read_word(self, token: Token, text: str) -> None:
        if "*" in token.lead:
            self.note(f"*{token.text}", _("a star counts only at the end of a word"))
        node = self.with_tail(token)
        if node is not None:
            self.take(node, token, text)
        elif token.text == "NOT":
            self.groups[-1].minus = "NOT"
        elif token.text in ("OR", "AND"):
            self.join(token.text, token.text)
        else:
            if found := LIKE_A_FIELD.match(token.text):
                self.note(found[0], _("this is no field word, so it is searched for as words"))
            self.take(Word(token.text), token, text)

    def with_tail(self, token: Token) -> Leaf | None:
        """The word with the star or tilde that stands after it; None where none has a meaning."""
        letters = sum(c.isalnum() for c in token.text)
        if "*" in token.tail:
            if letters >= SHORTEST_PREFIX:
                return Prefix(token.text)
            self.note(f"{token.text}*", _("a star needs two letters before it, so it is ignored"))
        elif "~" in token.tail:
            if letters >= SHORTEST_FUZZY:
                return Fuzzy(token.text)
            self.note(f"{token.text}~", _("a tilde needs a word of four letters, so it is ignored"))
        return None

    def read_phrase(self, token: Token, text: str) -> None:
        room = MOST_LETTERS - self.letters
        if not token.text:
            self.leave(token, _("there are no words in it") if token.closed else str(UNPAIRED))
        elif len(token.text) > room:
            cut = token.text[:room].rpartition(" ")[0] or token.text[:room]
            if start := trimmed(cut):
                self.take(Phrase(start), token, text)
            raise Full(token.text[len(cut) :] + text[token.end :])
        else:
            self.take(Phrase(token.text, self.slop(token.tail)), token, text)
            if not token.closed:
                self.note(token.source, str(UNCLOSED))

    def slop(self, tail: str) -> int:
        """The number after the tilde of a phrase; 0 where there is none."""
        digits = tail.lstrip("~0")
        if tail == "~":
            self.note(
                tail,
                _("a number is missing after it, as in %(example)s")
                % {"example": '"near words"~5'},
            )
        if len(digits) > 2 or int(digits or 0) > FARTHEST:
            self.note(
                tail, _("words can be %(steps)s steps apart at the most") % {"steps": FARTHEST}
            )
            return FARTHEST
        return int(digits or 0)

    def read_field(self, token: Token, text: str) -> None:
        operator = FIELD_WORDS[token.name]
        if not any(c.isalnum() for c in token.text):
            told = _("nothing stands right after the colon, as in %(example)s")
            self.leave(token, told % {"example": operator.examples[0]})
            return
        if not token.closed:
            self.note(token.source, str(UNCLOSED))
        if operator.span is None:
            self.take(Field(token.name, token.text), token, text)
            return
        try:
            span = operator.span(Period.parse(token.text))
        except (ValueError, OverflowError):
            self.take(Field(token.name, token.text), token, text)
        else:
            self.take(span, token, text)

    def take(self, leaf: Leaf, token: Token, text: str) -> None:
        """Add a term, if the limits allow. Raises Full where they do not."""
        letters = letters_of(leaf)
        if self.terms == MOST_TERMS or self.letters + letters > MOST_LETTERS:
            raise Full(text[token.start :])
        self.terms += 1
        self.letters += letters
        self.groups[-1].add(leaf, "-" if token.minus else "")

    def join(self, joint: str, typed: str) -> None:
        group = self.groups[-1]
        if not group.rows or group.joint or group.minus:
            self.note(typed, _("it stands between no two words, so it is ignored"))
        else:
            group.joint = joint

    def close(self) -> None:
        self.without_partner()
        group = self.groups.pop()
        node = group.node()
        if node is not None:
            self.groups[-1].add(node, group.outer_minus)
        else:
            self.note("( )", _("there are no words in it"))
            self.groups[-1].joint = self.groups[-1].minus = ""

    def without_partner(self) -> None:
        """Say so where an operator still waits for what it belongs to."""
        group = self.groups[-1]
        for waiting in (group.joint, group.minus):
            if waiting:
                self.note(waiting, _("nothing follows it, so it is ignored"))

    def note_noise(self, token: Token) -> None:
        if DASHES.issuperset(token.source):
            self.note(token.source, _("a minus counts only right before a word"))
        else:
            self.note(token.source, _("it has no letter or digit to search for"))

    def leave(self, token: Token, reason: str) -> None:
        """Leave out a term, and an operator that waits for it."""
        self.note(token.source, reason)
        self.groups[-1].joint = self.groups[-1].minus = ""

    def note(self, text: str, reason: str) -> None:
        if len(self.left_out) < MOST_LEFT_OUT:
            self.left_out[left_out(text, reason)] = None


def letters_of(leaf: Leaf) -> int:
    """How many characters of what is searched for; those of a time are few, and not counted."""
    match leaf:
        case Field(_, value):
            return len(value)
        case Word(text) | Prefix(text) | Fuzzy(text) | Phrase(text):
            return len(text)
    return 0


def left_out(text: str, reason: str) -> LeftOut:
    return LeftOut(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…", reason)


def written(node: Node | None) -> str:
    """The node in the language, such as `"exact words" (one OR other) -not`.

    What comes of `parse` is parsed into the same node again.
    """
    match node:
        case Word(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Phrase(text, slop):
            return f'"{text}"~{slop}' if slop else f'"{text}"'
        case Field(name, value):
            return f"{name}:{value}" if PLAIN_VALUE.fullmatch(value) else f'{name}:"{value}"'
        case Filter(name, value, exclude):
            return ("-" if exclude else "") + written(Field(WORD_OF.get(name, name), str(value)))
        case Span():
            return " ".join(written_times(node))
        case Not(part):
            return f"-{operand(part)}"
        case And(parts=several):
            return " ".join(operand(part, bracket=Or) for part in several)
        case Or(parts=several):
            return " OR ".join(operand(part) for part in several)
    return ""


def operand(node: Node, bracket: type[Node] | tuple[type[Node], ...] = (And, Or, Span)) -> str:
    """A node within another one, in brackets where it would fall apart without them."""
    text = written(node)
    return f"({text})" if isinstance(node, bracket) and " " in text else text


def written_times(span: Span) -> list[str]:
    """The field words for it. A side at the calendar's edge is open: nothing lies beyond."""
    if span.since and span.since == span.until:
        return [f"on:{span.since}"]
    times = []
    with suppress(OverflowError):
        times += [f"after:{span.since.previous()}"] if span.since else []
    with suppress(OverflowError):
        times += [f"before:{span.until.next()}"] if span.until else []
    return times
