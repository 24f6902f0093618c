"""What has to stand around a name for it to count, as the gazetteer's files and staff write it."""

import pytest

from entries.tagging.context import ContextError, readable
from entries.tagging.cues import check_context, cues
from entries.tagging.recogniser import KnownName, PlaceFacts, Recogniser


def recogniser(*context: str) -> Recogniser:
    """Knows Lock, a place in the region Spring of Weirland, where the context is there."""
    return Recogniser(
        [
            KnownName("Lock", "Lock", context, "place"),
            KnownName("Spring", "Spring", (), "place"),
            KnownName("Weir", "Weir", (), "place"),
            KnownName("Weirland", "Weirland", (), "country"),
            KnownName("Lockland", "Lockland", (), "country"),
        ],
        places={
            "Lock": PlaceFacts(("Lock", "Spring", "Weirland")),
            "Weir": PlaceFacts(("Weir", "Spring", "Weirland")),
            "Spring": PlaceFacts(("Spring", "Weirland")),
            "Weirland": PlaceFacts(("Weirland",)),
            "Lockland": PlaceFacts(("Lockland",)),
        },
    )


def counts(text: str, *context: str) -> bool:
    hits = [hit for hit in recogniser(*context).find(text) if hit.target == "Lock"]
    assert all(hit.rule == "context" for hit in hits)
    return bool(hits)


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        # A word or phrase anywhere.
        ("ferry", "Lock. The ferry sailed.", True),
        ("ferry", "The ferry\n\nLock", True),
        ("ferry", "Lock. The FERRY sailed.", True),
        ("ferry", "Lock. The ferries sailed.", False),
        ("high water", "Lock. High water came.", True),
        ("high water", "Lock. High. Water came.", False),
        ("Ada Marsh", "Lock. Ada Marsh came.", True),
        ("Ada Marsh", "Lock. ada marsh came.", False),
        ("<said>", "Lock. They told us so.", True),
        ("<said>", "Lock. They left.", False),
        # Directly before the name.
        ("upper …", "at upper Lock", True),
        ("upper …", "at Upper Lock", True),
        ("upper …", "at upper old Lock", False),
        ("upper …", "at upper. Lock", False),
        ("upper …", "Lock, upper", False),
        ("old upper …", "at the old upper Lock", True),
        ("old upper …", "at upper Lock", False),
        ("<in> …", "near Lock", True),
        ("<in> …", "on the outskirts of Lock", True),
        ("<in> …", "without Lock", False),
        ("<in> …", "at Lock Associates", False),
        # Directly behind it.
        ("… Gates", "at Lock Gates", True),
        ("… gates", "the Lock gates", True),
        ("… gates", "the Lock’s gates", False),
        ("… gates", "the Lock. Gates", False),
        ("… <said>", "as Lock says", True),
        ("… <said>", "as Lock is", False),
        # On both sides.
        ("upper … gates", "the upper Lock gates", True),
        ("upper … gates", "the Lock gates", False),
        ("upper … gates", "at upper Lock", False),
        # A place that holds it, or another one in there.
        ("<within>", "Lock. Spring is far.", True),
        ("<within>", "Lock. Weir is far.", True),
        ("<within>", "Lock. Weirland is far.", False),  # a region says more
        ("<within>", "Lock. Lockland is far.", False),
        ("… , <within>", "Lock, Spring", True),
        ("… , <within>", "Lock (Spring)", True),
        ("… , <within>", "Lock. Spring", False),
        ("… , <within>", "Lock, Weir", False),
        ("… , <within>", "Lock, Lockland", False),
        ("<in> … , <within>", "in Lock, Spring", True),
        ("<in> … , <within>", "the Lock, Spring", False),
        # Several things at once.
        ("ferry + captain", "Lock. The captain of the ferry", True),
        ("ferry + captain", "Lock. The captain", False),
        ("<in> … + ferry", "in Lock by ferry", True),
        ("<in> … + ferry", "of Lock by ferry", False),
        ("<in> … + <within>", "in Lock. Then Spring", True),
        ("<in> … + <within>", "in Lock.", False),
    ],
)
def test_a_context_asks_for_what_it_says(context, text, expected):
    assert counts(text, context) is expected


def test_one_of_several_contexts_is_enough():
    assert counts("Lock. The ferry", "captain", "ferry")
    assert not counts("Lock. The boat", "captain", "ferry")


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ("…", "“…” needs a word beside “…”"),
        ("a … b …", "which stands in it once"),
        ("", "“” has no letter or digit"),
        ("a + ", "“” has no letter or digit"),
        ("… !", "“!” has no letter or digit"),
        ("<inn> …", "“<inn>” is no class of cues; there are <in>"),
        ("the <in> …", "“the <in>” is no class of cues"),
        ("… <within", "“<within” is no class of cues"),
        ("<within> …", "“<within>” is no class of cues"),
    ],
)
def test_a_context_that_cannot_be_read_says_why(context, message):
    with pytest.raises(ContextError) as raised:
        check_context(context)
    assert message in str(raised.value)


@pytest.mark.parametrize("context", ["ferry", "… said", "<in> … , <within>", "<within> + <said>"])
def test_a_context_that_can_be_read_passes(context):
    check_context(context)
    assert len(list(readable([context], cues()))) == 1


def test_a_wrong_context_counts_for_nothing_and_breaks_nothing():
    assert counts("Lock. The ferry", "<inn> …", "ferry")
    assert not counts("Lock. The ferry", "<inn> …")


def test_a_name_with_nothing_but_wrong_contexts_never_counts():
    assert not recogniser("<inn> …", "…").find("in Lock")


@pytest.mark.parametrize("name", sorted(cues()))
def test_every_class_of_cues_may_be_a_context(name):
    check_context(f"<{name}>")
    assert cues()[name]
