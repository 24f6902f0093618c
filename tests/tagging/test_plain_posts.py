"""Names and topics in posts of our own, in the manner of many kinds of live pages."""

import tomllib
from pathlib import Path

from .names import named, topic_rules
from .scoring import score, total

POSTS = tomllib.loads(Path(__file__).with_name("plain_posts.toml").read_text("utf-8"))["posts"]
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}


def test_names_are_those_of_the_reader():
    assert len(POSTS) >= 150
    scores = [
        score(field, [(named(post["text"], kind), set(post.get(field, ()))) for post in POSTS])
        for field, kind in KINDS.items()
    ]
    assert total(scores).precision >= 0.97
    assert total(scores).recall >= 0.93


def test_topics_are_those_of_the_reader():
    rules = topic_rules()
    told = [post for post in POSTS if "topics" in post]
    assert len(told) >= 60
    pairs = [(set(rules.find(post["text"])), set(post["topics"])) for post in told]
    assert score("topics", pairs).f1 >= 0.75
