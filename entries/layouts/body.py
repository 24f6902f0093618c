"""What stands in an entry under its head: one reader for the pages of many newsrooms.

Their text has lost its markup, so each kind of piece is known by the words that newsrooms put to
it: "Photograph: ...", "| Photo Credit: ...", "Copy link", "Read more: ...". Where the markup is
known, it says what a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .base import Line, Mark
from .blocks import Block, BulletList, Embed, Heading, Image, Media, Paragraph, Quote
from .captions import is_like, read_caption
from .claims import Claims
from .dates import read_day_line

Furniture = tuple[tuple[re.Pattern[str], str], ...]
LONGEST_FURNITURE = 300  # characters
LONGEST_LINK = 120
SHORTEST_CAPTION = 25
LONGEST_CREDIT = 80
LONGEST_IN_MENU, MOST_WORDS_IN_MENU, FEWEST_IN_MENU = 40, 5, 6
ITEM = Mark(kind="item")
SPOKEN = ("quote", "item", "heading")  # what the markup says is one of these is no caption
MOST_LINKS = 5
RELATED = "furniture: related story"


def rules(*pairs: tuple[str, str]) -> Furniture:
    """Furniture rules: a pattern that a whole line must match, whatever its case, and a name."""
    return tuple((re.compile(text, re.IGNORECASE), f"furniture: {what}") for text, what in pairs)


FURNITURE = rules(
    (
        r"\W?(?:(?:Skip )?Advert(?:isement|ising|orial)?s?|Ad(?: feedback)?|ad_\d|Anzeige|Publicité"
        r"|Werbung)\W?"
        r"|(?:Story|Article) continues(?: (?:below|after) .*)?|Sponsored(?: content)?.*"
        r"|Continue reading the main story",
        "advertising",
    ),
    (
        r"(?:Sign up|Subscribe)\b.{0,200}|(?:Support|Join) (?:us|the Guardian)\b.{0,150}"
        r"|Already (?:a subscriber|have an account).*|Get (?:our|the) .{0,80}newsletter.{0,80}",
        "subscriptions",
    ),
    (
        r"Copy link(?: to clipboard)?|Links? copied!?|Copied!?|Permalink|Share(?: this)?(?: post)?"
        r"|Share (?:on|via|to|with) .{1,40}|(?:Facebook|Twitter|WhatsApp|E-?mail|Print|Tweet|X|\W)"
        r"(?: (?:Facebook|Twitter|WhatsApp|E-?mail|Print|Tweet|Share|\W))*"
        r"|View post|(?:Send in e-?mail ?)+|Jump to comments.*|Comments?(?: \d+)?|Reply|Teilen"
        r"|Partager|Partagez?",
        "share links",
    ),
    (
        r"(?:Show|Load|See|View) (?:more|less)(?: posts| updates| entries)?\W?"
        r"|Read more|Back to top|Loading\W*"
        r"|Return to top|Expand|Collapse|Sort(?:ed)? by\b.{0,60}|Dropdown arrow|Close|Next|Previous"
        r"|Latest first|Oldest first|Newest first|(?:Show|See) (?:oldest|newest|latest) .{0,40}",
        "buttons",
    ),
    (
        r"(?:Last )?Updated(?: at)?(?: \d{1,2}[.:]\d\d.{0,40})?|at \d{1,2}[.:]\d\d ?[ap]m \w{2,4}"
        r"|(?:Last )?(?:updated|modified) (?:at|on) .{1,60}",
        "time of the last change",
    ),
    (
        r"(?:Read (?:more|also|next)|Also read|See also|Related(?: \w+)?|Recommended|More on this"
        r"|Don[’']t miss|Mehr dazu|Lesen Sie auch|Lire aussi|À lire aussi|Watch|Listen|Read|More)"
        r" ?[:|>»].{0,250}|Read more (?:from|on|about|here)\b.{0,60}:?|Recommended|Trending"
        r"|Related(?: articles?| stories)?|Most read\b.{0,60}",
        RELATED.partition(": ")[2],
    ),
    (
        r"(?:Allow \S+ content\?|This (?:article|content|\w+ (?:post|video|content))"
        r" (?:includes|contains|is not|cannot|is hosted)\b.{0,250}|Accept(?: and continue)?"
        r"|View (?:this )?(?:\w+ )?(?:more )?on (?:Twitter|X|YouTube|Instagram|Facebook|TikTok)"
        r"|View this post on Instagram|Show me more content from .{1,40}|Manage (?:my )?(?:choices"
        r"|preferences|cookies)|Try again|(?:Please )?enable javascript.{0,80}|Video Player .{0,60}"
        r"|You need to enable javascript.{0,80}|Play Video|Close Video|Now playing"
        r"|To (?:display|view|see) this content.{0,150}|pic\.twitter\.com/\w+"
        r"|(?:Watch|Listen)(?: \w+){0,3} here ?:?)",
        "embed notice",
    ),
    (r"https?://\S+|www\.\S+", "link"),
    (r"[\W_]{1,80}", "rule"),
)
# All of them in one pattern, of which the group that matched tells the rule.
ANY_FURNITURE = re.compile("|".join(f"({rule.pattern})" for rule, _ in FURNITURE), re.IGNORECASE)
FOOTER = re.compile(
    r"(?:Most (?:viewed|read|popular|watched|recent)|More on this story|Explore more on these .*"
    r"|Related (?:topics|stories|content|internet links|articles)|Reuse this content|Topics?"
    r"|Show more (?:stories|live updates)|More (?:from|stories|news)\b.{0,50}(?<!:)|Top stories"
    r"|Trending(?: now)?|You may (?:also )?like|Promoted (?:stories|links)|Editor[’']s picks"
    r"|Share your thoughts.{0,60}|Join the conversation|Popular (?:in|videos).{0,40}|\[ad_2\]"
    r"|Posted by .{1,60} at \d.*|Posted in .{1,80}|Labels: .*|Tags?: .*|Filed under.*|No comments:?"
    r"|Post a comment|Newer Post.*|Older Post.*|Email This ?BlogThis!.*|Share this:|Like this:.*"
    r"|The post .{1,200} (?:appeared first|first appeared) on .*|Join our .{0,20}forum.*|More about"
    r"|Comments?|Leave a (?:reply|comment)|(?:Source|Read the full article) ?: ?\S+|Source link"
    r"|All rights reserved.{0,60}|(?:Copyright )?© ?(?:19|20)\d\d.{0,80}|Terms of (?:use|service)"
    r"|Privacy (?:policy|notice)|Contact us|About us|Follow us.{0,40}|Site (?:index|map).{0,40}"
    r"|Load more|Licensing & Reprints|Search CNN.{0,20}|Send us your feedback|Legal notice"
    r"|Related stories on these topics:?|The Kyiv Post is hosting comments.*|Paid (?:content|post)"
    r"|Latest (?:stories|news|videos)|NPR thanks our sponsors|XS SM MD LG)",
    re.IGNORECASE,
)
BULLET = re.compile(r"[•*▪‣●◦·] ?(?P<item>\S.*)", re.DOTALL)
NUMBERED = re.compile(r"\d{1,2}[.)] (?P<item>\S.*)", re.DOTALL)
# The same above the words, and the day under them.
TWEETER = re.compile(r"[^@]{1,100}\(@\w{1,30}\)|@\w{1,30}")
TWEETED = 6  # lines at most from the one to the other
CHANGED = re.compile(
    r" ?(?:Block-time updated-time ?)?Updated at \d{1,2}[.:]\d\d ?(?:[ap]m )?[A-Z]{2,4}$"
    r"|Click here to share on social media$"
)
TWEET = re.compile(r"(?:—|–|-{1,2}) ?[^@]{1,100}\(@\w{1,30}\),? .{4,30}")
MEDIA = re.compile(
    r"(?:(?:Video caption|Media caption|Video|Watch live)[:,] |(?:Video|Media) caption(?=[A-Z“‘]))"
    r"(?P<caption>.+)"
)
BREAKS = re.compile(r"(?: ?<br ?/?>)+")  # as some print them, in the text of a picture
# A sentence ends and another begins.
SENTENCE_WITHIN = re.compile(r"[^\W_]{3}[.?!][\"”’)]*\s+[\"“‘(]?[A-Z]")
STOPS = (".", "?", "!", ":", ";", "…", ",", "-", "–", "—")
CLOSERS = "\"'”’»)]"


def furniture_of(line: Line, own: Furniture = ()) -> str | None:
    """The furniture rule that a line falls under; `own` are rules of its layout."""
    text = line.text
    if len(text) > LONGEST_FURNITURE:
        return None
    if match := ANY_FURNITURE.fullmatch(text):
        return FURNITURE[(match.lastindex or 1) - 1][1]
    return next((what for rule, what in own if rule.fullmatch(text)), None)


def ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(STOPS)


def is_tweet_signature(text: str) -> bool:
    """Whether a line says who posted the words above: "— Ada Moreno (@ada) March 9, 2022"."""
    return len(text) <= LONGEST_FURNITURE and bool(TWEET.fullmatch(text))


def dates_tweet(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that prints a day does so for a tweet, which opens with "Name (@name)"."""
    above = lines[max(0, index - TWEETED) : index]
    return any(is_tweeter(line.text) for line in above)


