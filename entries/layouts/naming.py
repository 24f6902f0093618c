"""The words by which a page says whose it is, for layouts whose shape other newsrooms use too.

Words of common use are told from the names by their capital letters, and those of a page's own
text by not being in a sentence: that "the Guardian reports" something tells nothing, unless the
page has a shape that few others have: then "she told NPR" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import Fit, Layout, Page, ParsedLiveblog
from .sentences import ends_sentence

FIRM = 0.85  # a page that fits so well is told by its publisher's name anywhere in its text
LONGEST_NAMING = 500  # characters of a line that are looked at
# Layouts that one publisher alone has, as its pages or the copies of them are made.
OWN = frozenset(
    (
        *("bbc-live", "bbc-hhmm", "newssniffer-table-hhmm"),
        *("guardian-block-time-doubled", "guardian-run-on", "guardian-key-value"),
        *("unix-seconds", "headline-foot-date", "glued-byline-ago-date-label"),
        *("abcus-clock-headline", "cnbc-clock-headline", "cnbc-weekday-date-zone"),
        *("nbc-ago-clock", "headline-return-to-menu", "politicoeu-glued-date", "rferl-time-date"),
        *("timestamp-label", "aljazeera-ago-clock", "aljazeera-ago-clock-glued"),
        "dw-ago-permalink",
    )
)
# By the publisher's slug. Words that only its pages have count like its name.
NAMES = {
    slug: re.compile(words)
    for slug, words in {
        "bbc-news": r"\bBBC\b|\bbbc\.co|TV Licence|[Aa]ll times (?:stated )?are UK|Get involved",
        "france-24": r"(?i:\bfrance ?24\b)",
        "guardian": r"\bGuardian\b|theguardian|guardian\.co|Photograph: |Block-time",
        "telegraph": r"\bTelegraph\b|telegraph\.co",
        # Yahoo prints its pages once more.
        "independent": r"\bThe Independent\b|\bIndependent\.co|independent\.co|yahoo\.com",
        "daily-express": r"\b(?:Daily|Sunday) Express\b|\bExpress\.co|express\.co|^Express$",
        "the-sun": r"\bThe Sun\b|\bthesun\.|the-sun\.",
        "new-statesman": r"Statesman\b|statesman\.com",
        "spectator": r"\bSpectator\b|spectator\.co|Coffee House",
        "sky-news": r"\bSky News\b|news\.sky",
        "irish-times": r"\bIrish Times\b|irishtimes",
        "abc-news": r"\bABC (?:News|Audio)\b|abcnews",
        "cnbc": r"\bCNBC\b|cnbc\.com",
        "cnn": r"\bCNN\b|cnn\.com",
        "nbc-news": r"\bNBC News\b|nbcnews",
        "npr": r"\bNPR\b|npr\.org",
        "new-york-times": r"\bNew York Times\b|nytimes",
        "washington-post": r"\bWashington Post\b|washingtonpost",
        "voa": r"\bVOA\b|voanews|Voice of America",
        "rfe-rl": r"\bRFE/RL\b|rferl|Radio Free Europe|Radio Liberty",
        "politico-europe": r"\bPOLITICO\b|politico\.eu",
        "al-jazeera": r"(?i:\bal[ -]?jazeera)",
        "deutsche-welle": r"\bdw\.com|\bDW\b|Deutsche Welle",
        "deutschlandfunk": r"(?i:deutschlandfunk)|\bDlf\b|\bDLF\b",
        "mdr": r"\bMDR\b|mdr\.de",
        "merkur": r"\bMerkur\b|merkur\.de",
        "n-tv": r"(?i:\bn-?tv\b)",
        "tagesschau": r"(?i:tagesschau)",
        "franceinfo": r"(?i:france ?info\b|francetvinfo)",
        "kyiv-post": r"(?i:kyiv ?post)",
        "lb-ua": r"(?i:\blb\.ua\b)",
        "the-hindu": r"thehindu\.|\bThe Hindu\b",
        "newshub": r"(?i:newshub)",
        "middle-east-eye": r"\bMiddle East Eye\b|middleeasteye|\bMEE\b",
        "trt-world": r"\bTRT\b|trtworld",
        "ea-worldview": r"\bEA\b|(?i:\bea ?worldview|enduringamerica)",
        "euronews": r"(?i:euronews)",
        "haaretz": r"(?i:haaretz)",
        "times-of-israel": r"(?i:times ?of ?israel)",
        "scroll-in": r"\bScroll\b(?! (?:down|up|to|for|through)\b)|scroll\.in",
        "times-of-india": r"\bTOI\b|\bTimes of India\b|timesofindia",
        "abc-australia": r"\bABC\b|abc\.net\.au",
    }.items()
}


def names_source(layout: Layout, fit: Fit, page: Page, liveblog: ParsedLiveblog) -> bool:
    """Whether a page says that it is from its layout's source; `liveblog` is what was read."""
    names = NAMES.get(layout.source or "")
    said = sayings_of(page, liveblog, anywhere=fit.score >= FIRM)
    return names is not None and any(map(names.search, said))


def sayings_of(page: Page, liveblog: ParsedLiveblog, anywhere: bool) -> Iterator[str]:
    """What may tell whose a page is: address, title, head, and lines that are no sentence.

    Headlines of entries tell what those are about. `anywhere` says that all lines may tell it.
    """
    yield page.url or ""
    yield page.title or ""
    first = min((entry.first_line for entry in liveblog.entries), default=0)
    for line in page.text_lines:
        about = "headline" in liveblog.claims.get(line.number, "") or ends_sentence(line.text)
        if anywhere or line.number < first or not about:
            yield line.text[:LONGEST_NAMING]
            yield line.text[LONGEST_NAMING:][-LONGEST_NAMING:]
