"""What the archive holds of an original address: `/?url=` leads to the liveblog or entry there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from urllib.parse import SplitResult, unquote, urlsplit

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import iri_to_uri, uri_to_iri

from entries.keys import slug_of
from entries.models import Appearance, Entry, Liveblog, Source
from entries.publishers import ARCHIVED, FRONT, bare, publisher_of
from entries.readers.sidefile import LONGEST_ADDRESS, is_address

MOST = 20  # liveblogs and entries that are offered where several have the address
MOST_WORDS = 6
WORD = re.compile(r"[^\W\d_]{3,}")
# What ends a path and says nothing of the page.
ENDINGS = {"html", "htm", "php", "aspx", "amp"}

# What of the address stands behind that of the page, and the key of the entry that has it.
Post = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What has an address: posts with that very address or anchor, else pages that it names."""

    liveblogs: list[Liveblog] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def all(self) -> list[Liveblog | Entry]:
        return [*self.liveblogs, *self.entries]


def original(request: HttpRequest) -> HttpResponse:
    """On to what the original address in `url` names; a page where that is nothing, or several."""
    asked = request.GET.get("url", "").strip()
    is_taken = len(asked) <= LONGEST_ADDRESS and all(map(is_address, addresses_in(asked)))
    found = found_at(asked) if is_taken else Found()
    if len(found.all) == 1:
        return redirect(found.all[0])
    context = {"asked": asked, "is_taken": is_taken, "found": found, "longest": LONGEST_ADDRESS}
    if is_taken and not found.all:
        source = publisher_of(asked) or ""
        context["words"] = words_in(asked)
        context["source"] = Source.objects.called(source, slug_of(source, 80))
    return render(request, "entries/original.html", context, status=200 if found.all else 404)


def found_at(url: str) -> Found:
    """What has the address, however it begins and whatever follows it; always as many queries."""
    asked = [urlsplit(address) for address in addresses_in(url)]
    pages = [form for parts in asked for form in forms_of(parts)]
    liveblogs = list(Liveblog.objects.at_addresses(pages).newest_first()[:MOST])
    posts = posts_in(liveblogs, asked[-1].fragment) or posts_at(pages, asked[-1])
    if posts and posts[0][0]:
        liveblogs = []
    rows = Entry.objects.for_listing().in_bulk([key for _, key in posts[:MOST]])
    return Found(liveblogs, [rows[key] for _, key in posts[:MOST]])


def addresses_in(url: str) -> list[str]:
    """The address, and that of the page behind it where it is one of an archive of the web."""
    archived = ARCHIVED.fullmatch(url)
    return [url, archived[1]] if archived else [url]


def posts_in(liveblogs: Sequence[Liveblog], fragment: str) -> list[Post]:
    """The entries in the liveblogs' pages that have the fragment as their anchor."""
    anchors = {each for each in (fragment, unquote(fragment)) if is_text(each)}
    standing = Appearance.objects.in_liveblogs(liveblogs).anchored_at(anchors)
    keys = standing.order_by("entry").values_list("entry", flat=True).distinct()
    return [(f"#{fragment}", key) for key in keys[:MOST]]


def posts_at(pages: Sequence[str], parts: SplitResult) -> list[Post]:
    """The entries whose own address it is, with as much behind the page's as any of them have."""
    tails = tails_of(parts)
    own = {tail: [page + tail for page in pages if is_text(page + tail)] for tail in tails}
    standing = Appearance.objects.anchored_at(chain.from_iterable(own.values()))
    whens = [When(anchor__in=own[tail], then=rank) for rank, tail in enumerate(tails)]
    ranked = standing.annotate(rank=Case(*whens)).order_by("rank", "entry")
    posts = list(ranked.values_list("rank", "entry").distinct()[:MOST])
    return [(tails[rank], key) for rank, key in posts if rank == posts[0][0]]


def forms_of(parts: SplitResult) -> list[str]:
    """The addresses that one page may be stored under, without query and fragment.

    With either scheme, with and without what stands before the name of the host and a slash at
    the end, and with its letters as they are and in percents.
    """
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":443").removesuffix(":80")
    hosts = [front + bare(host) for front in ("", *FRONT)]
    path = parts.path.rstrip("/")
    paths = dict.fromkeys((path, iri_to_uri(path), uri_to_iri(path)))
    forms = product(("https", "http"), hosts, paths, ("", "/"))
    own = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return [own, *(f"{scheme}://{host}{path}{end}" for scheme, host, path, end in forms)]


def tails_of(parts: SplitResult) -> list[str]:
    """What may follow a page's address in that of a post, the most telling first."""
    query, fragment = parts.query and f"?{parts.query}", parts.fragment and f"#{parts.fragment}"
    return list(dict.fromkeys((query + fragment, fragment, query, "")))


def is_text(value: str) -> bool:
    """Whether it is a text that the database can be asked for."""
    return bool(value) and "\x00" not in value


def words_in(url: str) -> str:
    """The words of the part of an address that says most, to search for."""
    parts = [WORD.findall(unquote(part)) for part in urlsplit(url).path.split("/")]
    told = ([word for word in part if word.lower() not in ENDINGS] for part in parts)
    return " ".join(max(told, key=lambda words: sum(map(len, words)))[:MOST_WORDS])
