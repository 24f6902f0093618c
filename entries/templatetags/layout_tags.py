"""Why a page was read in its layout, or in none, in the reader's language.

The sentences are stored in English, as they were made while the page was read, by code that knows
no languages. Those below are put into the reader's; what a layout saw of the page stays English,
and is marked as such, as is any sentence that is none of them.
"""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

register = template.Library()

SENTENCES = (
    N_("Read as {layout}, as asked for."),
    N_("Read as {layout} ({fit}): {seen}. Next best: {others}."),
    N_("Read as {layout} ({fit}): {seen}."),
    N_(
        "the page fits no layout; {layout} comes nearest: {seen}. "
        "If it has one, import it with --layout: docs/layouts.md has the names of all"
    ),
    N_(
        "the page fits no layout. "
        "If it has one, import it with --layout: docs/layouts.md has the names of all"
    ),
    N_("there is no layout “{name}”; did you mean {names}? docs/layouts.md has the names of all"),
    N_("there is no layout “{name}”. docs/layouts.md has the names of all"),
    N_("it is JSON, but bears no LiveBlogPosting with updates"),
    N_("it looks like JSON that is damaged here ({seen}): save it anew"),
    N_("the page bears no LiveBlogPosting with updates"),
    N_("no update of the page's LiveBlogPosting has a headline or a text"),
    N_("the posting's text is no object"),
    N_("the posting's text is damaged: {seen}"),
    N_("the posting's text is damaged"),
    N_("no line of this page starts an entry as in {layout}"),
    N_("no line of this page has a headline and “published at”"),
    N_("no line of this page is the headline of a BBC entry"),
    N_("fewer than two lines of this page are teasers"),
    N_("fewer than two lines of this page start with a clock in order"),
    N_("an extract has no teaser above it"),
    N_("the page's markup does not tell where an entry starts"),
    N_("{number} lines start with a clock, but {seen}"),
)
FIELD = re.compile(r"\\{(\w+)\\}")
PATTERNS = {
    sentence: re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
    for sentence in SENTENCES
}


@register.filter
def told_of_layout(text: str) -> SafeString:
    """A stored sentence on the layout of a page in the reader's language, as far as it goes."""
    for sentence, pattern in PATTERNS.items():
        if match := pattern.fullmatch(text):
            fields = shown(match.groupdict())
            return format_html(gettext(sentence), **fields) if fields else escape(gettext(sentence))
    return in_english(text)


def shown(fields: dict[str, str]) -> dict[str, str]:
    return {name: in_english(text) if name == "seen" else text for name, text in fields.items()}


def in_english(text: str) -> SafeString:
    return format_html('<span lang="en-GB">{}</span>', text)
