"""A page of a stream → the text of it in one of the layouts that newsrooms have."""

from __future__ import annotations

from collections.abc import Iterator

from .streams import Post, Shot


def bbc(shot: Shot) -> str:
    """“published at” with zone and day, as the BBC sets its pages since 2024."""
    lines = ["Summary", "", f"  • {shot.stream.title}", "", f"LIVE stream page {shot.number}", ""]
    for number, post in enumerate(shot.posts, 1):
        lines += indented_post(number, post)
    return "\n".join(lines)


def indented_post(number: int, post: Post) -> Iterator[str]:
    zone = "British Summer Time" if post.at.dst() else "Greenwich Mean Time"
    stamp = f"published at {post.at:%H:%M} {zone} {post.at.day} {post.at:%B}"
    yield f"  {number}. {post.headline}{stamp}"
    if post.label:
        yield f"    {post.label}"
    yield ""
    if post.byline:
        yield from (f"    {post.byline[0]}", f"    {post.byline[1]}", "")
    if post.picture:
        yield from ("    {}Image source, {}".format(*post.picture), "")
    for paragraph in post.paragraphs:
        yield from (f"    {paragraph}", "")
    if post.quote:
        yield from ("    Quote Message", "", f"    {post.quote}", "")
    for item in post.items:
        yield from (f"      • {item}", "")


def france24(shot: Shot) -> str:
    """A clock before each headline, one line for each paragraph, no dates."""
    lines = [f"{shot.stream.title}. Follow FRANCE 24's liveblog [Paris time]."]
    for post in shot.posts:
        clock = f"{post.at.hour % 12 or 12}:{post.at:%M} {'ap'[post.at.hour > 11]}m"
        lines += [f"{clock}: {post.headline}", *post.paragraphs]
        lines += [post.quote] if post.quote else []
        lines += [f"• {item}" for item in post.items]
        if post.picture:
            lines.append("{} © {}".format(*post.picture))
    return "\n".join([*lines, "(FRANCE 24 with AFP, AP and REUTERS)"])


def digest(shot: Shot) -> str:
    """A teaser of an article, cut short, and an extract of the article on the next line."""
    lines = []
    for post in shot.posts:
        teaser = f"{post.headline}: {post.paragraphs[0]}"[:155].rsplit(" ", 1)[0]
        lines += [f"{teaser} ...", " ".join(post.paragraphs)]
    return "\n".join(lines)
