"""In which language the site speaks, and the choice of another."""

from __future__ import annotations

import datetime as dt
import re

from django import template
from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entries.date_words import range_of, within_sentence

register = template.Library()
register.filter(within_sentence)

LATIN_LETTER = re.compile("[A-Za-z]")
OTHER_SCRIPTS = re.compile("[\u0370-\u1dff\u2e80-\uffef]")  # from Greek to the far East
LONGEST_ADDRESS = 2_000  # Django sends nobody back to much longer ones


@register.simple_tag
def interface_language() -> str:
    """The language of the site's own words as HTML names it, such as en-GB."""
    language, *region = (translation.get_language() or settings.LANGUAGE_CODE).split("-")
    return "-".join([language, *(part.upper() for part in region)])


@register.filter
def as_english(text: str) -> SafeString:
    """The attribute that tells a text of the gazetteer, in Latin letters, to be in English.

    It is for pages in another language, so that a screen reader says the text right.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    written = LATIN_LETTER.search(text) and not OTHER_SCRIPTS.search(text)
    return SafeString(' lang="en"') if written and not language.startswith("en") else SafeString()


@register.simple_tag
def days_between(first: dt.date, last: dt.date) -> SafeString:
    """The days from the first to the last; of moments the days by the clock that is in force."""
    first, last = timezone.template_localtime(first), timezone.template_localtime(last)
    start, dash, end = range_of(first, last)
    marked = format_html('<time datetime="{}">{}</time>', last.isoformat(), end)
    if not dash:
        return marked
    return format_html('<time datetime="{}">{}</time>{}{}', first.isoformat(), start, dash, marked)


@register.inclusion_tag("_languages.html", takes_context=True)
def language_choice(context: template.Context) -> dict[str, object]:
    """The languages that there are, by their own names, and the page that one comes back to.

    An address that is too long to lead back to is not repeated.
    """
    request = context.get("request")
    here = request.get_full_path() if request else ""
    languages = [
        (code, code == translation.get_language(), name) for code, name in settings.LANGUAGES
    ]
    return {"languages": languages, "here": here if len(here) < LONGEST_ADDRESS else ""}
