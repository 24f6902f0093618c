"""Files read by several processes at once, and handed over in their order.

The processes start while the names are read that they are to find, and are given these. Files go
to them in turn. What a process has read waits until it is its file's turn; where much waits, the
process waits too, so memory stays flat however much there is.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from multiprocessing.connection import Connection
from queue import Queue
from threading import Thread
from typing import Any

from .collecting import never_collecting, seldom_collecting
from .paths import STANDARD_INPUT, Found
from .reading import FileEnd, FileReader, Item, ReadPage, Refusal

# A process hands over what it has read once there are so many entries, pages or bytes.
ENTRIES, PAGES, BYTES = 400, 100, 4_000_000
# So many parcels wait in a process while it reads on.
AHEAD = 4
# Processes start afresh, on every system: one that is forked would share the database.
context = multiprocessing.get_context("spawn")
KILLED = (
    "The process that read it was ended by the system, perhaps for want of memory. Split the file "
    "if it is large; give the same command again with --workers 1."
)


def read_files(
    dumps: Sequence[Found], make_reader: Callable[[], FileReader], workers: int
) -> Iterator[Item]:
    """What is in every file, in order; each ends with a FileEnd.

    `workers` processes read; with none of them this one does. Standard input is this one's alone.
    """
    if workers < 1:
        reader = make_reader()
        for found in dumps:
            yield from reader.read(found)
        return
    files = [found for found in dumps if found.path != STANDARD_INPUT]
    shares = [Share(files[start::workers]) for start in range(min(workers, len(files)))]
    turns = cycle(shares)
    try:
        reader = make_reader()
        packed = pickle.dumps(reader)
        for share in shares:
            share.begin(packed)
        for found in dumps:
            if found.path == STANDARD_INPUT:
                yield from reader.read(found)
            else:
                yield from next(turns).next_file()
    finally:
        for share in shares:
            share.stop()


class Share:
    """The files of one process, and that process; where it dies, another goes on.

    The process is started at once, and reads once it is told to begin.
    """

    def __init__(self, dumps: Sequence[Found]) -> None:
        self.dumps = dumps
        self.done = 0
        self.waiting: deque[Item] = deque()
        self.start()

    def start(self) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=read_share, args=(theirs,), daemon=True)
        with interruptions_kept():
            self.process.start()
        theirs.close()

    def begin(self, packed: bytes) -> None:
        """Have the process read what is left, by a pickled FileReader."""
        self.packed = packed
        with suppress(OSError):  # it is dead, which its next file tells
            self.pipe.send(self.dumps[self.done :])
            self.pipe.send_bytes(packed)

    def next_file(self) -> Iterator[Item]:
        """What is in the next file, up to its end."""
        while True:
            while self.waiting:
                item = self.waiting.popleft()
                self.done += isinstance(item, FileEnd)
                yield item
                if isinstance(item, FileEnd):
                    return
            try:
                self.waiting.extend(self.pipe.recv())
            except (EOFError, OSError):  # the latter amidst what it was handing over
                self.waiting += [Refusal(self.dumps[self.done].path, KILLED), FileEnd()]
                self.restart()

    def restart(self) -> None:
        """Begin anew behind the file that ended the process."""
        self.stop()
        self.done += 1
        self.start()
        self.begin(self.packed)
        self.done -= 1

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


@contextmanager
def interruptions_kept() -> Iterator[None]:
    """Hold an interruption back until this ends; what is started meanwhile never gets any."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def read_share(pipe: Connection) -> None:
    """The work of one process: it is told by the pipe, and goes back there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it ends it
    try:
        with never_collecting():
            dumps: Sequence[Found] = pipe.recv()
            reader: FileReader = pickle.loads(pipe.recv_bytes())
            _ = reader.tagger
    except (EOFError, OSError):
        return  # the run ended before, or amidst this
    sender = Sender(pipe)
    parcel = Parcel(sender)
    try:
        with seldom_collecting():
            for found in dumps:
                for item in reader.read(found):
                    parcel.add(item)
            parcel.send()
    except BrokenPipeError:
        pass  # nobody is there any more who would take it
    finally:
        sender.close()


class Sender(Thread):
    """Hands parcels over while the process reads on, so that neither side waits for the other."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__(daemon=True)
        self.pipe = pipe
        self.waiting: Queue[bytes | None] = Queue(AHEAD)
        self.broken = False
        self.start()

    def send(self, items: list[Any]) -> None:
        """Raises BrokenPipeError where nobody takes them any more."""
        if self.broken:
            raise BrokenPipeError
        self.waiting.put(pickle.dumps(items))

    def run(self) -> None:
        while (parcel := self.waiting.get()) is not None:
            try:
                self.pipe.send_bytes(parcel)
            except OSError:
                self.broken = True

    def close(self) -> None:
        """Wait until everything is handed over."""
        self.waiting.put(None)
        self.join()


class Parcel:
    """Items on their way to the other process, many at once."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.items: list[Any] = []
        self.entries = self.bytes = 0

    def add(self, item: Item) -> None:
        self.items.append(item)
        if isinstance(item, ReadPage):
            self.entries += len(item.drafts)
            self.bytes += len(item.raw.payload)
        if self.entries >= ENTRIES or len(self.items) >= PAGES or self.bytes >= BYTES:
            self.send()

    def send(self) -> None:
        if self.items:
            self.sender.send(self.items)
        self.items, self.entries, self.bytes = [], 0, 0
