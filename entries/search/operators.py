"""The query language as a table: the parser takes its field words from it, the help page all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .nodes import Span
from .periods import Period


@dataclass(frozen=True, slots=True)
class Operator:
    """A part of the language: what it is called, how it is typed, what it does, and examples.

    Of a field word `name` is the word, and `field` the filter whose value it gives. Of one that
    takes a date, `span` makes the time that is meant; it raises OverflowError where the calendar
    has none. Of all others both are empty.
    """

    name: str
    form: Promise
    meaning: Promise
    examples: tuple[str, ...]
    field: str = ""
    span: Callable[[Period], Span] | None = None


def on(period: Period) -> Span:
    return Span(period, period)


def before(period: Period) -> Span:
    return Span(None, period.previous())


def after(period: Period) -> Span:
    return Span(period.next(), None)


OPERATORS = (
    Operator(
        "all words",
        pgettext_lazy("how it is typed", "word word"),
        _(
            "Finds entries that have all the words, anywhere and in any form: “ship” also finds "
            "“ships”. Accents and capital letters make no difference."
        ),
        ("suez canal", "starmer cabinet"),
    ),
    Operator(
        "exact phrase",
        pgettext_lazy("how it is typed", '"word word"'),
        _("Finds the words next to each other, in this order and in this form."),
        ('"prime minister"', '"suez canal"'),
    ),
    Operator(
        "near words",
        pgettext_lazy("how it is typed", '"word word"~5'),
        _(
            "Finds the words up to so many steps apart from where they stand in the phrase, 50 at "
            "the most."
        ),
        ('"canal ship"~5',),
    ),
    Operator(
        "either word",
        pgettext_lazy("how it is typed", "word OR word"),
        _(
            "Finds entries that have at least one of the two. OR is written in capitals, or as |. "
            "It joins what stands right beside it: “crowd paris OR london” wants “crowd”, and one "
            "of the two cities."
        ),
        ("labour OR conservatives", "crowd paris OR london"),
    ),
    Operator(
        "without",
        pgettext_lazy("how it is typed", "-word"),
        _(
            "Leaves out entries that have the word. A minus can also stand before a phrase, a "
            "bracket or a field word. NOT in capitals does the same."
        ),
        ("telescope -mirror", 'starmer -"prime minister"', "telescope NOT mirror"),
    ),
    Operator(
        "beginning",
        pgettext_lazy("how it is typed", "begin*"),
        _("Finds every word that begins so. At least two letters stand before the star."),
        ("tele*", "elect*"),
    ),
    Operator(
        "similar spelling",
        pgettext_lazy("how it is typed", "word~"),
        _(
            "Finds the word, and words that differ from it by a letter or two. It has at least "
            "four letters."
        ),
        ("stoltenburg~", "telescop~"),
    ),
    Operator(
        "brackets",
        pgettext_lazy("how it is typed", "(word OR word) word"),
        _("Holds together what belongs together."),
        ("(ship OR tanker) -(suez cairo)", "nato (finland OR (sweden -turkey))"),
    ),
    Operator(
        "actor",
        pgettext_lazy("how it is typed", "actor:name"),
        _(
            "Finds entries about a person or an organisation, by any name that they go by. A name "
            "of several words stands in quotes, here and with the words below."
        ),
        ("actor:nato", 'actor:"Jens Stoltenberg"'),
        field="actor",
    ),
    Operator(
        "place",
        pgettext_lazy("how it is typed", "place:name"),
        _("Finds entries about a place."),
        ("place:paris", "fire place:paris"),
        field="place",
    ),
    Operator(
        "topic",
        pgettext_lazy("how it is typed", "topic:name"),
        _("Finds entries on a topic."),
        ("topic:climate", "-topic:elections"),
        field="topic",
    ),
    Operator(
        "source",
        pgettext_lazy("how it is typed", "source:name"),
        _("Finds entries of a newsroom or publisher."),
        ('source:"Sample desk, Paris"',),
        field="source",
    ),
    Operator(
        "by",
        pgettext_lazy("how it is typed", "by:name"),
        _("Finds entries that carry this name as their author's."),
        ('by:"Ruth Ashdown"',),
        field="byline",
    ),
    Operator(
        "is",
        pgettext_lazy("how it is typed", "is:label"),
        _("Finds entries that the newsroom marked so, such as breaking or analysis."),
        ("is:breaking", "labour is:analysis"),
        field="label",
    ),
    Operator(
        "has",
        pgettext_lazy("how it is typed", "has:kind"),
        _(
            "Finds entries that hold something beside plain text: a quote, an image, a video, a "
            "list or an embed, which is a post from another site."
        ),
        ("has:quote", "ship has:image"),
        field="has",
    ),
    Operator(
        "in",
        pgettext_lazy("how it is typed", "in:liveblog"),
        _("Finds entries of one liveblog, by its title or its address."),
        ('in:"Finland joins NATO"',),
        field="liveblog",
    ),
    Operator(
        "on",
        pgettext_lazy("how it is typed", "on:date"),
        _("Finds entries of a day, a month or a year, by the clock of their newsroom."),
        ("on:2024-07-05", "on:2024-07", "on:2024"),
        span=on,
    ),
    Operator(
        "before",
        pgettext_lazy("how it is typed", "before:date"),
        _("Finds entries from before a day, a month or a year, which is itself left out."),
        ("nato before:2024",),
        span=before,
    ),
    Operator(
        "after",
        pgettext_lazy("how it is typed", "after:date"),
        _("Finds entries from after a day, a month or a year, which is itself left out."),
        ("starmer after:2024-07-04", "after:2020 before:2023"),
        span=after,
    ),
)
# What each field word is read by; those of dates and the others.
FIELD_WORDS = {each.name: each for each in OPERATORS if each.field or each.span}
