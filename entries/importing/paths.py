"""What was named on the command line → the dumps meant."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

STANDARD_INPUT = "-"
DUMP_SUFFIXES = {".txt"}


def find_dumps(names: Iterable[str]) -> list[str]:
    """The dumps that files, folders, patterns and “-” name, each once, in order.

    A folder gives its text files, at any depth, sorted; a pattern that the shell left alone gives
    what it matches. What does not exist is kept, for the reader to say so.
    """
    return list(dict.fromkeys(path for name in names for path in meant_by(name)))


def meant_by(name: str) -> Iterator[str]:
    path = Path(name)
    if name == STANDARD_INPUT or path.is_file():
        yield name
    elif path.is_dir():
        yield from (str(file) for file in sorted(path.rglob("*")) if is_dump(file))
    else:
        yield from sorted(glob.glob(name, recursive=True)) or [name]


def is_dump(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts[-1:])
    return path.is_file() and path.suffix.lower() in DUMP_SUFFIXES and not hidden
