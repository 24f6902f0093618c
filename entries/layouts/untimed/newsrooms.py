"""Newsrooms whose entries print no time, each as what tells its pages."""

from __future__ import annotations

import re

from ..furniture import rules
from ..stamped.pieces import AGE, CLOCK_12
from .cues import Cue, at_most, best_of, cued, matching
from .description import Untimed
from .engine import layout_of
from .shapes import BYLINE_WORDS, says_by
from .signatures import is_signed
from .starts import after_closing, below_points, by_headings, by_sections, in_letters, under

SIGNED = Cue(is_signed, ("-", "–", "—"))
FEWEST_SIGNED, MOST_SIGNED = 5, 0.6
# The Washington Post: a link back to the contents stands between headline and text.
RETURN = re.compile(r"Return to (?:menu|contents)\W{0,2}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
WASHINGTON_POST = Untimed(
    name="headline-return-to-menu",
    source="washington-post",
    zone="America/New_York",
    heads=under(RETURN),
    contents=re.compile(rf"{CLOCK_12}(?: \w{{2,4}})?", re.IGNORECASE),
    furniture=rules((r"Here[’']s (?:the latest|what (?:else )?to know).{0,80}", "page header")),
    fit=cued(
        under(RETURN),
        Cue(lambda line: RETURN.match(line.text) is not None, ("\nreturn",)),
        "lines that begin with “Return to menu”",
        re.compile(r"washingtonpost|Washington Post"),
        alone=0.9,
        untimed=False,
    ),
)

# The Hindu: a section's name, the headline, the text, and the agency behind its last sentence.
HINDU_FURNITURE = rules(
    (r"(?:Also )?(?:Read|Watch|Explained|In pics|Analysis|Data) ?[|:] ?.*", "related story"),
)
HINDU_TOP = re.compile(
    r"(?:.{0,60}\b(?:latest|live) updates\b.{0,60}:"
    r"|.{0,60}\d{1,2}[:.]\d\d [ap]m\b.{0,80}\bIST\b.{0,20})",
    re.IGNORECASE,
)
HINDU_NAMED = re.compile(r"thehindu\.|The Hindu\b|\bIST\b")
HINDU_HEADS = by_sections(HINDU_TOP, is_signed, HINDU_FURNITURE)
THE_HINDU = Untimed(
    name="section-headline-untimed",
    source="the-hindu",
    zone="Asia/Kolkata",
    heads=HINDU_HEADS,
    signed=True,
    furniture=HINDU_FURNITURE,
    fit=best_of(
        cued(
            HINDU_HEADS,
            SIGNED,
            "agencies behind a last sentence or stamps of the page",
            HINDU_NAMED,
            fewest=3,
            alone=0.5,
            top=matching(HINDU_TOP, " updates", "ist"),
        ),
        cued(
            HINDU_HEADS,
            SIGNED,
            "agencies behind the last sentences of most entries",
            HINDU_NAMED,
            fewest=FEWEST_SIGNED,
            alone=0.65,
            each=MOST_SIGNED,
        ),
    ),
)

# Deutsche Welle: nothing but headings, under a line that says when the page was changed last.
DW_TOP = re.compile(
    r"(?:.{1,200}[.!?] )?(?:This (?:article|live ?blog|page|story) was )?last updated (?:at|on) "
    r".{0,80}"
    r"|All (?:updates|times) .{0,40}(?:UTC|GMT).{0,20}"
    r"|(?:We (?:are|have) .{0,20}closed|This|These) .{0,30}\bupdates?\b.{0,20}"
    r"(?:\.|\bclosed\b).{0,100}",
    re.IGNORECASE,
)
DW_FURNITURE = rules(
    # The writers' letters and the agencies that they drew on close the page.
    (r"To view this video please enable JavaScript.{0,150}|Play video", "embed notice"),
    (r"We[’']re sorry, this feature is .{0,120}|This was published .{1,20} ago", "page header"),
    (r"[a-z]{2,5}(?:[/, ]+[a-z]{2,5}){0,6} \([A-Za-z][A-Za-z,; ]{1,80}\)", "credits of the page"),
    (r"Pour suivre .{1,80} cliquer ici|Merci de nous avoir suivis?\b.{0,40}", "closing note"),
    (r"Key points|Live text|Last updated .{0,60}|Updates for this live event .*", "page header"),
)
LIVE_TITLE = re.compile(
    r".{5,150}[—–:-] ?(?:live updates|as it happened)(?: \| .{1,40})?"
    r"|(?:Live updates|As it happened): .{5,250}"
    r"|(?!(?:Tags?|Categor(?:y|ies)|Archives?|Topics?)\b).{5,100}\blive updates? ?[:|–—] ?.{5,150}",
    re.IGNORECASE,
)
DW_NAMED = re.compile(r"\bdw\.com|\bDW\b|Deutsche Welle")
DW_HEADS = by_headings(DW_TOP, furniture=DW_FURNITURE)
TITLED = "title of live updates"
TITLED_LIVE = matching(LIVE_TITLE, "live update", "as it happened")
ENDING = "line that says that the live page has ended"
DEUTSCHE_WELLE = Untimed(
    name="heading-untimed",
    source="deutsche-welle",
    zone="Europe/Berlin",
    heads=DW_HEADS,
    furniture=DW_FURNITURE,
    fit=best_of(
        cued(
            DW_HEADS,
            None,
            "line that says when the page was last updated",
            DW_NAMED,
            fewest=1,
            top=matching(DW_TOP, "update", "all times"),
        ),
        cued(DW_HEADS, None, TITLED, DW_NAMED, fewest=1, alone=0.3, top=TITLED_LIVE),
    ),
)
# A line of a page that was live: "Coverage on this live blog has ended."
ENDED = re.compile(
    r"Ce direct est (?:maintenant )?(?:terminé|clos)\b.{0,100}"
    r"|(?:Dieser|Der|Das) (?:Live-?|News-?)?(?:[Tt]icker|[Bb]log) ist (?:nun )?"
    r"(?:beendet|geschlossen)\b.{0,100}"
    r"|(?:Coverage on )?[Tt]h(?:is|e) live (?:blog|page|coverage|event|file) "
    r"(?:(?:has|is|was) (?:now )?)?(?:ended|closed|over|been closed)\b.{0,150}",
)
# "The harbour strike live: Ferries stop", but not "Watch live: the vote", "Where they live: a map".
LIVE_NAMED = re.compile(
    r"(?!.{0,60}\b(?:watch|stream|how|listen|where|which|who|why)\b"
    r"|.{0,100}\b(?:they|we|you|to|people) live:).{5,100}\blive: .{15,180}",
    re.IGNORECASE,
)
SAYS_ENDED = matching(ENDED, "ce direct est", "ticker ist", "blog ist", "this live", "the live")
FEWEST_NAMED = 3
# Anyone's page of headings that says that it is a live page, or was.
# Above them Nine's papers in Australia print what was lost with the page's scripts.
HEADINGS_TOP = re.compile(rf"{DW_TOP.pattern}|(?:Key|Latest) posts|{ENDED.pattern}", re.IGNORECASE)
NAMES_PAGE = re.compile(rf"{LIVE_TITLE.pattern}|{LIVE_NAMED.pattern}", re.IGNORECASE)
HEADINGS_HEADS = below_points(NAMES_PAGE, by_headings(HEADINGS_TOP, furniture=DW_FURNITURE))
HEADINGS = Untimed(
    name="headings-of-live-page",
    source=None,
    zone=None,
    heads=HEADINGS_HEADS,
    furniture=DW_FURNITURE,
    fit=best_of(
        cued(
            HEADINGS_HEADS, None, TITLED, DW_NAMED, fewest=1, named=0.5, alone=0.5, top=TITLED_LIVE
        ),
        cued(
            HEADINGS_HEADS, None, ENDING, DW_NAMED, fewest=1, named=0.5, alone=0.55, top=SAYS_ENDED
        ),
        cued(
            HEADINGS_HEADS,
            None,
            TITLED,
            DW_NAMED,
            fewest=1,
            named=0.5,
            alone=0.5,
            top=matching(LIVE_NAMED, "live: "),
            heads_at_least=FEWEST_NAMED,
        ),
    ),
)

# Sky News once its ages are lost: headings under a line that all its stories have.
SKY_TOP = re.compile(r"Why you can trust Sky News|Sort by:?")
SKY_LIVE = re.compile(
    r"Live|.{3,80}\blatest(?: updates)? ?[:–-] .{8,200}|.{3,80}: Latest updates\b.{0,60}",
    re.IGNORECASE,
)
SKY_HEADS = by_headings(SKY_TOP)
SKY = Untimed(
    name="sky-headings",
    source="sky-news",
    zone="Europe/London",
    heads=SKY_HEADS,
    fit=cued(
        SKY_HEADS,
        matching(SKY_TOP, "\nwhy", "\nsort"),
        "lines above the entries of a live page",
        re.compile(r"\bSky News\b|news\.sky"),
        named=0.75,
        alone=0.3,
        top=matching(SKY_LIVE, "live", "latest"),
    ),
)

# Euronews: headings under the page's key points.
EURONEWS_TOP = re.compile(r"\$\{title\}|Live (?:ended|terminé)", re.IGNORECASE)
EURONEWS_CUE = re.compile(
    rf"{EURONEWS_TOP.pattern}|Follow our live updates below.{{0,80}}|Follow live:? .{{0,80}}",
    re.IGNORECASE,
)
POINTS = re.compile(r".{0,40}\bkey (?:points|developments|moments)\b.{0,40}", re.IGNORECASE)
EURONEWS_NAMED = re.compile(r"euronews", re.IGNORECASE)
EURONEWS_HEADS = below_points(POINTS, by_headings(EURONEWS_TOP))
EURONEWS = Untimed(
    name="euronews-headings",
    source="euronews",
    zone="Europe/Paris",
    heads=EURONEWS_HEADS,
    furniture=rules((EURONEWS_TOP.pattern, "page header")),
    fit=best_of(
        cued(
            EURONEWS_HEADS,
            None,
            "line of its player",
            EURONEWS_NAMED,
            fewest=1,
            alone=0.3,
            top=matching(EURONEWS_CUE, "${title}", "live ended", "live terminé", "follow "),
        ),
        cued(EURONEWS_HEADS, None, TITLED, EURONEWS_NAMED, fewest=1, alone=0.3, top=TITLED_LIVE),
    ),
)

# The Times of Israel once the day is over: headings under a line that says so.
ISRAEL_TOP = re.compile(r"The Times of Israel (?:is )?liveblog(?:ged|s|ging)\b.{0,80}", re.I)
# Posts in Hebrew and Arabic stand among the text, in lines like headings.
LATIN = re.compile(r"[A-Za-z]")
ISRAEL_HEADS = in_letters(LATIN, by_headings(ISRAEL_TOP))
TIMES_OF_ISRAEL = Untimed(
    name="liveblogged-headings",
    source="times-of-israel",
    zone="Asia/Jerusalem",
    heads=ISRAEL_HEADS,
    fit=cued(
        ISRAEL_HEADS,
        None,
        "line that says which day was liveblogged",
        re.compile(r"Times of Israel|timesofisrael"),
        fewest=1,
        top=matching(ISRAEL_TOP, "\nthe"),
    ),
)

# CNBC as its stations print it: the writer's name closes an entry.
CNBC_TOP = re.compile(
    r".{0,60}\blive (?:blog|updates|coverage)\b.{0,200}"
    r"|.{0,80}(?:here|below) for the latest.{0,80}",
    re.IGNORECASE,
)
CNBC_HEADS = after_closing(is_signed, CNBC_TOP)
CNBC = Untimed(
    name="signature-untimed",
    source="cnbc",
    zone="America/New_York",
    heads=CNBC_HEADS,
    signed=True,
    fit=cued(
        CNBC_HEADS,
        SIGNED,
        "lines with the writer's name behind a dash",
        re.compile(r"\bCNBC\b", re.IGNORECASE),
        alone=0.45,
    ),
)

# CNN once its ages are lost: a count of posts at the top, and bylines that begin "From CNN's".
CNN_TOP = re.compile(r"\d[\d,]* (?:Posts?|Updates?)|Sort(?:ed)? ?by.{0,40}|Dropdown arrow", re.I)
CNN_CUE = re.compile(
    r"\d[\d,]* Posts?"
    r"|(?:Analysis |Reporting |Opinion )?(?:From|by) CNN(?:['’]s| staff).{0,150}",
    re.IGNORECASE,
)
# Where a page prints such a time, its ages are not lost.
CNN_TIME = re.compile(rf"{AGE}|{CLOCK_12.replace('?P<', '?P<at_')} E[SD]?T, .{{5,40}}")
CNN_AGED = 0.7
CNN_HEADS = by_headings(CNN_TOP, bylined=True)
CNN = Untimed(
    name="cnn-untimed",
    source="cnn",
    zone="America/New_York",
    heads=CNN_HEADS,
    fit=at_most(
        CNN_AGED,
        CNN_TIME,
        cued(
            CNN_HEADS,
            matching(CNN_CUE, " post", "cnn"),
            "counts of posts or bylines “From CNN's ...”",
            re.compile(r"\bCNN\b", re.IGNORECASE),
            fewest=1,
        ),
    ),
)

# Newspapers that print the writer under each headline: Nine's in Australia, The Times of Israel.
BYLINED_HEADS = by_headings(bylined=True)
BYLINED = Untimed(
    name="headline-byline-untimed",
    source=None,
    zone=None,
    heads=BYLINED_HEADS,
    fit=cued(
        BYLINED_HEADS,
        Cue(says_by, BYLINE_WORDS),
        "lines with the writer's name, below a headline",
        re.compile(r"\blive\b|as it happened|liveblog|live-news", re.IGNORECASE),
        fewest=3,
        named=0.75,
        alone=0.3,
    ),
)

LAYOUTS = tuple(
    layout_of(description)
    for description in (
        *(WASHINGTON_POST, THE_HINDU, DEUTSCHE_WELLE, SKY, EURONEWS, TIMES_OF_ISRAEL, CNBC, CNN),
        *(BYLINED, HEADINGS),
    )
)
