from pathlib import Path

import pytest

from entries.layouts.registry import LAYOUTS
from entries.tagging.cities import OTHER_MEANING, SMALL_CITY
from entries.tagging.fields import Alias
from entries.tagging.gazetteer import GazetteerError, read_gazetteer, read_sources
from entries.tagging.surnames import surname_of

FILES = {
    "sources": """
        [[sources]]
        slug = "river-news"
        name = "River News"
        home_page = "https://example.org/"
        timezone = "Europe/London"
        language = "en"
        """,
    "people": """
        [[people]]
        name = "Ana Løvgren"
        description = "Keeper of the lock"
        aliases = ["Løvgren", { name = "Ana", context = ["lock", "keeper"] }]
        """,
    "organisations": """
        [[organisations]]
        name = "R & D of the Lock"
        description = "Office for the lock"
        """,
    "places": """
        [[places]]
        name = "Lower Mill"
        kind = "town"
        country = "GB"
        latitude = 51
        longitude = -0.5
        aliases = [{ name = "Lower Mill", context = ["mill"] }, "L. Mill"]

        [[places]]
        name = "Upper Reach"
        kind = "region"
        within = "weirland"

        [[places]]
        name = "Weirland"
        kind = "country"
        country = "GB"
        geonames = 7
        wikidata = "Q7"
        population = 9
        """,
    "topics": """
        [[topics]]
        name = "high water"
        terms = ["flood*", "high water"]
        exclusions = ["flood light*"]
        """,
    "swallowed": 'swallowed = ["Lower Mill Street"]',
}


