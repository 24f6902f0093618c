"""Pages as British and Irish newsrooms set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .clocks import age_in_hours, british_zone, dotted, with_capitals
from .streams import Post, Shot


def spaced(lines: Iterable[str]) -> str:
    """Each line a paragraph of its own."""
    return "\n\n".join(lines) + "\n"


def close(lines: Iterable[str]) -> str:
    """A line each, and nothing between them."""
    return "\n".join(lines) + "\n"


def said(post: Post) -> Iterator[str]:
    """The text of a post in lines: paragraphs, a quote among them, a list."""
    yield from post.paragraphs
    if post.quote:
        yield f"“{post.quote}”"
    for item in post.items:
        yield f"  • {item}"


def guardian_block(shot: Shot) -> str:
    lines = [f"{shot.stream.title} – as it happened", "All the day's developments as they came"]
    for post in shot.posts:
        lines += [f"{dotted(post.at)} {british_zone(post.at)}"]
        lines += [post.headline] if post.headline else []
        if post.picture:
            lines.append("{}. Photograph: {}/Agency".format(*post.picture))
        lines += said(post)
    return spaced(lines)


def guardian_inline(shot: Shot) -> str:
    """Of 2011, the oldest first: a clock with a dot and a colon opens the paragraph."""
    lines = [f"{shot.stream.title} – live blog"]
    for post in reversed(shot.posts):
        first, *rest = said(post)
        lines += [f"{dotted(post.at)}: {first}", *rest]
    return spaced(lines)


def guardian_run_on(shot: Shot) -> str:
    """Everything in one line, as feeds and blogs passed it on."""
    parts = [
        f"{dotted(post.at)} {british_zone(post.at)} {''.join(post.paragraphs)}"
        for post in shot.posts
    ]
    return f"{shot.stream.title} – live updates\n\nRolling coverage {' '.join(parts)}\n"


def guardian_fields(shot: Shot) -> str:
    lines = ["logo", shot.stream.title, shot.stream.title, "The Guardian5 hours ago", ""]
    for post in shot.posts:
        lines += ["Update:", f"Date: {post.at:%Y-%m-%dT%H:%M:%S}.000Z", f"Title: {post.headline}"]
        lines += [f"Content: {post.paragraphs[0]}", *post.paragraphs[1:]]
    return close(lines)


def telegraph_2014(shot: Shot) -> str:
    lines = []
    for post in shot.posts:
        lines += [f"{post.at:%H.%M} {post.headline}", *said(post)]
    return spaced(lines)


def telegraph_2022(shot: Shot) -> str:
    lines = [f"{shot.stream.title}.", "Follow the latest updates below."]
    for post in shot.posts:
        lines += [with_capitals(post.at), post.headline, *said(post)]
    return close(lines)


def independent(shot: Shot) -> str:
    lines = [shot.stream.title, "Key Points"]
    lines += [f"  • {post.headline}" for post in shot.posts[:3]]
    for post in shot.posts:
        name = post.byline[0] if post.byline else "Staff"
        lines += [post.headline, f"{post.at:%H:%M} , {name}", *said(post)]
    return spaced(lines)


def express(shot: Shot) -> str:
    """A line for each day, and “03.40am update: headline”."""
    lines, day = [f"{shot.stream.title} LIVE | World | News"], ""
    for post in shot.posts:
        if day != f"{post.at:%A %B} {post.at.day}":
            day = f"{post.at:%A %B} {post.at.day}"
            lines.append(day)
        lines += [f"{dotted(post.at)} update: {post.headline}", *said(post)]
    return close(lines)


def irish_times(shot: Shot) -> str:
    """The oldest first: a bullet and a clock, the text indented under it."""
    lines = [shot.stream.title, "", "Sort by:", "", "  • Latest first", "  • Oldest first"]
    for post in reversed(shot.posts):
        lines += [f"  • {post.at:%H:%M}", ""]
        lines += [part for line in post.paragraphs for part in (f"    {line}", "")]
    return close(lines)


def new_statesman(shot: Shot) -> str:
    """The oldest first: a clock before the text, with a colon or without."""
    lines = [f"{shot.stream.title}: live blog"]
    for number, post in enumerate(reversed(shot.posts)):
        first, *rest = said(post)
        lines += [f"{post.at:%H:%M}{':' if number % 3 else ''} {first}", *rest]
    return spaced(lines)


def sky(shot: Shot) -> str:
    """An age, a clock and a headline, and “Copy link” at the foot."""
    lines = ["Live", shot.stream.title, "Key points"]
    lines += [f"{post.headline} View post" for post in shot.posts[:3]]
    for post in shot.posts:
        lines += [age_in_hours(post.at, shot.captured_at), f"{post.at:%H:%M}", post.headline]
        lines += [f"By {post.byline[0]}, {post.byline[1].lower()}"] if post.byline else []
        lines += ["", *(part for line in said(post) for part in (line, "")), "Copy link"]
    return close(lines)


def bbc_2010(shot: Shot) -> str:
    """Four digits before the text."""
    lines = [f"LIVE: {shot.stream.title}"]
    for post in shot.posts:
        lines.append(f"{post.at:%H%M} {' '.join(post.paragraphs)}")
    return close(lines)


def bbc_numbered(shot: Shot) -> str:
    """Of 2012 to 2023: numbered headlines, the text indented, and no times."""
    lines = ["Live Reporting", "", "By Ada Moreno and Bo Lind", "", "All times stated are UK", ""]
    for number, post in enumerate(shot.posts, 1):
        lines += [f"  {number}. {post.headline}", ""]
        for line in (*(post.byline or ()), *post.paragraphs):
            lines += [f"    {line}", ""]
        lines += [f"    Quote Message: {post.quote}", ""] if post.quote else []
    return close(lines)
