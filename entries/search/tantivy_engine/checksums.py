"""Whether the files of an index still are what tantivy wrote.

At the end of each it puts a checksum of the rest, which it compares with nothing when it opens
the file: bytes that a disk lost would go unnoticed until a question comes upon them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

META = "meta.json"  # tantivy writes it anew with every commit
ENDINGS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
# The last bytes of a file: the length of the JSON object before them, and a number of tantivy's.
LENGTH = slice(-8, -4)
AT_ONCE = 1 << 20


def is_sound(part: Path) -> bool:
    """Whether all files of the latest commit are there and whole."""
    while True:
        meta = (part / META).read_bytes()
        if all(map(is_whole, files_of(part, meta))):
            return True
        if meta == (part / META).read_bytes():  # else another process has just replaced them
            return False


def files_of(part: Path, meta: bytes) -> Iterator[Path]:
    for segment in json.loads(meta)["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (part / f"{name}.{ending}" for ending in ENDINGS)
        if segment["deletes"]:
            yield part / f"{name}.{segment['deletes']['opstamp']}.del"


def is_whole(path: Path) -> bool:
    """Whether a file is there and has the checksum that it was written with."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(size - AT_ONCE, 0))
            end = file.read()
            length = int.from_bytes(end[LENGTH], "little") + 8
            about = json.loads(end[-length:-8])
            return bool(about["crc"] == checksum(path, size - length))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def checksum(path: Path, size: int) -> int:
    """The checksum of so many bytes from the start."""
    found = 0
    with path.open("rb") as file:
        while size > 0 and (read := file.read(min(size, AT_ONCE))):
            found = zlib.crc32(read, found)
            size -= len(read)
    return found
