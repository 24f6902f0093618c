"""In which language the site speaks, and the choice of another."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils import translation

from entries.date_words import within_sentence

register = template.Library()
register.filter(within_sentence)

LONGEST_ADDRESS = 2_000  # Django sends nobody back to much longer ones


@register.simple_tag
def interface_language() -> str:
    """The language of the site's own words as HTML names it, such as en-GB."""
    language, *region = (translation.get_language() or settings.LANGUAGE_CODE).split("-")
    return "-".join([language, *(part.upper() for part in region)])


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
