"""Zip and tar files → the files in them, one after the other, each with its side file's hints.

Nothing is written under the name that it has there, and no link or device is followed.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from .base import Hints, LimitError, ReadError
from .dump import Dump, spooled
from .kinds import is_dump_name, is_hidden_name
from .sidefile import MAX_BYTES, SUFFIXES, hints_in, side_names

# A zip file lists its members in one piece, a tar file may describe one in one piece: no more.
MOST_AT_ONCE = 16_000_000
LONGEST_END = 100_000  # what a zip file may end in behind that list, which is read without a size
MOST_SIDE_FILES = 10_000
ENCRYPTED = "It is encrypted: unpack it with its password first."
METHOD = "It is packed in a way that is not opened here: unpack it and pack it as usual."
BROKEN_ZIP = "The zip file is damaged or incomplete: {error}. Was it transferred in full?"
BROKEN_TAR = "The tar file is damaged or incomplete from here on: {error}."
TOO_MANY = "Its list of files is too long. Pack them as a .tar.gz file instead."
KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
IN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
IN_TAR = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its bytes, or the reason why they cannot be had."""

    name: str
    hints: Hints = Hints()
    file: IO[bytes] | None = None
    reason: str = ""


class Careful:
    """A file that gives no more at once than memory should take."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self.readable = file.readable

    def read(self, size: int = -1) -> bytes:
        if size > MOST_AT_ONCE:
            raise ReadError(TOO_MANY)
        return self.file.read(size if size >= 0 else LONGEST_END)


def zip_members(file: IO[bytes], dump: Dump) -> Iterator[Member]:
    """The files in a zip file that may hold pages. Raises ReadError where it cannot be opened."""
    try:
        archive = zipfile.ZipFile(Careful(file))
    except IN_ZIP as error:
        raise ReadError(BROKEN_ZIP.format(error=error)) from error
    infos = archive.infolist()
    members = [info for info in infos if not info.is_dir() and not is_hidden_name(info.filename)]
    dump.check(dump.unpacked + sum(info.file_size for info in members))
    names = {info.filename: info for info in members}
    for info in members:
        if not is_dump_name(info.filename):
            dump.passed_over += not info.filename.endswith(SUFFIXES)
            continue
        try:
            side = next((names[name] for name in side_names(info.filename) if name in names), None)
            hints = Hints()
            if side:
                hints = hints_in(unzipped(archive, side, MAX_BYTES + 1), side.filename)
            with opened(archive, info) as source, spooled(source, dump.limits, dump) as unpacked:
                yield Member(info.filename, hints, unpacked)
        except LimitError:
            raise
        except ReadError as error:
            yield Member(info.filename, reason=str(error))
        except IN_ZIP as error:
            yield Member(info.filename, reason=BROKEN_ZIP.format(error=error or "cut off"))


def opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """A member to read from. Raises ReadError where it cannot be unpacked here."""
    if info.flag_bits & 1:
        raise ReadError(ENCRYPTED)
    if info.compress_type not in KNOWN_METHODS:
        raise ReadError(METHOD)
    return archive.open(info)


def unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with opened(archive, info) as source:
        return source.read(limit)


def tar_members(file: IO[bytes], dump: Dump) -> Iterator[Member]:
    """The files in a tar file that may hold pages. Raises ReadError where it cannot be opened."""
    sides = dict(tar_side_files(file))
    for archive, info in tar_infos(file):
        if not info.isreg() or is_hidden_name(info.name):
            continue
        if not is_dump_name(info.name):
            dump.passed_over += not info.name.endswith(SUFFIXES)
            continue
        try:
            side = next((name for name in side_names(info.name) if name in sides), None)
            hints = hints_in(sides[side], side) if side else Hints()
            with unpacked_member(archive, info, dump) as unpacked:
                yield Member(info.name, hints, unpacked)
        except LimitError:
            raise
        except ReadError as error:
            yield Member(info.name, reason=str(error))


@contextmanager
def unpacked_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, dump: Dump
) -> Iterator[IO[bytes]]:
    try:
        source = archive.extractfile(info)
        assert source is not None  # it is a regular file
        with source, spooled(source, dump.limits, dump) as unpacked:
            yield unpacked
    except IN_TAR as error:
        raise ReadError(BROKEN_TAR.format(error=error)) from error


def tar_infos(file: IO[bytes]) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """What a tar file says of each file in it, without keeping any of it.

    Raises ReadError where the file is damaged.
    """
    file.seek(0)
    try:
        # The library's types want a file that can be written too, hence the ignored one; they
        # leave out its list of members, which would grow with the archive.
        with tarfile.open(fileobj=Careful(file), mode="r:") as archive:  # type: ignore[call-overload]
            end = -1
            while info := archive.next():
                archive.members.clear()
                if archive.offset <= end:
                    raise ReadError(BROKEN_TAR.format(error="a length is impossible"))
                end = archive.offset
                yield archive, info
            file.seek(archive.offset)
            if file.read(tarfile.BLOCKSIZE).strip(b"\x00"):
                raise ReadError(BROKEN_TAR.format(error="a heading is no such"))
    except IN_TAR as error:
        raise ReadError(BROKEN_TAR.format(error=error)) from error


def tar_side_files(file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """The side files in a tar file, by their names."""
    found = 0
    try:
        for archive, info in tar_infos(file):
            if info.isreg() and info.name.endswith(SUFFIXES) and found < MOST_SIDE_FILES:
                found += 1
                source = archive.extractfile(info)
                yield info.name, source.read(MAX_BYTES + 1) if source else b""
    except (ReadError, *IN_TAR):
        return  # which is told where the pages are read
