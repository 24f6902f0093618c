"""Entries like another one: what the engine finds by the words, and what of it is related."""

from __future__ import annotations

import pytest

from entries.search import SearchUnavailable, related
from entries.search.rebuilding import rebuild
from tests.factories import make_entry, make_liveblog, make_source, paragraph
from tests.search.documents import texts

WALL = "The harbour wall was breached by the storm, and engineers pump water from the station."
NOISE = [f"Calm weather over town number {word}." for word in ("one", "two", "three", "four")]


def entry(text: str, headline: str = "", when: str = "2022-03-24 13:30", **values):
    return make_entry(headline, when, blocks=[paragraph(text)], **values)


def found(to) -> list[tuple[str, list[str]]]:
    """The texts of the related entries, each with the words told."""
    return [(each.entry.text, list(each.words)) for each in related(to)]


def test_the_engine_finds_the_most_alike_first_whatever_the_forms_of_words(engine):
    alike = ["Storm breaches sea wall", "Storms breached the sea", "Walls were painted"]
    by_id = texts(engine, *reversed(alike), *NOISE)
    assert [by_id[key] for key in engine.like(alike[0], 10).ids] == alike
    assert [by_id[key] for key in engine.like(alike[0], 1).ids] == alike[:1]


def test_words_weigh_more_the_fewer_entries_have_them_and_the_oftener_the_text(engine):
    texts(engine, *["Storm and flood"] * 2, *["Storm"] * 4, "Flood", "tide tide", "Tide")
    words = engine.like("Flood, storm, Tide, tides: unheard of", 5).words
    assert list(words) == ["Tide", "Flood", "storm"]
    assert words["Tide"] > words["Flood"] > words["storm"] > 0


def test_a_word_that_a_tenth_of_a_large_archive_has_tells_nothing(engine):
    texts(engine, *["common rare"] * 3, *["common"] * 20, *["other"] * 177)
    assert list(engine.like("common rare", 5).words) == ["rare"]
    assert len(engine.like("common", 5).ids) == 0


def test_a_word_that_most_entries_of_a_small_archive_have_tells_nothing(engine):
    texts(engine, *["common rare"] * 3, *["common"] * 13, *["other"] * 12)
    assert list(engine.like("common rare", 5).words) == ["rare"]


@pytest.mark.parametrize(
    ("language", "text", "telling"),
    [
        ("en", "Ever live on Tuesday, 4 May: they said that the Storm hit", ["Storm", "hit"]),
        ("en-US", "Sunday’s storm, as it didn’t before", ["storm"]),
        ("fr", "La tempête de mardi dans la ville, avec février", ["tempête", "ville"]),
        ("de", "Am Dienstag war der Sturm im März nicht über der Stadt", ["Stadt", "Sturm"]),
        ("uk", "У вівторок, 24 березня, п'ять кораблів і шторм", ["кораблів", "шторм"]),
        ("pl", "Burza we wtorek w marcu", ["Burza", "marcu", "we"]),
        ("", "tuesday storm", ["storm", "tuesday"]),
        ("../en", "tuesday storm", ["storm", "tuesday"]),
    ],
)
def test_words_of_the_calendar_and_of_every_text_tell_nothing(engine, language, text, telling):
    texts(engine, text, text, *NOISE)
    assert sorted(engine.like(text, 5, language).words) == telling


def test_numbers_and_single_letters_are_no_words_that_tell(engine):
    texts(engine, *["Don’t cut 24 trees on 東 hill"] * 2)
    assert set(engine.like("Don’t cut 24 trees: 東", 5).words) == {"Don", "cut", "trees"}


def test_words_of_entries_that_went_do_no_harm(engine):
    by_id = texts(engine, *["Storm at sea"] * 9)
    gone = list(by_id)[2:]
    with engine.writing() as draft:
        draft.remove(gone)
    assert sorted(engine.like("A storm", 5).ids) == sorted(set(by_id) - set(gone))


def test_where_no_spaces_part_words_pairs_of_letters_tell(engine):
    flood = "暴雨冲毁了港口的防波堤，今天"
    alike = [flood, "防波堤在夜里冲毁", "港口开放"]
    by_id = texts(engine, *reversed(alike), *["今天天气晴朗"] * 30)
    like = engine.like(flood, 5)
    assert [by_id[key] for key in like.ids] == alike
    assert set(like.words) == {"防波", "波堤", "冲毁", "港口"}


