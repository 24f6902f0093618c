"""A recogniser as an installation may bring one along: it takes every "Ferrytown" for a place."""

from collections.abc import Iterator

loaded = 0


def recogniser():
    global loaded
    loaded += 1
    return places


def places(text: str) -> Iterator[tuple[int, int, str]]:
    start = text.find("Ferrytown")
    while start >= 0:
        yield start, start + len("Ferrytown"), "place"
        start = text.find("Ferrytown", start + 1)


def failing():
    raise OSError("no model here")


def failing_on_texts():
    return lambda text: text.missing


def naming_nonsense():
    return lambda text: [("a", None), 7]
