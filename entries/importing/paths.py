"""What was named on the command line → the dumps meant."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entries.readers.kinds import is_dump_name, is_hidden_name
from entries.readers.sidefile import SUFFIXES as SIDE_FILE_SUFFIXES
from entries.readers.sidefile import side_names

STANDARD_INPUT = "-"
NO_DUMPS = (
    "This folder holds no dumps: no .txt, .html, .json, .warc, .wet, .zip, .tar or .gz. Check the "
    "path, or name the files."
)
CLOSED = "No permission to look into this folder. Give yourself access."
SIDE_FILE = "This is a side file without a dump: name it like the file that it is about."


@dataclass(frozen=True, slots=True)
class Found:
    """A dump that was meant, or a path that leads to none, with the reason.

    `left_aside` marks a file of a folder whose name is of no kind that is read.
    """

    path: str
    problem: str = ""
    left_aside: bool = False

    @property
    def size(self) -> int:
        """Bytes, as far as they are known beforehand."""
        return os.path.getsize(self.path) if os.path.isfile(self.path) else 0


def find_dumps(names: Iterable[str]) -> tuple[list[Found], list[str]]:
    """The dumps that files, folders, patterns and “-” name, each once, in order.

    Beside them, the paths of the files in folders that were left aside.

    A folder gives its dumps, known by their names, at any depth, sorted; a pattern that the shell
    left alone gives what it matches. A side file stands for its dump. What does not exist is
    kept, for the reader to say so.
    """
    found = dict.fromkeys(found for name in names for found in meant_by(name))
    dumps = [each for each in found if not each.left_aside]
    named = {dump.path for dump in dumps}
    return dumps, [each.path for each in found if each.left_aside and each.path not in named]


def meant_by(name: str) -> Iterator[Found]:
    if name == STANDARD_INPUT or os.path.isfile(name):
        yield from named(name)
    elif not name:
        yield Found(name, "The path is empty. Name a file or a folder.")
    elif os.path.isdir(name):
        yield from in_folder(name)
    else:
        for path in sorted(glob.glob(name, recursive=True)) or [name]:
            yield from in_folder(path) if os.path.isdir(path) else named(path)


def named(path: str) -> Iterator[Found]:
    """A file by its name; a side file stands for its dump."""
    if not path.endswith(SIDE_FILE_SUFFIXES):
        yield Found(path)
        return
    side = Path(path)
    beside = (side.with_name(name) for name in sorted(os.listdir(side.parent)))
    dumps = (str(dump) for dump in beside if side.name in side_names(dump.name))
    dump = next(filter(is_dump, dumps), None)
    yield Found(dump) if dump else Found(path, SIDE_FILE)


def in_folder(folder: str) -> Iterator[Found]:
    """The files below a folder, and the folders that keep theirs to themselves."""
    closed: list[OSError] = []
    walk = os.walk(folder, onerror=closed.append)
    paths = [os.path.join(place, name) for place, _, names in walk for name in names]
    found = [Found(path) for path in sorted(filter(is_dump, paths), key=Path)]
    refused = [Found(str(error.filename), CLOSED) for error in closed]
    yield from found + refused or [Found(folder, NO_DUMPS)]
    others = (path for path in sorted(paths, key=Path) if is_left_aside(path, folder))
    yield from (Found(path, left_aside=True) for path in others)


def is_left_aside(path: str, folder: str) -> bool:
    """Whether a path in a folder is a file that nobody expects to be left aside."""
    if is_dump(path) or path.endswith(SIDE_FILE_SUFFIXES):
        return False
    return os.path.isfile(path) and not is_hidden_name(os.path.relpath(path, folder))


def is_dump(path: str) -> bool:
    """Whether a path in a folder is a dump by its name; pipes and the like are not."""
    name = os.path.basename(path)
    if "." not in name or is_hidden_name(name) or not is_dump_name(name):
        return False
    # A link that leads nowhere is kept, for the reader to say so.
    return os.path.isfile(path) or not os.path.exists(path)