@pytest.mark.parametrize(
    "text",
    [
        THAI := "น้ำท่วมสถานีรถไฟกลาง",
        "港",
        "ーー・々",
        "東京\u200bタワー",
        "\U00020000" * 30_000,
        "ก้" * 50,
    ],
)
def test_letters_of_any_script_are_read(engine, text):
    by_id = texts(engine, text, text, *NOISE)
    assert {by_id[key] for key in engine.like(text, 5).ids} <= {text}


@pytest.mark.parametrize("text", ["", " — ", "\0", "zzz", "\u202e", "x" * 50_000])
def test_a_text_without_words_of_the_archive_is_like_none(engine, text):
    texts(engine, WALL, WALL)
    like = engine.like(text, 5)
    assert (like.ids, like.words) == ([], {})


def test_a_long_text_is_read_in_part(engine):
    texts(engine, "storm", "storm", "flood", "flood")
    like = engine.like("storm " * 5_000 + "flood", 5)
    assert list(like.words) == ["storm"]


@pytest.mark.django_db
def test_related_entries_come_with_the_words_that_both_have():
    to = entry(WALL)
    entry("A storm breached the old harbour wall at night.", headline="Elsewhere")
    entry("The storm is over.")
    for text in NOISE:
        entry(text)
    rebuild()
    ((text, words),) = found(to)
    assert text.startswith("Elsewhere")
    assert {"harbour", "wall", "storm"} <= set(words)
    assert len(words) <= 5


@pytest.mark.django_db
def test_an_entry_itself_its_copies_and_the_others_are_not_related():
    to = entry(WALL)
    entry(f"{WALL} Update: more soon.")
    agency = make_liveblog("Wire", make_source("Wire"))
    told = entry("The storm breached a harbour wall and floods the station.", liveblog=agency)
    copied = entry("Storm breached a harbour wall and floods the station", when="2022-03-25 09:00")
    other = entry("Engineers pump: harbour, wall, water!")
    rebuild()
    shown = {each.entry for each in related(to)}
    assert len(shown & {told, copied}) == 1
    assert shown - {told, copied} == {other}
    assert other not in {each.entry for each in related(to, {other.pk})}


@pytest.mark.django_db
def test_no_more_than_five_are_related():
    to = entry(WALL)
    for word in ("tower", "bridge", "school", "theatre", "library", "chapel", "museum"):
        entry(f"Storm breached the harbour wall beside the {word}: {f'{word} ' * 3}")
    rebuild()
    assert len(related(to)) == 5


@pytest.mark.django_db
def test_a_few_words_of_many_in_common_are_chance():
    to = entry(" ".join(f"alpha{n} beta{n} gamma{n}" for n in range(10)))
    entry("alpha1 beta2 gamma3")
    for n in range(10):
        for text in (f"alpha{n} calm", f"beta{n} weather", f"gamma{n} town"):
            entry(text)
    rebuild()
    assert related(to) == []


@pytest.mark.django_db
def test_an_entry_that_is_gone_since_the_index_was_made_is_left_out():
    to, other = entry(WALL), entry("Storm breached the harbour wall.")
    rebuild()
    assert len(related(to)) == 1
    other.delete()
    assert related(to) == []


@pytest.mark.django_db
def test_without_an_index_there_is_an_error_to_be_told():
    with pytest.raises(SearchUnavailable):
        related(entry(WALL))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("暴雨冲毁了港口的防波堤，工程师正在抽水。", "港口的防波堤在夜里倒塌。", "港口的防波堤"),
        ("嵐で港の防波堤が壊れ、水が引かない。", "技師たちは港の防波堤を直す。", "港の防波堤"),
        ("พายุทำลายกำแพงท่าเรือเมื่อคืน", "วิศวกรซ่อมกำแพงท่าเรือ", "กำแพงท่าเรือ"),
    ],
)
def test_entries_are_related_in_scripts_without_spaces(text, other, words):
    to = entry(text)
    entry(other)
    entry(f"{text}！")
    entry("晴れ 天气 อากาศดี")
    rebuild()
    ((found_text, told),) = found(to)
    assert found_text == other
    assert words in told


@pytest.mark.django_db
def test_a_day_and_words_of_every_text_make_no_entries_related():
    to = entry("Every day this Tuesday has ever been live: an eel was seen.")
    entry("This Tuesday, as ever, has been a day to live: every goat was fed.")
    rebuild()
    assert related(to) == []
