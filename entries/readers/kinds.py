"""What a file is, told by how it begins; its name tells nothing."""

from __future__ import annotations

import re
import zlib
from enum import Enum

GZIP_MAGIC = b"\x1f\x8b"
PEEKED = 65536
TAR_MAGIC, TAR_AT = b"ustar", 257
ARC = (
    "It is an ARC file, which is older than WARC. Make a WARC file of it with “warcio recompress”."
)
# Containers that are not opened here, by how they begin.
OTHERS = {
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ\x00": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"7z\xbc\xaf\x27\x1c": "a 7z file",
    b"Rar!": "a rar file",
}
LEADING = b" \t\r\n"
# The names of files in an archive that may hold pages: by what stands behind the last dot, which
# tools that mirror a site follow with the rest of the address.
DUMP_NAME = re.compile(
    r"\.(?:txt|text|x?html?|json|jsonld|warc|wet|zip|wacz|tar|tgz|gz)(?:[?@].*)?$", re.IGNORECASE
)


class Kind(Enum):
    PAGE = "page"
    WARC = "WARC"
    GZIP = "gzip"
    ZIP = "zip"
    TAR = "tar"


def kind_of(start: bytes) -> Kind:
    """What a file is whose first bytes these are; what is no container may be a page."""
    if start.startswith(GZIP_MAGIC):
        return Kind.GZIP
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if start[TAR_AT : TAR_AT + len(TAR_MAGIC)] == TAR_MAGIC:
        return Kind.TAR
    return Kind.WARC if start.lstrip(LEADING).startswith(b"WARC/") else Kind.PAGE


def unopened(start: bytes) -> str | None:
    """What to do about a file of a kind that is not opened here; None for all others."""
    if start.startswith(b"filedesc://"):
        return ARC
    named = next((name for magic, name in OTHERS.items() if start.startswith(magic)), None)
    return f"It is {named}, which is not opened here: unpack it first." if named else None


def peeked(start: bytes, size: int = PEEKED) -> bytes:
    """The first bytes of what is packed in a gzip file; empty where they cannot be unpacked."""
    try:
        return zlib.decompressobj(wbits=31).decompress(start, size)
    except zlib.error:
        return b""


def is_dump_name(name: str) -> bool:
    """Whether a file of that name may hold pages; one without a dot in it may hold anything."""
    last = parts_of(name)[-1]
    return "." not in last or bool(DUMP_NAME.search(last))


def is_hidden_name(name: str) -> bool:
    """Whether a system hides a file of that name, or leaves it behind in archives."""
    parts = parts_of(name)
    return "__MACOSX" in parts or any(part[:1] == "." and part.strip(".") for part in parts)


def parts_of(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")
