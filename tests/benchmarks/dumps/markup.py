"""A page of a stream → HTML: the posts to read, and a LiveBlogPosting that says them again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from .streams import Post, Shot

PUBLISHER = "Sky News"
FRAME = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}">
{script}
<style>nav {{ color: navy }}</style></head>
<body><nav><a href="/">Home</a> <a href="/live">Live</a></nav>
<main><h1>{title}</h1>
{content}
</main><footer>About us</footer></body></html>
"""
SCRIPT = '<script type="application/ld+json">{}</script>'


def live_page(shot: Shot) -> str:
    """A page as most newsrooms send it to a browser."""
    url = f"{shot.stream.url}?page={shot.number}"
    script = SCRIPT.format(json.dumps(posting(shot)).replace("</", "<\\/"))
    articles = "\n".join(article(post) for post in shot.posts)
    title = escape(shot.stream.title)
    return FRAME.format(title=title, url=escape(url), script=script, content=articles)


def posting(shot: Shot) -> dict[str, Any]:
    newest, oldest = shot.posts[0], shot.posts[-1]
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "url": shot.stream.url,
        "headline": shot.stream.title,
        "coverageStartTime": oldest.at.isoformat(),
        "dateModified": newest.at.isoformat(),
        "publisher": {"@type": "Organization", "name": PUBLISHER},
        "liveBlogUpdate": [update(shot, post) for post in shot.posts],
    }


def update(shot: Shot, post: Post) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "BlogPosting",
        "headline": post.headline,
        "url": f"{shot.stream.url}#{anchor(post)}",
        "datePublished": post.at.isoformat(),
        "articleBody": "".join(inner(post)),
    }
    if post.byline:
        found["author"] = {"@type": "Person", "name": post.byline[0]}
    return found


def article(post: Post) -> str:
    byline = f"<p class=author>{escape(post.byline[0])}</p>" if post.byline else ""
    return (
        f'<article id="{anchor(post)}"><time datetime="{post.at.isoformat()}">{post.at:%H:%M}'
        f"</time><h2>{escape(post.headline)}</h2>{byline}{''.join(inner(post))}</article>"
    )


def inner(post: Post) -> Iterator[str]:
    for paragraph in post.paragraphs:
        yield f"<p>{escape(paragraph)}</p>"
    if post.quote:
        yield f"<blockquote><p>{escape(post.quote)}</p></blockquote>"
    if post.items:
        items = "".join(f"<li>{escape(item)}</li>" for item in post.items)
        yield f"<ul>{items}</ul>"


def anchor(post: Post) -> str:
    """What stays the same of a post when it is edited."""
    return f"p{post.at.astimezone(dt.UTC):%Y%m%d%H%M}-{len(post.headline)}"


def other_page(shot: Shot) -> str:
    """A page of a crawl that is no live page: an article of some paragraphs."""
    paragraphs = (paragraph for post in shot.posts[:4] for paragraph in post.paragraphs)
    content = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    title = escape(shot.posts[-1].headline)
    url = f"{shot.stream.url}/article"
    return FRAME.format(title=title, url=url, script="", content=content)
