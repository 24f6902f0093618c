"""Words that tell what kind of name stands beside them, read from `cues.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .context import Phrases, read_context
from .phrases import Phrase

FILE = Path(__file__).resolve().parent.parent / "gazetteer" / "cues.toml"


@cache
def cues() -> Mapping[str, Phrases]:
    """Each class of cues by its name: phrases as folded words."""
    classes = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: phrases_of(words) for name, words in classes.items()}


@cache
def cue_words(name: str) -> frozenset[str]:
    """The words of a class, of each phrase the last one."""
    return frozenset(phrase.folded[-1] for phrase in cues()[name])


def phrases_of(words: str | list[str]) -> Phrases:
    """A class is a text of words, or a list where some are phrases."""
    texts = words.split() if isinstance(words, str) else words
    return tuple(phrase for text in texts if (phrase := Phrase.of(text)).folded)


def check_context(text: str) -> None:
    """Raise ContextError, saying why, where `text` cannot be read as the context of a name."""
    read_context(text, cues())
