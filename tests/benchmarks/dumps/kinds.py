"""The kinds of pages that are made up: whose they are, how they are set, what they tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from . import american, british, european, typesetting
from .markup import live_page
from .streams import Newsroom, Shot

EXACT, AN_HOUR, A_DAY = dt.timedelta(0), dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """One way to set a page.

    `within` is how far off the times may be that the page tells; None where it tells none.
    `weight` is its part of the text dumps; `hints` what their side files say beside the address
    and the time of the capture; `headed` whether its headlines can be told from its texts.
    """

    name: str
    newsroom: Newsroom
    typeset: Callable[[Shot], str]
    within: dt.timedelta | None = EXACT
    weight: int = 1
    hints: str = ""
    headed: bool = True


def room(site: str, zone: str, bylines: float = 0.0, headlines: bool = True) -> Newsroom:
    return Newsroom(f"https://{site}", ZoneInfo(zone), headlines, bylines)


def bare(site: str, zone: str, bylines: float = 0.0) -> Newsroom:
    """A newsroom whose posts have no headlines."""
    return room(site, zone, bylines, headlines=False)


LONDON, NEW_YORK = "Europe/London", "America/New_York"
BERLIN, PARIS = "Europe/Berlin", "Europe/Paris"
BBC = room("www.bbc.co.uk/news/live", LONDON, bylines=0.4)
SKY = room("news.sky.com/story", LONDON, bylines=0.4)
DIGEST = room("digest.example.org", "UTC")

TEXTS = (
    Kind("bbc-2024", BBC, typesetting.bbc, weight=8),
    Kind("france24", room("www.france24.com/en", PARIS), typesetting.france24, weight=6),
    Kind(
        "digest", DIGEST, typesetting.digest, None, 3, 'source = "Made-up digest"\n', headed=False
    ),
    Kind("guardian-headed", room("www.theguardian.com/world/live", LONDON), british.guardian_block),
    Kind(
        "guardian-plain", bare("www.theguardian.com/politics/live", LONDON), british.guardian_block
    ),
    Kind("guardian-2011", bare("www.theguardian.com/blog", LONDON), british.guardian_inline),
    Kind("guardian-run-on", bare("greece.blogspot.com", LONDON), british.guardian_run_on),
    Kind("guardian-fields", room("www.daily8.com/en", "UTC"), british.guardian_fields),
    Kind("telegraph-2014", room("www.telegraph.co.uk/news", LONDON), british.telegraph_2014),
    Kind("telegraph-2022", room("www.telegraph.co.uk/world", LONDON), british.telegraph_2022),
    Kind("independent", room("www.independent.co.uk", LONDON, 1.0), british.independent),
    Kind("express", room("www.express.co.uk/news", LONDON), british.express),
    Kind("irishtimes", bare("liveblog.irishtimes.com", "Europe/Dublin"), british.irish_times),
    Kind("newstatesman", bare("www.newstatesman.com/blogs", LONDON), british.new_statesman),
    Kind("sky", SKY, british.sky),
    Kind("bbc-2010", bare("news.bbc.co.uk/2/hi", LONDON), british.bbc_2010),
    Kind("bbc-2015", BBC, british.bbc_numbered, None),
    Kind("abc", room("abcnews.go.com", NEW_YORK, 1.0), american.abc),
    Kind("cnbc", room("www.cnbc.com", NEW_YORK, 1.0), american.cnbc),
    Kind("nbc", room("www.nbcnews.com", "UTC"), american.nbc),
    Kind("cnn", room("edition.cnn.com/world/live-news", NEW_YORK, 0.4), american.cnn),
    Kind("npr", room("www.npr.org/live-updates", NEW_YORK), american.npr),
    Kind("nyt", bare("www.nytimes.com/live", NEW_YORK, 1.0), american.new_york_times),
    Kind("voa", bare("www.voanews.com", NEW_YORK), american.voa),
    Kind("wapo", room("www.washingtonpost.com", NEW_YORK), american.washington_post, None),
    Kind("rferl", bare("www.rferl.org/a", "Europe/Warsaw"), european.rferl),
    Kind("politico", bare("www.politico.eu", "Europe/Brussels", 1.0), european.politico_europe),
    Kind("kyivpost-2013", room("www.kyivpost.com", "Europe/Kyiv", 0.5), european.kyiv_post_dated),
    Kind("kyivpost-2014", room("www.kyivpost.com", "Europe/Kyiv", 0.5), european.kyiv_post),
    Kind("mdr", room("www.mdr.de", BERLIN), european.mdr),
    Kind("merkur", bare("www.merkur.de", BERLIN), european.merkur),
    Kind("dlf", room("www.deutschlandfunk.de", BERLIN), european.deutschlandfunk, A_DAY),
    Kind("ntv", room("www.n-tv.de", BERLIN), european.n_tv),
    Kind("french-lines", room("www.lemonde.fr", PARIS), european.french_lines),
    Kind("french-hours", bare("www.francetvinfo.fr", PARIS), european.french_hours),
    Kind("lb-ua", bare("lb.ua", "Europe/Kyiv"), european.lb_ua),
    Kind("ea", bare("eaworldview.com", "UTC"), european.ea_worldview),
    Kind("aljazeera", bare("blogs.aljazeera.net", "Africa/Tripoli"), european.al_jazeera),
    Kind("newshub", bare("www.newshub.co.nz", "Pacific/Auckland"), european.newshub),
    Kind("mee", room("www.middleeasteye.net", LONDON), european.middle_east_eye, AN_HOUR),
    Kind("dw", room("www.dw.com/en", "UTC"), european.deutsche_welle, AN_HOUR),
    Kind("thehindu", room("www.thehindu.com", "Asia/Kolkata"), european.the_hindu, None),
)
HTML = Kind("html", SKY, live_page)
WARC = Kind("warc", SKY, live_page)
WET = Kind("wet", BBC, typesetting.bbc)