def is_tweeter(text: str) -> bool:
    """Whether a line says who posts the words below: "Ada Moreno (@ada)"."""
    return "@" in text and len(text) <= LONGEST_FURNITURE and bool(TWEETER.fullmatch(text))


def above_footer(lines: Sequence[Line], claims: Claims, opened: bool = False) -> Sequence[Line]:
    """The lines above the foot of a page and the menu that stands before it; both are claimed.

    `opened` says that the text above the lines has begun, so that they may be menu and no more.
    """
    short = (len(line.text) <= LONGEST_FURNITURE for line in lines)
    feet = (at for at, ok in enumerate(short) if ok and FOOTER.fullmatch(lines[at].text))
    foot = menu = next(feet, len(lines))
    while menu and is_in_menu(lines[menu - 1]):
        menu -= 1
    end = menu if (menu or opened) and foot - menu >= FEWEST_IN_MENU else foot
    claims.take(lines[end:], "furniture: page footer")
    return lines[:end]


def is_in_menu(line: Line) -> bool:
    """Whether a line may be one of a menu at the foot of a page: a few words, and no sentence."""
    text = line.text
    few = len(text) <= LONGEST_IN_MENU and len(text.split()) <= MOST_WORDS_IN_MENU
    words = text[:1].isalnum() and not ends_sentence(text)
    return few and words and not line.mark.kind


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of an entry; `last_line` is the number of the last line that gave one."""

    blocks: tuple[Block, ...]
    last_line: int | None


def read_body(
    lines: Sequence[Line], claims: Claims, own: Furniture = (), opening: Line | None = None
) -> Body:
    """The blocks of the lines under an entry's head; blank lines may be among them or not.

    `own` are furniture rules of the layout, beside those of all pages. `opening` is a text on the
    line of the head itself, which is no furniture whatever it looks like.
    """
    blocks: list[Block] = []
    taken: list[tuple[list[Line], str]] = []
    kept = without_tweet_days([line for line in lines if line.text], claims)
    kept = with_dashes_marked(kept)
    for piece in without_furniture(
        pieces_of([*filter(None, [opening]), *kept]), own, claims, opening
    ):
        text = " ".join(line.text for line in piece)
        if changed := CHANGED.search(text):
            claims.take(piece, "paragraph and time of the last change")
            text = text[: changed.start()] or text
        what, block = read_block(piece[0], text)
        if piece[0] is opening and isinstance(block, Image):
            what, block = "paragraph", Paragraph(text)  # What an entry tells may end in a credit.
        above = taken[-1][0] if taken else []
        near = bool(above) and piece[0].number == above[-1].number + 1
        add_block(blocks, block, near)
        if above and isinstance(blocks[-1], Image) and blocks[-1] != block:
            taken[-1], what = (above, "image"), "image"  # Two lines of one picture.
        taken.append((piece, what))
    for piece, what in taken:
        claims.take(piece, what)
    return Body(tuple(blocks), taken[-1][0][-1].number if taken else None)


def without_tweet_days(lines: list[Line], claims: Claims) -> list[Line]:
    """The lines without those that say on which day a tweet was posted."""
    if not any("@" in line.text for line in lines):
        return lines
    days = {at for at, line in enumerate(lines) if is_day(line) and dates_tweet(lines, at)}
    claims.take([lines[at] for at in days], "day of an embed")
    return [line for at, line in enumerate(lines) if at not in days]


def is_day(line: Line) -> bool:
    return read_day_line(line.text) is not None


def without_furniture(
    pieces: Sequence[list[Line]], own: Furniture, claims: Claims, opening: Line | None
) -> Iterator[list[Line]]:
    """The pieces but for those of furniture, which are claimed; with "Read more:" go its links."""
    links = 0
    for piece in pieces:
        first = piece[0]
        rule = None if first is opening else furniture_of(first, own)
        if rule == RELATED:
            links = MOST_LINKS if first.text.endswith(":") else 0
        elif rule is None and links and is_link(first):
            rule, links = RELATED, links - 1
        else:
            links = 0
        if rule:
            claims.take(piece, rule)
        else:
            yield piece


def is_link(line: Line) -> bool:
    """Whether a line under "Read more:" may be the headline of another story."""
    return len(line.text) <= LONGEST_LINK and not ends_sentence(line.text)


def with_dashes_marked(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a list that opens its items with dashes marked; one alone is no list."""
    dashed = [line.text.startswith("- ") for line in lines]
    return [
        Line(line.number, line.text[2:], ITEM)
        if own and (before or after) and not line.mark.kind
        else line
        for line, own, before, after in zip(
            lines, dashed, [False, *dashed], [*dashed[1:], False], strict=False
        )
    ]


