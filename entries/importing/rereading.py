"""Stored captures read again, by this process or by several, in their order. Needs no database."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from entries.readers.base import ReadError

from .processes import context
from .reading import (
    FileEnd,
    Item,
    Refusal,
    StoredPage,
    mistake,
    read_capture,
    with_text,
)
from .vocabulary import TextTagger, Vocabulary

tagger_here: TextTagger | None = None


def read_again_in_order(
    parcels: Iterable[list[StoredPage]], vocabulary: Vocabulary, workers: int
) -> Iterator[Item]:
    """The captures, read anew; each ends with a FileEnd. With no workers this process reads."""
    if workers < 1:
        tagger = TextTagger(vocabulary)
        for pages in parcels:
            yield from read_pages(pages, tagger)
        return
    with ProcessPoolExecutor(workers, context, set_tagger, (vocabulary,)) as pool:
        waiting: deque[Future[list[Item]]] = deque()
        for pages in parcels:
            waiting.append(pool.submit(read_in_process, pages))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


def read_pages(pages: Iterable[StoredPage], tagger: TextTagger) -> Iterator[Item]:
    for page in pages:
        try:
            yield read_capture(with_text(page.raw), page.hints, page.name, tagger)
        except ReadError as error:
            yield Refusal(page.name, str(error))
        except Exception as error:
            yield Refusal(page.name, mistake(error))
        yield FileEnd(1)


def set_tagger(vocabulary: Vocabulary) -> None:
    """Have this process tag with a vocabulary."""
    global tagger_here
    tagger_here = TextTagger(vocabulary)


def read_in_process(pages: list[StoredPage]) -> list[Item]:
    assert tagger_here is not None  # set as the process began
    return list(read_pages(pages, tagger_here))
