"""Lines of a page that belong to no entry: buttons, advertising, links, the page's foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .base import Line
from .claims import Claims
from .sentences import ends_sentence

Furniture = tuple[tuple[re.Pattern[str], str], ...]
LONGEST_FURNITURE = 300  # characters
LONGEST_IN_MENU, MOST_WORDS_IN_MENU, FEWEST_IN_MENU = 40, 5, 6
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
        r"|(?:Watch|Listen)(?: \w+){0,3} here ?:?"
        r"|No media source (?:now|currently) available"
        r"|by .{2,60} via (?:YouTube|Twitter|Instagram|Facebook|Vine))",
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


def furniture_of(line: Line, own: Furniture = ()) -> str | None:
    """The furniture rule that a line falls under; `own` are rules of its layout."""
    text = line.text
    if len(text) > LONGEST_FURNITURE:
        return None
    if rule := rule_of(text):
        return rule
    return next((what for rule, what in own if rule.fullmatch(text)), None)


@lru_cache(maxsize=4096)  # Layouts ask it several times of a line.
def rule_of(text: str) -> str | None:
    """The rule of all pages that a text falls under."""
    match = ANY_FURNITURE.fullmatch(text)
    return FURNITURE[(match.lastindex or 1) - 1][1] if match else None


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
