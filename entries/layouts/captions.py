"""The lines under pictures, as newsrooms print them: who took a picture and what it shows.

A caption is known by its credit: "... Photograph: Ada Moreno/Wire", "... | Photo Credit: Wire",
"Credit: Wire", "... © Wire", "(Image: Wire)", "[Wire]". Without one it is a line like any other.
"""

from __future__ import annotations

import re

from .blocks import Image

LONGEST_CAPTION = 1000  # characters
AGENCY = (
    r"(?:Getty(?: Images)?|AP(?: Photo)?|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|PA(?: Wire| Media)?"
    r"|Shutterstock|Alamy|Anadolu|Bloomberg|Xinhua|TASS|Handout|Screengrab|iStock|dpa|imago"
    r"|Rex(?: Features)?|UGC|Maxar|Al Jazeera|Agency)"
)
# Of these every caption has one, or ends in a bracket, and few other lines do. All begin with
# letters that are rare in a text, which makes the pattern quick; " | " would not.
HINT = re.compile(
    r"Photo|Pic(?:ture|s?:)|Composite|I(?:llustration|mage)|Cr[eé]dit|©|PHOTO|VIDEO|CREDIT|Foto"
    r"|Quelle|Getty|GETTY|REUTERS/|\[|Bild(?:rechte)?:|Source:"
    r"|/ ?(?:A[PF]|PA|Agency|EPA|dpa|Reuters)|via (?:AP|AFP|Reuters|EPA)"
)
CREDIT = r"(?P<credit>\S.{0,200})"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<alt>.*?) ?Image source, ?{CREDIT}",
        r"Image caption,? ?(?P<caption>\S.*)",
        rf"(?:(?P<caption>\S.*?) ?\| ?)?(?:Photo|Picture|Image) [Cc]redits?: ?{CREDIT}",
        r"(?:(?P<caption>\S.*\S) )?(?:Photographs?|Composite|Illustration|Photograph by|Photo"
        rf"|Photo illustration): {CREDIT}",
        r"(?:(?P<caption>\S.*\S) )?(?:Bild(?:rechte)?:|Foto:|Quelle:) ?"
        rf"{CREDIT}",
        r"(?:(?P<caption>\S.*?[\w.!?”\"’)]) ?)?(?:CREDIT|Credit|Crédit) ?(?:[:…]|\.{3}) ?"
        rf"{CREDIT}",
        rf"(?P<caption>\S.*[\w.!?”\"’)])Image: {CREDIT}",
        rf"(?:(?P<caption>\S.*\S) ?)?©\s?{CREDIT}",
        r"(?:(?P<caption>\S.*\S) ?)?\((?:Image|Pics?|Picture|Photo|Photos|Credit) ?[:|] ?"
        r"(?P<credit>[^()]{1,120})\)\.?",
        r"(?:Image: ?)?(?:(?P<caption>\S.*\S) )?Pics?: (?P<credit>\S.{0,80})",
        r"(?:PHOTO|Image|VIDEO): (?P<caption>\S.*)",
        # "A ferry at the quay. (Lena Marsh/AP)", "... (Lena Marsh for The Harbour Post)"
        r"(?P<caption>\S.*\S) \((?P<credit>[A-Z][^()/]{2,40}(?:/[A-Z][^()/]{1,40}){1,3}"
        r"|[A-Z][^()/]{2,40} for The [A-Z][^()/]{2,40})\)",
        rf"(?P<caption>\S.*[^\s.!?”\"’]) \((?P<credit>(?:[\w ]{{1,30}}/)?{AGENCY}"
        r"(?:/[^()]{1,60})?)\)",
        rf"\((?P<credit>[^()]{{0,40}}\b{AGENCY}\b[^()]{{0,40}})\)",
        r"(?P<caption>\S.*\S) \((?P<credit>[^()]{0,60}"
        r"\b(?:AP Photo|Getty|EPA-EFE|PA Wire|Shutterstock|via \w+)\b[^()]{0,60})\)",
        rf"(?P<caption>\S.*\S) \[(?P<credit>[^\[\]]{{0,60}}\b{AGENCY}\b[^\[\]]{{0,60}})\]",
        r"(?P<caption>\S.*\S) (?P<credit>(?:REUTERS|Reuters|AFP|AP|EPA)/\S.{0,60})",
        # "A ferry at the quay - Ada Moreno/Pool via Reuters", "A ferry at the quay - GETTY IMAGES"
        r"(?P<caption>[^\W\d_].*[^\s.!?:]) [-–] (?P<credit>(?:(?:[A-Z][^.:;/()]{2,40}/)"
        rf"(?:Pool )?(?:via )?{AGENCY}|(?i:Getty(?: Images)?))(?:/[^.:;/()]{{2,40}})?)",
        # "Ada Moreno/AP", "A ferry at the quay.Ada Moreno / AFP via Getty Images"
        rf"(?:(?P<caption>\S.*[^\s.][.!?]) ?)?(?P<credit>[^\W\d_][^.:;/()]{{2,60}} ?/ ?"
        rf"(?:[^.:;/()]{{2,40}} (?:/|via) ?)?{AGENCY})",
        rf"(?P<credit>[^\W\d_][^.:;/()]{{2,40}} via {AGENCY})",
        # "Ada Moreno | AFP | Getty Images"
        rf"(?P<credit>[^|.:]{{2,60}}(?: \| [^|.:]{{2,40}})? \| (?:via )?(?i:{AGENCY}))",
        r"(?:Photo(?:graph)?|Picture|Image)s? (?:by|courtesy of|via) (?P<credit>[^.]{2,80})",
        r"(?P<picture>Image|Photo|Picture)",
    )
)


def is_like(text: str, image: Image) -> bool:
    """Whether half of the words of a text, or more, are among those of a picture's caption."""
    words, said = (re.findall(r"\w+", each.lower()) for each in (text, image.caption or ""))
    return len(words) > 1 and 2 * sum(word in said for word in words) >= len(words)


def is_hinted(text: str) -> bool:
    return text.endswith(")") or " | " in text or HINT.search(text) is not None


def read_caption(text: str) -> Image | None:
    """The picture that a line is the caption or the credit of; None for other lines."""
    if len(text) > LONGEST_CAPTION or not is_hinted(text):
        return None
    for form in FORMS:
        if match := form.fullmatch(text):
            said = match.groupdict()
            credit, twice, _ = (said.get("credit") or "").partition(" Photograph: ")
            caption = said.get("caption") or ""
            if caption.endswith(f" Photograph: {credit}"):
                caption = caption.removesuffix(f" Photograph: {credit}")
            return Image(
                alt=said.get("alt") or None, credit=credit or None, caption=caption or None
            )
    return None
