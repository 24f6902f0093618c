"""An archive in Ukrainian: any word in Latin letters on its pages is one of the site."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from entries.models import Capture, Entry, Liveblog
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    read,
    say,
    tag,
    utc,
)

INLAND = {"latitude": 49.0, "longitude": 32.0}
SEA = {"latitude": 46.5, "longitude": 30.7}


class Archive(NamedTuple):
    """An entry with all that one may have, one without a date, and a capture of the former."""

    entry: Entry
    undated: Entry
    capture: Capture


def make_archive() -> Archive:
    """Two sources that report on the same hour, with something of everything that pages show."""
    source = make_source("Вісті гавані", slug="visti", timezone="Europe/Kyiv", language="uk")
    liveblog = make_liveblog("Буря над гаванню", source, slug="buria", summary=["Міст закрито."])
    person = make_person("Ада Марш", slug="ada-marsh", description="Інженерка", surname="Марш")
    board = make_organisation("Рада гавані", slug="rada")
    country = make_place("Земля", slug="zemlia", kind="country", **INLAND)
    town = make_place(
        "Порт", slug="port", kind="city", within=country, latitude=46.5, longitude=30.7
    )
    topic = make_topic("Повінь", slug="povin", terms=["повінь*", "вода | 0.5"])
    start = utc("2022-03-24 06:00")
    posts = [
        make_entry(
            f"Запис {number}",
            start + dt.timedelta(minutes=7 * number),
            liveblog=liveblog,
            time_text="08:00",
            labels=["терміново"] if number % 5 == 0 else [],
            blocks=[paragraph("Інженери вже їдуть.")],
            bylines=[("Рая Квіт", "репортерка"), ("Лука Форд", "")],
        )
        for number in range(25)
    ]
    for post in posts:
        mention(post, person, board, town, country)
        tag(post, topic)
    Liveblog.objects.filter(pk=liveblog.pk).update(starts_at=start, ends_at=posts[-1].published_at)
    first, later = (
        make_capture(
            liveblog, "Запис 0\nтекст\nще\n" * 20, captured_at=start + dt.timedelta(hours=h)
        )
        for h in (4, 5)
    )
    read(first)
    appear(posts[0], first)
    appear(say(posts[0], "Інженери вже тут."), later)
    other = make_source("Інше джерело", slug="inshe", timezone="Europe/Kyiv", language="uk")
    beside = make_liveblog("Інша буря", other, slug="insha", starts_at=start, ends_at=start)
    elsewhere = make_entry("Те саме", start, liveblog=beside, blocks=[paragraph("Теж про це.")])
    mention(elsewhere, person, town)
    undated = make_entry(
        "Колись", None, liveblog=beside, time_text="уранці", blocks=[paragraph("Щось.")]
    )
    return Archive(posts[0], undated, first)


def paths(archive: Archive) -> list[str]:
    """An address of each kind of page, and of ways in which it may have nothing to show."""
    entry, undated, capture = archive
    return [
        *("/", "/entries/", "/entries/?q=запис", "/entries/?q=немаєтакого&place=port"),
        "/entries/?sort=хиба&from=хиба&actor=хтось&has=щось",
        '/entries/?q="запис (ще *так OR -',
        "/entries/?from=2022&to=2022-03&-label=терміново",
        *(f"/entries/values/{facet}/" for facet in ("person", "year")),
        entry.get_absolute_url(),
        undated.get_absolute_url(),
        f"/entries/{entry.key}/versions/",
        f"/entries/{entry.key}/cite/",
        *("/liveblogs/", "/liveblogs/visti/buria/", "/liveblogs/visti/buria/?order=newest"),
        *("/liveblogs/visti/buria/all/", "/liveblogs/visti/buria/?since=08:30"),
        "/liveblogs/visti/buria/?since=хиба",
        "/liveblogs/inshe/insha/",
        f"/captures/{capture.pk}/?entry={entry.key}",
        f"/captures/{capture.pk}/lines/1/",
        *("/changes/", "/changes/?kind=хиба&day=хиба&source=хиба", "/changes/?trivial=1"),
        *("/days/", "/days/2022/", "/days/2022/03/", "/days/2022/w12/", "/days/2022/03/24/"),
        *("/days/2022/03/24/?by=source", "/days/2021/03/24/", "/days/2022/02/31/", "/on/03-24/"),
        *("/people/", "/people/?q=зз", "/people/ada-marsh/", "/organisations/rada/", "/places/"),
        *("/places/port/", "/places/zemlia/", "/topics/povin/", "/topics/", "/sources/visti/"),
        *("/compare/", "/compare/?source=visti&source=inshe&on=2022-03-24"),
        *("/compare/?liveblog=visti/buria&liveblog=inshe/insha", "/compare/?source=visti&on=хиба"),
        *("/compare/first/", "/compare/first/?actor=ada-marsh&on=2022-03-24"),
        *("/search/help/", "/search/complete/?q=пор", "/times/", "/nothing-is-here/"),
        "/?url=хиба",
    ]
