"""An index as one process has it open: the searchers of its latest commit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from tantivy import Index, Schema, Searcher

from entries.search.base import Counts, SearchUnavailable, Status

from .checksums import META, is_sound
from .folders import Folders
from .queries import Compiler
from .schema import SCHEMA, entry_schema, name_schema, stemmed, written

logger = logging.getLogger(__name__)
Method = TypeVar("Method", bound=Callable[..., Any])

PARTS: dict[str, Callable[[], Schema]] = {"entries": entry_schema, "names": name_schema}
# tantivy panics in Rust on some damage; the exception it becomes is no subclass of Exception.
PANIC = "PanicException"


@dataclass
class Snapshot:
    """One commit, as it stays while a request is answered, and what was counted of it."""

    entries: Searcher
    names: Searcher
    compiler: Compiler
    label: str
    counts: dict[str, Counts] = field(default_factory=dict)


class Opened:
    """Opens what is in use, and opens it again when another process has changed it."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._label = ""
        self._stamp: tuple[Any, ...] = ()
        self._indexes: dict[str, Index] = {}
        self._snapshot: Snapshot | None = None
        # The folder that was found damaged though it opens, and the commit that was found sound.
        self._broken: Path | None = None
        self._sound: tuple[Any, ...] = ()

    def snapshot(self) -> Snapshot:
        """The latest commit. Raises SearchUnavailable where no index is fit."""
        status, snapshot = self.look()
        if snapshot is None:
            raise SearchUnavailable(f"the search index is {status.value}")
        return snapshot

    def look(self) -> tuple[Status, Snapshot | None]:
        """How the index is now, with its latest commit where that is READY."""
        with self._lock:
            try:
                folder = self.folders.current()
            except OSError as error:
                logger.error("The search index cannot be read: %s", error)
                return Status.DAMAGED, None
            if folder is None:
                return Status.MISSING, None
            if folder == self._broken:
                return Status.DAMAGED, None
            try:
                return self._open(folder)
            except BaseException as error:
                if not is_damage(error):
                    raise
                if folder != self.folders.current():  # it was replaced in this very moment
                    return self._open(self.folders.current() or folder)
                logger.error("The search index in %s cannot be read: %s", folder, error)
                self._folder = None
                return Status.DAMAGED, None

    def examine(self) -> None:
        """Read every file of the latest commit; an index that is not whole is DAMAGED from now on.

        What was found sound is not read again.
        """
        with suppress(OSError, ValueError):  # which `look` tells of
            folder = self.folders.current()
            if folder is not None and (stamp := (folder, *stamp_of(folder))) != self._sound:
                if all(is_sound(folder / part) for part in PARTS):
                    self._sound = stamp
                else:
                    logger.error("The search index in %s is not as it was written", folder)
                    self._broken = folder

    def _open(self, folder: Path) -> tuple[Status, Snapshot | None]:
        stamp = stamp_of(folder)
        if folder != self._folder:
            about = self.folders.about(folder)
            if about.get("schema") != SCHEMA:
                return Status.OUTDATED, None
            self._indexes = {part: open_part(folder, part) for part in PARTS}
            self._label = str(about.get("label", ""))
        elif stamp != self._stamp:
            for index in self._indexes.values():
                index.reload()
        if folder != self._folder or stamp != self._stamp:
            self._snapshot = self._look_in()
            self._folder, self._stamp = folder, stamp
        return Status.READY, self._snapshot

    def _look_in(self) -> Snapshot:
        entries = self._indexes["entries"].searcher()
        compiler = Compiler(self._indexes["entries"].schema, entries)
        return Snapshot(entries, self._indexes["names"].searcher(), compiler, self._label)


def stamp_of(folder: Path) -> tuple[Any, ...]:
    """What changes with every commit."""
    files = [(folder / part / META).stat() for part in PARTS]
    return tuple((file.st_mtime_ns, file.st_ino, file.st_size) for file in files)


def open_part(folder: Path, part: str) -> Index:
    path = folder / part
    if not Index.is_compatible(str(path)):
        raise ValueError(f"{part} was written by another version of tantivy")
    return with_analyzers(Index.open(str(path)))


def new_part(folder: Path, part: str) -> Index:
    (folder / part).mkdir()
    return with_analyzers(Index(PARTS[part](), str(folder / part)))


def with_analyzers(index: Index) -> Index:
    index.register_tokenizer("written", written())
    index.register_tokenizer("stemmed", stemmed())
    # Changes are looked for when a question comes, not by a thread of its own.
    index.config_reader(reload_policy="manual")
    index.reload()
    return index


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the files are not what they should be."""
    return isinstance(error, (OSError, ValueError)) or type(error).__name__ == PANIC


def unless_damaged(method: Method) -> Method:
    """Damage that shows itself only while searching makes the search unavailable, and is told.

    The method is one of an engine's, which has the index examined then.
    """

    @wraps(method)
    def guarded(engine: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(engine, *args, **kwargs)
        except BaseException as error:
            if not is_damage(error):
                raise
            logger.exception("The search index cannot answer")
            engine.examine()
            raise SearchUnavailable("the search index is damaged") from error

    return cast(Method, guarded)