CITIES = """\
geonames,name,country,region,latitude,longitude,population,also,aliases
11,Weirham,GB,,51.5,-0.25,120000,,
12,Ferry,GB,upper-reach,51.6,-0.5,130000,word,
13,Łock,UA,,50.25,30.5,900,,Lok|Lokk
14,Lower Mill,UA,,50.5,30.75,700,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file_of(tmp_path, name).write_text(text, encoding="utf-8")
    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    return tmp_path


def file_of(folder: Path, name: str) -> Path:
    """The file of one kind: people, organisations and places have a folder of their own."""
    if name not in ("people", "organisations", "places"):
        return folder / f"{name}.toml"
    (folder / name).mkdir(exist_ok=True)
    return folder / name / "known.toml"


def test_the_files_are_read_in_their_order(folder):
    gazetteer = read_gazetteer(folder)
    slugs = [place.slug for place in gazetteer.places[:3]]
    assert slugs == ["lower-mill", "upper-reach", "weirland"]
    assert gazetteer.sources[0].timezone == "Europe/London"
    assert gazetteer.topics[0].terms == ("flood*", "high water")
    assert gazetteer.swallowed == ("Lower Mill Street",)


def test_a_slug_comes_from_the_name(folder):
    people, organisations = read_gazetteer(folder).people, read_gazetteer(folder).organisations
    assert [actor.slug for actor in people + organisations] == ["ana-lovgren", "r-d-of-the-lock"]
    assert [actor.kind for actor in people + organisations] == ["person", "organisation"]


def test_a_name_is_its_own_first_alias(folder):
    assert read_gazetteer(folder).people[0].aliases == (
        Alias("Ana Løvgren"),
        Alias("Løvgren"),
        Alias("Ana", ("lock", "keeper")),
    )


def test_an_own_name_may_need_context(folder):
    place = read_gazetteer(folder).places[0]
    assert place.aliases == (Alias("Lower Mill", ("mill",)), Alias("L. Mill"))


def test_a_place_may_have_no_coordinates(folder):
    lower, upper = read_gazetteer(folder).places[:2]
    assert (lower.latitude, lower.longitude) == (51.0, -0.5)
    assert (upper.latitude, upper.longitude, upper.country) == (None, None, "")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "people",
            "aliases",
            "alises",
            "people/known.toml, entry 1 (Ana Løvgren): unknown field",
        ),
        ("people", 'name = "Ana Løvgren"', "", "entry 1 (without a name): name is missing"),
        ("people", '"Ana Løvgren"', '" "', "name is text, and not empty"),
        ("people", '"Ana Løvgren"', "7", "name is text, and not empty"),
        ("people", '"Ana Løvgren"', '"Ana  Løvgren"', "white space to spare"),
        ("people", '"Ana Løvgren"', f'"{"a" * 201}"', "over 200 characters"),
        ("people", '"Ana Løvgren"', f'"{"a" * 81}"', "slug: 'aaaa"),
        ("sources", '"en"', '"English as it is spoken"', "is over 16 characters"),
        ("people", '"Ana Løvgren"', '"…"', "slug '' is not of small letters"),
        ("people", 'name = "Ana L', 'slug = "A B"\nname = "Ana L', "slug 'A B' is not of small"),
        ("people", 'description = "Keeper of the lock"', "", "description is missing"),
        ("people", '"Løvgren",', '"Løvgren", "Løvgren",', "aliases: 'Løvgren' stands twice"),
        ("people", '"Løvgren",', '"–",', "aliases: '–' has no letter or digit"),
        ("people", ', context = ["lock", "keeper"]', "", "'Ana' has no context"),
        ("people", '["lock", "keeper"]', '"lock"', "context is a list of texts"),
        ("people", '"lock", "k', '"<lok> …", "k', "'Ana': “<lok>” is no class of cues"),
        ("people", "context", "contxt", "unknown field contxt; known: name, context"),
        ("people", "[[people]]", "[[persons]]", "known.toml: holds people, a list"),
        ("people", "[[people]]", "people = [1]\n[other]", "known.toml: holds people, a list"),
        ("people", "[[people]]", "[[people", "people/known.toml: "),
        ("people", "Keeper of", "Keeper\\u0000 of", "description: 'Keeper\\x00 of"),
        ("people", '"Løvgren",', '"Løv\\u202Egren",', "has a sign that nobody sees"),
        ("sources", "https://", "script:", "is no address that begins with https://"),
        ("places", "geonames = 7", "geonames = 9999999999", "which is over 2147483647"),
        ("places", "latitude = 51", "latitude = 91", "latitude is 91, outside -90 to 90"),
        ("places", "latitude = 51", "latitude = nan", "latitude is nan, outside -90 to 90"),
        ("places", "latitude = 51", 'latitude = "51"', "latitude is a number of degrees"),
        ("places", "latitude = 51", "", "latitude and longitude go together"),
        ("places", "-0.5", "-180.5", "longitude is -180.5, outside -180 to 180"),
        ("places", '"GB"', '"gb"', "country 'gb' is no ISO 3166 code"),
        ("places", '"Upper Reach"', '"Lower-Mill"', "share the slug 'lower-mill'"),
        ("sources", "Europe/London", "Europe/Londn", "timezone 'Europe/Londn' is no IANA name"),
        ("topics", '["flood*", "high water"]', "[]", "terms is missing"),
        ("topics", "flood*", "f*d", "'f*d' is a word or phrase, with a star at its end only"),
        ("topics", "flood*", "*", "'*' is a word or phrase"),
        ("people", 'name = "Ana L', 'wikidata = "7"\nname = "Ana L', "wikidata '7' is no item"),
        ("people", 'name = "Ana L', 'surname = " "\nname = "Ana L', "surname is text"),
        ("places", "population = 9", "population = 0", "population is 0, and not above nought"),
        ("places", "geonames = 7", 'geonames = "7"', "geonames is a whole number"),
        ("places", '"weirland"', '"elsewhere"', "upper-reach lies within 'elsewhere'"),
        ("places", '"weirland"', '"upper-reach"', "upper-reach lies within itself"),
        ("topics", "flood*", "flood* | 2", "a weight is a number above 0"),
        ("swallowed", "[", "", "swallowed.toml: "),
        ("swallowed", '"Lower Mill Street"', "1", "swallowed.toml: swallowed is text"),
    ],
)
def test_an_error_names_file_entry_and_field(folder, file, old, new, message):
    path = file_of(folder, file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GazetteerError) as raised:
        read_gazetteer(folder)
    assert message in str(raised.value)


def test_an_entry_that_is_no_table_is_refused(folder):
    (folder / "topics.toml").write_text("topics = [1]")
    with pytest.raises(GazetteerError, match="an entry is a table"):
        read_gazetteer(folder)


def test_cities_lie_in_their_region_or_country_and_have_slugs_of_their_own(folder):
    cities = read_gazetteer(folder).places[3:]
    assert [(city.slug, city.within) for city in cities] == [
        ("weirham", "weirland"),
        ("ferry", "upper-reach"),
        ("lock", ""),
        ("lower-mill-14", ""),
    ]
    assert (cities[0].latitude, cities[0].population, cities[0].geonames) == (51.5, 120_000, 11)


def test_the_name_of_a_small_city_or_one_that_is_a_word_needs_more_beside_it(folder):
    cities = read_gazetteer(folder).places[3:]
    assert cities[0].aliases == (Alias("Weirham"),)
    assert cities[1].aliases == (Alias("Ferry", OTHER_MEANING),)
    assert cities[2].aliases == tuple(Alias(name, SMALL_CITY) for name in ("Łock", "Lok", "Lokk"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("51.5", "north", "cities.csv: line 2 (Weirham): "),
        ("900,,", "many,,", "cities.csv: line 4 (Łock): "),
        (",also", "", "cities.csv: line 1 names no column also; "),
        ("12,Ferry", "12,", "cities.csv: line 3 (): name is text"),
        ("51.6", "151.6", "cities.csv: line 3 (Ferry): latitude is 151.6, outside"),
        ("14,Lower Mill,UA,,50.5", "13,Łock,UA,,50.5", "share the slug 'lock-13'"),
    ],
)
def test_a_city_that_cannot_be_read_is_named_with_its_line(folder, old, new, message):
    path = folder / "cities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GazetteerError) as raised:
        read_gazetteer(folder)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ana Løvgren", "Løvgren"),
        ("Ana de la Rue", "de la Rue"),
        ("Ursula von der Weir", "von der Weir"),
        ("John Lock Jr.", "Lock"),
        ("John Lock, Jr", "Lock"),
        ("Van Lock", "Lock"),
        ("Ana", ""),
    ],
)
def test_the_surname_is_the_last_word_with_its_particles(name, surname):
    assert surname_of(name) == surname


def test_a_file_says_where_the_surname_is_another_or_none(folder):
    path = file_of(folder, "people")
    text = path.read_text(encoding="utf-8")
    assert read_gazetteer(folder).people[0].surname == "Løvgren"
    for surname in ("Ana", ""):
        path.write_text(text.replace("aliases", f'surname = "{surname}"\naliases'), "utf-8")
        assert read_gazetteer(folder).people[0].surname == surname


def test_people_and_organisations_share_no_slug(folder):
    path = file_of(folder, "organisations")
    path.write_text(path.read_text().replace("R & D of the Lock", "Ana Lovgren"))
    with pytest.raises(GazetteerError, match="Ana Løvgren and Ana Lovgren share the slug"):
        read_gazetteer(folder)


def test_a_missing_file_is_named(folder):
    (folder / "topics.toml").unlink()
    with pytest.raises(GazetteerError, match="topics.toml: cannot be read: No such file"):
        read_gazetteer(folder)


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "topics.toml").write_bytes(b"topics = '\xff'")
    with pytest.raises(GazetteerError, match="topics.toml: "):
        read_gazetteer(folder)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_publisher_of_a_layout_is_a_source_of_the_gazetteer(layout):
    known = {source.slug for source in read_sources()}
    assert layout.source is None or layout.source in known
