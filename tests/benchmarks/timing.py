"""Times every question: the engine, bare tantivy, the whole page, Datasette's page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.test import Client

from entries.search.base import Found
from entries.search.engine import engine
from entries.search.tantivy_engine import engine_at

from .bare import Bare
from .peer import Answer, Peer
from .questions import Question

REPEATS = 5
PEER_REPEATS = 3
SLOW = 2.0  # seconds: what takes Datasette longer is asked once
Result = TypeVar("Result")


class Wrong(Exception):
    """An answer is not what it must be, so that its time would say nothing."""


@dataclass
class Timed:
    """What a question took, in seconds."""

    question: Question
    total: int = 0
    engine: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    peer: list[Answer] = field(default_factory=list)
    patient: Answer | None = None


def time_archive(questions: Iterable[Question]) -> list[Timed]:
    """Every question in turn, and that several times, so that none comes twice in a row."""
    results = [Timed(question) for question in questions]
    client = Client(SERVER_NAME="localhost")
    bare = Bare(engine_at(settings.INDEX_DIR).folders.current())
    client.get("/entries/")  # loads the templates
    for _ in range(REPEATS):
        for result in results:
            query = result.question.query
            seconds, found = timed(lambda query=query: engine().find(query))
            result.engine.append(seconds)
            seconds, total = timed(lambda query=query, found=found: bare.ask(query, found))
            result.bare.append(seconds)
            if total != found.total:
                raise Wrong(f"{result.question}: bare tantivy finds {total}, not {found.total}.")
            result.total = found.total
            result.page.append(time_page(client, result.question, found))
    return results


def time_page(client: Client, question: Question, found: Found) -> float:
    seconds, page = timed(lambda: client.get(question.address))
    if page.status_code != 200 or (found.total and intcomma(found.total) not in page.text):
        raise Wrong(f"{question.address}: {page.status_code} without a total of {found.total}.")
    return seconds


def time_after_a_change() -> float:
    """The list of all entries where the engine has just opened an index: the median, in seconds."""
    client = Client(SERVER_NAME="localhost")
    taken = []
    for _ in range(REPEATS):
        engine_at.cache_clear()
        taken.append(timed(lambda: client.get("/entries/"))[0])
    return statistics.median(taken)


def time_peer(results: Iterable[Timed]) -> None:
    """Datasette with its limits; and without, where it left something out of a plain question."""
    file = settings.DATA_DIR / "bench.db"
    hasty, patient = Peer(file, patient=False), Peer(file, patient=True)
    for result in results:
        address = result.question.datasette
        if address is None:
            continue
        result.peer.append(hasty.ask(address))
        while len(result.peer) < PEER_REPEATS and result.peer[0].seconds < SLOW:
            result.peer.append(hasty.ask(address))
        if result.question.plain and not all(answer.whole for answer in result.peer):
            result.patient = patient.ask(address)


def timed(call: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = call()
    return time.perf_counter() - started, result
