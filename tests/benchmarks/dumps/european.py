"""Pages as newsrooms of the continent and beyond set them."""

from __future__ import annotations

from .british import close, said, spaced
from .clocks import (
    GERMAN_DAYS,
    age_in_hours,
    clock_12,
    german_day,
    with_dots,
)
from .streams import Shot

AGENCIES = ("", "AFP", "PTI", "Reuters")
SECTIONS = ("World", "India", "Economy", "Ukraine", "United Nations", "Markets")


def rferl(shot: Shot) -> str:
    lines = ["Accessibility links", f"Live Blog: {shot.stream.title}"]
    lines += ["* NOTE: Times are stated according to local time in Warsaw (GMT/UTC +2)"]
    for post in reversed(shot.posts):
        stamp = f"{post.at:%H:%M} {post.at.day}.{post.at.month}.{post.at.year}"
        lines += [stamp, *said(post)]
    return spaced(lines)


def politico_europe(shot: Shot) -> str:
    """A name, a date and a clock that sticks to the year."""
    lines = [f"{shot.stream.title} — live", "Follow all the developments on our live blog."]
    for post in shot.posts:
        day = f"{post.at:%B} {post.at.day}, {post.at.year}"
        name = post.byline[0] if post.byline else "Staff"
        lines += [f"{name} {day}{clock_12(post.at, '{}:{:02} {}')}", *said(post)]
    return spaced(lines)


def kyiv_post_dated(shot: Shot) -> str:
    lines = [f"{shot.stream.title} (live updates)"]
    for post in shot.posts:
        month = f"{post.at:%b}." if f"{post.at:%b}" != f"{post.at:%B}" else f"{post.at:%B}"
        stamp = f"{month} {post.at.day}, {with_dots(post.at)}"
        text = " ".join(post.paragraphs)
        sign = f" -- {post.byline[0]}" if post.byline else ""
        lines += [post.headline, f"{stamp} {text}{sign}"]
    return spaced(lines)


def kyiv_post(shot: Shot) -> str:
    lines = [f"{shot.stream.title} (live updates)"]
    for post in shot.posts:
        first, *rest = post.paragraphs
        rest[-1] += f" — {post.byline[0]}" if post.byline else ""
        lines += [post.headline, f"{with_dots(post.at)} {first}", *rest]
    return spaced(lines)


def mdr(shot: Shot) -> str:
    newest = shot.posts[0].at
    stamp = f"{german_day(newest)} {newest.year}, {newest:%H:%M} Uhr"
    lines = [f"Ticker: {shot.stream.title}", stamp]
    for post in shot.posts:
        lines += [f"{post.at:%H:%M} Uhr | {post.headline}", *said(post)]
    return spaced(lines)


def merkur(shot: Shot) -> str:
    lines = [shot.stream.title, "Von: Karla Vogt, Jonas Ehlers"]
    for post in shot.posts:
        first, *rest = said(post)
        stamp = f"Update vom {german_day(post.at)}, {post.at.hour}.{post.at:%M} Uhr"
        lines += [f"{stamp}: {first}", *rest]
    return spaced(lines)


def deutschlandfunk(shot: Shot) -> str:
    """A line for each day, and a lead with crosses before it."""
    newest = shot.posts[0].at
    head = f"Die Entwicklungen bis {german_day(newest)} {newest.year}"
    lines, day = [f"Newsblog: {shot.stream.title}", head], ""
    for post in shot.posts:
        if day != german_day(post.at):
            day = german_day(post.at)
            lines.append(f"    {GERMAN_DAYS[post.at.weekday()]}, {day}")
        lines += [f"    +++ {post.headline}.", *(f"    {line}" for line in post.paragraphs)]
    return spaced(lines)


def n_tv(shot: Shot) -> str:
    lines = [shot.stream.title]
    for post in shot.posts:
        lines += [f"+++ {post.at:%H:%M} {post.headline} +++", *said(post)]
    return spaced(lines)


def french_lines(shot: Shot) -> str:
    """A clock alone, the headline, the text, and nothing between them."""
    lines = [f"{shot.stream.title} – live"]
    for post in shot.posts:
        lines += [f"{post.at:%H:%M}", post.headline, *said(post)]
    return close(lines)


def french_hours(shot: Shot) -> str:
    lines = [f"DIRECT. {shot.stream.title}"]
    for post in shot.posts:
        first, *rest = said(post)
        lines += [f"{post.at:%H}h{post.at:%M} : {first}", *rest]
    return spaced(lines)


def lb_ua(shot: Shot) -> str:
    lines = [shot.stream.title]
    for post in shot.posts:
        first, *rest = said(post)
        lines += [f"{post.at:%H:%M}. {first}", *rest]
    return spaced(lines)


def ea_worldview(shot: Shot) -> str:
    lines = [f"{shot.stream.title} LiveBlog"]
    for post in shot.posts:
        first, *rest = said(post)
        lines += [f"{post.at:%H%M} GMT: {first}", *rest]
    return spaced(lines)


def al_jazeera(shot: Shot) -> str:
    lines = [f"Live Blog - {shot.stream.title}", "", "Show oldest updates on top", ""]
    for post in shot.posts:
        lines += ["  • Timestamp: ", f"    {clock_12(post.at)}", ""]
        lines += [part for line in post.paragraphs for part in (f"    {line}", "")]
    return close(lines)


def newshub(shot: Shot) -> str:
    """A clock, the text, and a rule under it."""
    lines = [shot.stream.title]
    for post in shot.posts:
        stamp = clock_12(post.at, "{}:{:02}{}" if post.at.minute else "{0}{2}")
        lines += [stamp, *said(post), "-------"]
    return spaced(lines)


def middle_east_eye(shot: Shot) -> str:
    lines = [f"Live: {shot.stream.title}"]
    for post in shot.posts:
        lines += [age_in_hours(post.at, shot.captured_at, "{}{} ago"), post.headline, *said(post)]
    return spaced(lines)


def deutsche_welle(shot: Shot) -> str:
    """An age, a headline, the text and a short address."""
    lines = [f"{shot.stream.title} — live updates"]
    for number, post in enumerate(shot.posts):
        ago = age_in_hours(post.at, shot.captured_at, "{}{} ago")
        link = f"https://p.dw.com/p/4{number:04}"
        lines += [ago, post.headline, *said(post), link]
    return spaced(lines)


def the_hindu(shot: Shot) -> str:
    """A section above each headline, and no times."""
    lines = [f"{shot.stream.title} live updates", "Here are the latest updates:"]
    for post in shot.posts:
        *body, last = post.paragraphs
        lines += [SECTIONS[len(post.headline) % len(SECTIONS)], post.headline, *body]
        agency = AGENCIES[len(last) % len(AGENCIES)]
        lines.append(f"{last} -{agency}" if agency else last)
    return spaced(lines)