def pieces_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, each with those below it into which its sentence was broken."""
    pieces: list[list[Line]] = []
    for line in lines:
        if pieces and goes_on(pieces[-1][-1], line):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def goes_on(line: Line, below: Line) -> bool:
    """Whether a sentence goes on in the very next line: it is open, and that begins small."""
    return (
        below.number == line.number + 1
        and below.text[0].islower()
        and not line.mark.kind
        and not below.mark.kind
        and not ends_sentence(line.text)
        and not furniture_of(line)
        and not furniture_of(below)
    )


def read_block(line: Line, text: str) -> tuple[str, Block]:
    """A piece of an entry as a block, and the field that it goes to."""
    kind = line.mark.kind
    text = BREAKS.sub(" ", text).strip() if "<br" in text else text
    if is_tweet_signature(text) or is_tweeter(text):
        return "embed", Embed("twitter")
    if kind == "picture":
        return "image", Image(alt=text)
    if kind not in SPOKEN and (image := read_caption(text)):
        return "image", image
    if kind == "caption":
        return "image", Image(alt=None, caption=text)
    if match := BULLET.fullmatch(text) or NUMBERED.fullmatch(text):
        return "list item", BulletList((match["item"],))
    if match := MEDIA.fullmatch(text):
        return "media caption", Media(match["caption"])
    if kind == "item":
        return "list item", BulletList((text,))
    if kind == "quote":
        return "quote", Quote(text)
    if kind in ("heading", "title"):
        return "heading", Heading(text)
    return "paragraph", Paragraph(text)


def add_block(blocks: list[Block], block: Block, near: bool = False) -> None:
    """Append a block. A list's next item joins its list, a caption the picture that it is of.

    `near` says that its line is right below the one before, without a blank one between.
    """
    last = blocks[-1] if blocks else None
    if isinstance(block, BulletList) and isinstance(last, BulletList):
        blocks[-1] = BulletList(last.items + block.items)
    elif isinstance(block, Image):
        add_image(blocks, block, near)
    elif isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_twice(last, block):
        # The words of a picture and its caption, behind which may stand who took it.
        credit = block.text[len(last.text) :].strip(" ()").removeprefix("Credit:")
        blocks[-1] = Image(None, credit or None, last.text)
    elif not (isinstance(block, Embed) and block == last):
        blocks.append(block)


def is_twice(above: Paragraph, below: Paragraph) -> bool:
    """Whether a line says the same as the one above, perhaps with who took a picture behind it."""
    if not below.text.startswith(above.text):
        return False
    more = below.text[len(above.text) :].strip()
    if not more:
        return len(above.text) > SHORTEST_CAPTION or not ends_sentence(above.text)
    named = more.startswith("(") or not ends_sentence(more.removesuffix(":"))
    return len(above.text) > SHORTEST_CAPTION and len(more) <= LONGEST_CREDIT and named


def is_below_caption(image: Image, above: Paragraph) -> bool:
    """Whether a credit is one of CNBC or n-tv, which set no mark on the caption above it."""
    credit = image.credit or ""
    told = " | " in credit or credit.startswith("Foto: ")
    return told and len(above.text) <= LONGEST_FURNITURE


def is_alt(above: Block | None, image: Image, near: bool) -> bool:
    """Whether the line above a caption is the text that stands for its picture."""
    return (
        isinstance(above, Paragraph)
        and image.alt is None
        and image.caption is not None
        and len(above.text) <= LONGEST_LINK
        and not ends_sentence(above.text)
        and (near or is_like(above.text, image))
    )


def add_image(blocks: list[Block], image: Image, near: bool = False) -> None:
    """Append a picture, or the caption or the credit of the one above; printed twice, it is one."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.text == image.caption:
        blocks[-1] = image
        if blocks[-2:-1] == [Image(None)]:
            del blocks[-2]
    elif isinstance(last, Paragraph) and is_alt(last, image, near):
        blocks[-1] = Image(last.text, image.credit, image.caption)
    elif isinstance(last, Paragraph) and not image.caption and is_below_caption(image, last):
        blocks[-1] = Image(None, image.credit, last.text)
    elif isinstance(last, Image) and not differ(last, image):
        blocks[-1] = Image(
            last.alt or image.alt, last.credit or image.credit, last.caption or image.caption
        )
    else:
        blocks.append(image)


def differ(one: Image, other: Image) -> bool:
    """Whether two lines on pictures tell different things, and so are of two pictures."""
    pairs = ((one.alt, other.alt), (one.credit, other.credit), (one.caption, other.caption))
    apart = any(this and that and this != that for this, that in pairs)
    return apart or bool(one.caption and other.alt)
