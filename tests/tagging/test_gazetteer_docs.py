"""docs/gazetteer.md says of the files and rules what is so."""

import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from entries.tagging.cities import LARGE
from entries.tagging.cues import check_context, cues
from entries.tagging.gazetteer import FOLDER, actor_from, place_from, topic_from
from entries.tagging.installed import KINDS
from entries.tagging.resolution import FAR_LARGER
from tools.cities import FEWEST, FEWEST_IN_UKRAINE

PAGE = Path(__file__).resolve().parents[2].joinpath("docs", "gazetteer.md").read_text("utf-8")
MAKERS = {
    "people": lambda table: actor_from("person", table),
    "organisations": lambda table: actor_from("organisation", table),
    "places": place_from,
    "topics": topic_from,
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def first_column(heading: str) -> list[str]:
    """What the rows of the table under a heading have in their first column."""
    rows = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [row.split("`")[1] for row in rows]


def test_every_class_of_cues_is_told_of_and_no_other():
    assert sorted(first_column("class")) == sorted(cues())


def test_every_file_is_told_of():
    for path in FOLDER.iterdir():
        assert f"`{path.name}{'/' if path.is_dir() else ''}`" in PAGE or path.stem == "topics"


def test_the_contexts_can_be_read():
    contexts = first_column("context")
    assert len(contexts) >= 8
    for context in contexts:
        check_context(context)


def test_the_examples_of_files_can_be_read():
    tables = [tomllib.loads(block) for block in blocks("toml")]
    assert {kind for table in tables for kind in table} == set(MAKERS)
    for table in tables:
        for kind, entries in table.items():
            assert all(MAKERS[kind](entry).slug for entry in entries)


def test_the_numbers_are_those_of_the_code():
    assert f"{FEWEST:,} people or more, in Ukraine with {FEWEST_IN_UKRAINE} or more" in PAGE
    assert f"below {LARGE:,} people" in PAGE
    assert FAR_LARGER == 10
    assert "ten times as many people" in PAGE


def test_the_example_of_a_recogniser_gives_spans(monkeypatch: pytest.MonkeyPatch):
    # spaCy is no part of the project: this has what the example uses of it.
    found = [("Lum", 3, 6, "PERSON"), ("ten", 8, 11, "CARDINAL"), ("Weirland", 15, 23, "GPE")]
    ents = [
        SimpleNamespace(text=text, start_char=start, end_char=end, label_=label)
        for text, start, end, label in found
    ]
    spacy = ModuleType("spacy")
    spacy.load = lambda name: lambda text: SimpleNamespace(ents=ents)
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    (example,) = blocks("python")
    module: dict = {}
    exec(example, module)
    spans = list(module["recogniser"]()("So Lum, ten in Weirland"))
    assert spans == [(3, 6, "person"), (15, 23, "place")]
    assert set(module["KINDS"].values()) == KINDS
