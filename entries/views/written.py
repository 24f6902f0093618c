"""The ways in which the address of a page, or of a post in it, may be written.

Links outlive what they were copied from: the same page goes by other hosts, has pages for phones,
is kept in archives, and its posts are asked for by fragment, by parameter or as a part of the path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from urllib.parse import SplitResult, parse_qsl, unquote

from django.utils.encoding import iri_to_uri, uri_to_iri

from entries.publishers import FRONT, bare, known_hosts

# An address within the path of another one, as archives of the web have it.
WITHIN = re.compile(r"https?://[^/?#]+/[^?#]*?(https?:/.*)", re.IGNORECASE)
# Pages for phones at other hosts, with what stands there in the place of the scheme.
FOR_PHONES = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/amp|[^/?#]+\.cdn\.ampproject\.org/[a-z])/(s/)?([^/?#]+\..*)",
    re.IGNORECASE,
)
# What pages for phones and further pages have in their paths, and the page itself has not.
BESIDES = re.compile(r"^/amp(?=/)|(?:/amp|\.amp|/page/\d+)(?=$|\.html$)", re.IGNORECASE)
# Parameters that ask for one post of a page.
ASKS_FOR_POST = re.compile(
    r"^(?!.*type$).*(?:post|block|update|entry|asset|message|pinned|\bid$|_id$)", re.IGNORECASE
)
# What stands before a post's own id, in links and on pages, though not always in both.
FRONTS = ("", "post-", "post_", "block-", "asset:", "urn:asset:")
FRONT_OF_ID = re.compile(r"^(?:with:)?(?:post[-_]|block-|(?:urn:)?asset:)?", re.IGNORECASE)
MOST_IDS = 5  # of one link
# What follows it in a fragment leads to words of the page, and is no part of an id.
TO_WORDS = ":~:"


def addresses_in(url: str) -> list[str]:
    """The address, and that of the page behind it where an archive or a page for phones has it."""
    phone = FOR_PHONES.fullmatch(url)
    if phone:
        return [url, f"http{'s' if phone[1] else ''}://{phone[2]}"]
    within = WITHIN.fullmatch(url)
    return [url, re.sub("^(https?):/(?!/)", r"\1://", within[1])] if within else [url]


def forms_of(parts: SplitResult) -> list[str]:
    """The addresses that one page may be stored under, without query and fragment.

    With either scheme, at each of the newsroom's hosts, with and without what stands before the
    name of the host and a slash at the end, for phones or not, and with its letters as they are
    and in percents.
    """
    path = parts.path.rstrip("/")
    plain = BESIDES.sub("", path)
    paths = [way for each in (path, plain) for way in (each, iri_to_uri(each), uri_to_iri(each))]
    forms = product(("https", "http"), hosts_of(parts), dict.fromkeys(paths), ("", "/"))
    own = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return [own, *(f"{scheme}://{host}{path}{end}" for scheme, host, path, end in forms)]


def hosts_of(parts: SplitResult) -> list[str]:
    """The host and what else the newsroom has, such as bbc.com beside bbc.co.uk."""
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":443").removesuffix(":80")
    newsroom = known_hosts().get(bare(host))
    others = [other for other, name in known_hosts().items() if newsroom and name == newsroom]
    names = dict.fromkeys([bare(host), *others])
    return [front + name for name in names for front in ("", *FRONT)]


def page_above(parts: SplitResult) -> tuple[SplitResult, str]:
    """The address without the last part of its path, and that part: it may be a post's id."""
    above, _, last = parts.path.rstrip("/").rpartition("/")
    return parts._replace(path=above), last


def tails_of(parts: SplitResult) -> list[str]:
    """What may follow a page's address in that of a post, the most telling first."""
    query, fragment = parts.query and f"?{parts.query}", parts.fragment and f"#{parts.fragment}"
    asking = [f"?{pair}" for pair in parts.query.split("&") if ASKS_FOR_POST.search(name_in(pair))]
    tails = [query + fragment, fragment, query, *(pair + fragment for pair in asking), *asking]
    return list(dict.fromkeys([*tails, *(f"#{each}" for each in ids_in(parts)), ""]))


def ids_in(parts: SplitResult) -> list[str]:
    """What may be the id of a post in its page, the most likely first."""
    pairs = parse_qsl(parts.query)
    asked = [value for name, value in pairs if ASKS_FOR_POST.search(name) or "with:" in value]
    fragment = parts.fragment.partition(TO_WORDS)[0]
    return written(texts([fragment, unquote(fragment), *asked])[:MOST_IDS])


def written(ids: Iterable[str]) -> list[str]:
    """Each as it is given, then with all that may stand before it."""
    given = list(ids)
    bare_ids = texts(FRONT_OF_ID.sub("", each) for each in given)
    return list(dict.fromkeys([*given, *(front + each for each in bare_ids for front in FRONTS)]))


def texts(values: Iterable[str]) -> list[str]:
    """Those that the database can be asked for, each once."""
    return [value for value in dict.fromkeys(values) if value and "\x00" not in value]


def name_in(pair: str) -> str:
    return pair.partition("=")[0]
