"""How the descriptions of pictures look, where a page prints them as lines like any other.

Their makers write noun phrases ("Map of the harbour") without a stop; reporters write sentences.
"""

from __future__ import annotations

import re

STOPS = tuple(".?!…:;,\"'”’)]»")
LONGEST_DESCRIPTION = 300

LINK_LINE = re.compile(
    r"^(?:Read|Watch|Listen|Follow|Click|Tap|Find|Catch|See|Hear|Join|Get|You can|More|Here"
    r"|Text|Email|Send|Related)\b"
)
KINDS = (
    r"(?:info)?graphic|map|chart|graph|diagram|screenshot|screengrab|illustration|drawing"
    r"|sketch|cartoon|portrait|headshot|montage|composite(?: image)?|satellite (?:image|photo)"
    r"|aerial (?:view|image|photo|shot)|close[- ]up|file (?:photo|picture|image)"
)
START = rf"^(?:(?:An?|The) )?(?:[\w-]+ ){{0,2}}?(?:{KINDS})s?"
DRAWN = re.compile(
    rf"{START} (?:of|show(?:s|ing)|(?:that|which) shows?|with|on|depict(?:s|ing)|comparing)\b",
    re.IGNORECASE,
)
# With a stop behind it, a description is told from a sentence by its participle.
DRAWN_SENTENCE = re.compile(
    rf"{START}(?P<subject> (?:of|with|for|from) [^.,;:]{{1,80}}?)?"
    r" (?:showing|depicting|comparing|(?:that|which) shows?)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:I|we|you|they|he|she|it|us|our|your|is|are|was|were|has|have|had|will|would|can|could"
    r"|should|says?|said)\b|n['’]t\b|['’](?:re|ve|ll|m)\b",
    re.IGNORECASE,
)
SCORE_OR_FIELD = re.compile(r"\d[-–]\d|\(\d|\w: |^\W*\d")


def is_drawn(text: str) -> bool:
    """Whether a text says that it describes a map, a chart or a picture."""
    if len(text) > 3 * LONGEST_DESCRIPTION:
        return False
    if not text.endswith(STOPS):
        return bool(DRAWN.match(text))
    drawn = DRAWN_SENTENCE.match(text)
    return drawn is not None and not TOLD.search(drawn["subject"] or "")


def is_link_line(text: str) -> bool:
    """Whether a text sends its reader elsewhere: "Read more on this story here"."""
    return bool(LINK_LINE.match(text))


def describes_scene(text: str) -> bool:
    """Whether a text may describe a picture: a noun phrase without a stop, and no score."""
    return (
        len(text) <= LONGEST_DESCRIPTION
        and " " in text
        and not text.endswith(STOPS)
        and not is_link_line(text)
        and not TOLD.search(text)
        and not SCORE_OR_FIELD.search(text)
    )
