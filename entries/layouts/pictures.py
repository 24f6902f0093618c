"""How the descriptions of pictures look, where a page prints them as lines like any other.

Their makers write noun phrases ("Map of the harbour") without a stop; reporters write sentences.
"""

from __future__ import annotations

import re

from .printed import any_of

STOPS = tuple(".?!…:;,\"'”’)]»")
LONGEST_DESCRIPTION = 300

LINK_LINE = re.compile(
    r"^(?:Read|Watch|Listen|Follow|Click|Tap|Find|Catch|See|Hear|Join|Get|You can|More|Here"
    r"|Text|Email|Send|Related)\b"
)
KINDS = (
    *("graphic", "infographic", "map", "chart", "graph", "table", "diagram", "screenshot"),
    *("screengrab", "illustration", "drawing", "sketch", "cartoon", "portrait", "headshot"),
    *("montage", "composite", "composite image", "satellite image", "satellite photo"),
    *("aerial view", "aerial image", "aerial photo", "aerial shot", "close-up", "close up"),
    *("file photo", "file picture", "file image"),
)
START = rf"^(?:(?:An?|The) )?(?:[\w-]+ ){{0,2}}?{any_of(KINDS)}s?"
DRAWN = re.compile(
    rf"{START} (?:of|show(?:s|ing)|(?:that|which) shows?|with|on|depict(?:s|ing)|comparing)\b",
    re.IGNORECASE,
)
ALONE = re.compile(r"(?:info)?graphic|map|chart", re.IGNORECASE)
# With a stop behind it, a description is told from a sentence by its participle.
DRAWN_SENTENCE = re.compile(
    rf"{START}(?: (?:of|with|for|from) [^.,;:]{{1,80}}?)?"
    r" (?:showing|depicting|comparing|(?:that|which) shows?)\b",
    re.IGNORECASE,
)
# The caption of an agency, as the words for a picture: "A ferry leaves the quay, 7 March 2022."
DATED = re.compile(
    r"[A-Z].{15,}, (?:\d{1,2} [A-Z][a-z]{2,8},?|[A-Z][a-z]{2,8} \d{1,2},) (?:19|20)\d\d\.?"
)
# Letter case counts: "US President" and "Will Hart" tell nothing, "us" and "will" do.
TOLD = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|us|[Oo]ur|[Yy]our|is|are|was|were|has|have|had"
    r"|will|would|can|could|should|says?|said|tweets?)\b|n['’]t\b|['’](?:re|ve|ll|m)\b"
)
SUBORDINATE = re.compile(r"\b(?:how|that|which|where|who|whose|what|when|whether|while|as)\b")
SENTENCE_END = re.compile(r"[.?!]\s")
SCORE_OR_FIELD = re.compile(r"\d[-–]\d|\(\d|\w: |^\W*\d")


def is_drawn(text: str) -> bool:
    """Whether a text says that it describes a map, a chart or a picture."""
    if len(text) > 3 * LONGEST_DESCRIPTION:
        return False
    if not text.endswith(STOPS):
        return bool(DRAWN.match(text)) or ALONE.fullmatch(text) is not None
    return bool(DRAWN_SENTENCE.match(text)) and is_noun_phrase(text)


def is_noun_phrase(text: str) -> bool:
    """Whether the first sentence tells nothing before its first clause: "A chart of what is"."""
    first = SENTENCE_END.split(text, maxsplit=1)[0]
    return not TOLD.search(SUBORDINATE.split(first, maxsplit=1)[0])


def is_link_line(text: str) -> bool:
    """Whether a text sends its reader elsewhere: "Read more on this story here"."""
    return bool(LINK_LINE.match(text))


def describes_scene(text: str) -> bool:
    """Whether a text may describe a picture: a noun phrase without a stop, and no score."""
    if DATED.fullmatch(text, 0, LONGEST_DESCRIPTION):
        return is_noun_phrase(text)
    return (
        len(text) <= LONGEST_DESCRIPTION
        and " " in text
        and not text.endswith(STOPS)
        and not is_link_line(text)
        and not TOLD.search(text)
        and not SCORE_OR_FIELD.search(text)
    )
