"""Pages as American newsrooms set them."""

from __future__ import annotations

from .british import close, said, spaced
from .clocks import age, age_in_minutes, clock_12, eastern_zone, with_capitals, with_dots
from .streams import Shot


def abc(shot: Shot) -> str:
    lines = [shot.stream.title, "Here's how the news is developing. All times Eastern:"]
    for post in shot.posts:
        stamp = clock_12(post.at, "{}:{:02} {}")
        lines += [f"{post.at:%b} {post.at.day}, {stamp}\n{post.headline}", *said(post)]
        lines += [f"-ABC News' {post.byline[0]}"] if post.byline else []
    return spaced(lines)


def cnbc(shot: Shot) -> str:
    lines = [shot.stream.title, "This is CNBC's live blog covering the day. See below."]
    for post in shot.posts:
        day = f"{post.at:%a}, {post.at:%b} {post.at.day} {post.at.year}"
        lines += [f"{day} {with_capitals(post.at)} {eastern_zone(post.at)}", post.headline]
        if post.picture:
            lines.append(f"{post.picture[0]} on {post.at:%B} {post.at.day}, {post.at.year}.")
        lines += said(post)
        lines += [f"—{post.byline[0]}"] if post.byline else []
    return spaced(lines)


def nbc(shot: Shot) -> str:
    """An age beside a clock in the zone of whoever saved the page."""
    lines = [shot.stream.title, "This event has ended. For more updates, read here."]
    for post in shot.posts:
        hours, minutes = age(post.at, shot.captured_at)
        ago = f"{hours}h ago" if hours else f"{minutes}m ago"
        lines += [f"{ago} / {with_capitals(post.at)} UTC", post.headline]
        lines += [post.byline[0]] if post.byline else []
        lines += said(post)
    return spaced(lines)


def cnn(shot: Shot) -> str:
    """Ages counted from the page's stamp."""
    now = shot.captured_at
    stamp = f"{with_dots(now)} ET, {now:%B} {now.day}, {now.year}"
    lines = ["Live Updates", shot.stream.title, "By Ada Moreno and Bo Lind, CNN"]
    lines += [f"Updated {stamp}\n{len(shot.posts)} Posts\nSort by"]
    for post in shot.posts:
        lines += [age_in_minutes(post.at, now), post.headline]
        lines += [f"From CNN's {post.byline[0]}"] if post.byline else ["From CNN staff"]
        lines += said(post)
    return spaced(lines)


def npr(shot: Shot) -> str:
    lines = [f"Live Updates: {shot.stream.title}", "Here's what we're following:"]
    for post in shot.posts:
        day = f"{post.at:%B} {post.at.day}, {post.at.year}"
        stamp = f"{day} at {with_capitals(post.at)} {eastern_zone(post.at)}"
        lines += [post.headline, f"Posted {stamp}", *said(post)]
    return spaced(lines)


def new_york_times(shot: Shot) -> str:
    """The reporter's name above the time, which is printed twice."""
    lines = ["Select Page"]
    for post in shot.posts:
        month = f"{post.at:%b}." if f"{post.at:%b}" != f"{post.at:%B}" else f"{post.at:%B}"
        stamp = f"{month} {post.at.day}, {post.at.year}, {with_dots(post.at)} ET"
        lines += [post.byline[0] if post.byline else "Staff", stamp, stamp, *said(post)]
    return spaced(lines)


def voa(shot: Shot) -> str:
    lines = [shot.stream.title, "The latest developments. All times EDT:"]
    for post in shot.posts:
        first, *rest = said(post)
        lines += [f"{with_dots(post.at)}: {first}", *rest]
    return spaced(lines)


def washington_post(shot: Shot) -> str:
    lines = ["This live coverage has ended.", "Here's what else to know"]
    for post in shot.posts:
        first, *rest = post.paragraphs
        lines += [post.headline, f"Return to menu{first}", *rest]
    return close(lines)
