"""The gazetteer's files and the database: what a load adds, and what it leaves to staff."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.deciding.merging import merge
from entries.deciding.recording import recording
from entries.importing.gazetteer import Count, load_gazetteer
from entries.locks import Lock
from entries.models import (
    Actor,
    ActorName,
    Decision,
    FormerSlug,
    GazetteerLoad,
    Organisation,
    Person,
    Place,
    PlaceName,
    Source,
    Topic,
)
from entries.tagging.gazetteer import GazetteerError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swept")]
TABLES = (Source, Actor, ActorName, Place, PlaceName, Topic)

FILES = {
    "sources": """
        [[sources]]
        name = "River News"
        home_page = "https://example.org/"
        timezone = "Europe/London"
        language = "en"
        """,
    "people": """
        [[people]]
        name = "Ana Lind"
        description = "Keeper of the lock from 2015"
        wikidata = "Q11"
        aliases = ["A. M. Lind", { name = "Ana", context = ["lock"] }]
        """,
    "organisations": """
        [[organisations]]
        name = "Lock Office"
        description = "Office for the lock"
        """,
    "places": """
        [[places]]
        name = "Lower Mill"
        kind = "town"
        country = "GB"
        latitude = 51.5
        longitude = -0.5
        """,
    "topics": """
        [[topics]]
        name = "high water"
        terms = ["flood*"]
        """,
    "swallowed": "swallowed = []",
}


CITIES = "geonames,name,country,region,latitude,longitude,population,also,aliases\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file_of(tmp_path, name).write_text(text)
    (tmp_path / "cities.csv").write_text(CITIES)
    return tmp_path


def file_of(folder: Path, name: str) -> Path:
    """The file of one kind: people, organisations and places have a folder of their own."""
    if name not in ("people", "organisations", "places"):
        return folder / f"{name}.toml"
    (folder / name).mkdir(exist_ok=True)
    return folder / name / "known.toml"


def rows() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def names_of(actor_slug: str) -> set[str]:
    return set(ActorName.objects.filter(actor__slug=actor_slug).values_list("name", flat=True))


def log(row, flag: int) -> None:
    """What the admin notes when staff save or delete a row."""
    user, _ = User.objects.get_or_create(username="editor")
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
        object_id=row.pk,
        object_repr=str(row),
        action_flag=flag,
    )


def add_alias(folder: Path) -> None:
    path = file_of(folder, "people")
    path.write_text(path.read_text().replace('"A. M. Lind"', '"A. M. Lind", "A. Lind"'))


def test_everything_in_the_files_becomes_a_row(folder):
    report = load_gazetteer(folder)
    assert report.changed == 10
    assert Source.objects.get().timezone == "Europe/London"
    person = Person.objects.get()
    assert (person.slug, person.description) == ("ana-lind", "Keeper of the lock from 2015")
    assert (person.surname, person.wikidata) == ("Lind", "Q11")
    named = dict(person.names.values_list("name", "context"))
    assert named == {"Ana Lind": [], "A. M. Lind": [], "Ana": ["lock"]}
    assert Place.objects.values_list("name", "kind", "country", "latitude", "longitude").get() == (
        "Lower Mill",
        "town",
        "GB",
        51.5,
        -0.5,
    )
    assert Topic.objects.values_list("slug", "terms").get() == ("high-water", ["flood*"])


def test_a_second_load_changes_nothing_and_says_so(folder):
    load_gazetteer(folder)
    before = rows()
    report = load_gazetteer(folder)
    assert rows() == before
    assert report.changed == 0
    assert report.counts["people and organisations"] == Count(created=0, unchanged=2)
    assert report.counts["their names"] == Count(created=0, unchanged=4)


def test_what_is_new_in_the_files_is_added(folder):
    load_gazetteer(folder)
    add_alias(folder)
    assert load_gazetteer(folder).changed == 1
    assert names_of("ana-lind") == {"Ana Lind", "A. M. Lind", "Ana", "A. Lind"}


def test_what_the_files_say_otherwise_now_is_brought_up(folder):
    load_gazetteer(folder)
    path = file_of(folder, "people")
    text = (
        path.read_text().replace("from 2015", "from 2015 to 2020").replace('["lock"]', '["mill"]')
    )
    path.write_text(text.replace('"A. M. Lind"', '"A. Lind"'))
    report = load_gazetteer(folder)
    person = Person.objects.get()
    assert person.description == "Keeper of the lock from 2015 to 2020"
    named = dict(person.names.values_list("name", "context"))
    assert named == {"Ana Lind": [], "A. Lind": [], "Ana": ["mill"]}
    assert report.counts["people and organisations"] == Count(0, unchanged=1, updated=1)
    assert report.counts["their names"] == Count(1, unchanged=2, updated=2, removed=1)
    assert "1 unchanged, 1 updated" in report.summary()


@pytest.mark.parametrize("by_admin", [True, False])
def test_values_that_staff_changed_stay(folder, by_admin):
    load_gazetteer(folder)
    Actor.objects.filter(slug="ana-lind").update(description="Retired", name="Ana M. Lind")
    ActorName.objects.filter(name="Ana").update(context=[])
    Topic.objects.update(terms=["surge"])
    for row in (Person.objects.get(), Topic.objects.get()):
        if by_admin:
            log(row, CHANGE)
        else:
            Decision.objects.log(User.objects.get_or_create(username="vera")[0], "changed", row)
    before = rows()
    assert load_gazetteer(folder).changed == 0
    assert rows() == before


@pytest.mark.parametrize(
    ("model", "action"),
    [(Person, "link removed"), (Place, "link added"), (Topic, "refusal of a topic taken back")],
)
def test_what_staff_link_to_a_row_leaves_its_values_to_the_files(folder, model, action):
    load_gazetteer(folder)
    row = model.objects.get()
    Decision.objects.log(User.objects.create(username="vera"), action, row)
    type(row).objects.update(name="Otherwise")
    report = load_gazetteer(folder)
    row.refresh_from_db()
    assert (report.changed, row.name == "Otherwise") == (1, False)


def test_what_staff_merged_into_another_is_not_brought_back(folder):
    load_gazetteer(folder)
    gone = Person.objects.get()
    FormerSlug.objects.create(kind="actor", slug=gone.slug, object_id=Organisation.objects.get().pk)
    gone.delete()
    report = load_gazetteer(folder)
    assert not Person.objects.exists()
    assert report.counts["people and organisations"].left_out == 1


def test_places_lie_in_each_other_as_the_files_say(folder):
    path = file_of(folder, "places")
    region = '\n[[places]]\nname = "Weir Region"\nkind = "region"\n'
    path.write_text(path.read_text().replace('country = "GB"', 'within = "weir-region"') + region)
    load_gazetteer(folder)
    mill, region = Place.objects.get(slug="lower-mill"), Place.objects.get(slug="weir-region")
    assert (mill.within, mill.holders, region.holders) == (
        region,
        [mill.pk, region.pk],
        [region.pk],
    )


def test_what_lay_in_a_place_that_staff_merged_stays_in_the_other(folder):
    path = file_of(folder, "places")
    regions = "".join(
        f'\n[[places]]\nname = "{name}"\nkind = "region"\n' for name in ("Weir", "Upper Weir")
    )
    path.write_text(path.read_text().replace('country = "GB"', 'within = "weir"') + regions)
    load_gazetteer(folder)
    mill, other = Place.objects.get(slug="lower-mill"), Place.objects.get(slug="upper-weir")
    with recording(User.objects.create(username="vera")):
        merge(mill.within, other)
    assert load_gazetteer(folder).changed == 0
    mill.refresh_from_db()
    assert mill.within == other
    other.delete()
    load_gazetteer(folder)
    mill.refresh_from_db()
    assert mill.within is None


def test_staff_wait_for_a_load_and_it_for_them(folder):
    load_gazetteer(folder)
    mine = "locktype = 'advisory' AND granted AND pid = pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT mode FROM pg_locks WHERE {mine} AND classid = %s", [Lock.TARGETS])
        assert cursor.fetchall() == [("ExclusiveLock",)]


def test_a_slug_that_staff_changed_makes_no_double(folder):
    load_gazetteer(folder)
    Place.objects.update(slug="the-lower-mill")
    assert load_gazetteer(folder).changed == 0


def test_a_person_and_an_organisation_may_share_a_name(folder):
    path = file_of(folder, "organisations")
    path.write_text(path.read_text().replace('"Lock Office"', '"Ana Lind"\nslug = "ana-lind-ltd"'))
    load_gazetteer(folder)
    kinds = Actor.objects.filter(name="Ana Lind").values_list("slug", "kind")
    assert dict(kinds) == {"ana-lind": "person", "ana-lind-ltd": "organisation"}


@pytest.mark.parametrize("flag", [ADDITION, CHANGE])
@pytest.mark.parametrize("model", [Actor, Person])
def test_the_names_of_an_actor_that_staff_saved_are_theirs(folder, flag, model):
    load_gazetteer(folder)
    ActorName.objects.filter(name="A. M. Lind").delete()
    log(model.objects.get(slug="ana-lind"), flag)
    add_alias(folder)
    report = load_gazetteer(folder)
    assert names_of("ana-lind") == {"Ana Lind", "Ana"}
    assert report.counts["their names"] == Count(created=0, unchanged=3, left_out=2)
    assert "2 left out as staff have it" in report.summary()


@pytest.mark.parametrize("model", [Source, Person, Place, Topic])
def test_what_staff_deleted_is_not_brought_back(folder, model):
    load_gazetteer(folder)
    row = model.objects.get()
    log(row, DELETION)
    row.delete()
    assert load_gazetteer(folder).changed == 0
    assert not model.objects.exists()


def test_a_wrong_file_leaves_the_database_as_it_was(folder):
    (folder / "topics.toml").write_text("[[topics]]")
    with pytest.raises(GazetteerError, match=r"topics\.toml, entry 1"):
        load_gazetteer(folder)
    assert not any(model.objects.exists() for model in TABLES)


def test_the_number_of_queries_does_not_grow_with_the_gazetteer(folder):
    load_gazetteer(folder)  # so that content types and the like are known
    GazetteerLoad.objects.all().delete()  # so that all is compared again
    with CaptureQueriesContext(connection) as few:
        load_gazetteer(folder)
    path = file_of(folder, "people")
    people = (f'[[people]]\nname = "Ana {n}"\ndescription = "From {n}"\n' for n in range(300))
    path.write_text(path.read_text() + "\n" + "\n".join(people))
    with CaptureQueriesContext(connection) as many:
        load_gazetteer(folder)
    # New rows and names are written by one statement each, with keys from another.
    assert len(many) <= len(few) + 3


def test_the_command_loads_the_project_s_own_gazetteer_and_reports():
    output = StringIO()
    call_command("load_gazetteer", stdout=output)
    assert Source.objects.filter(slug="bbc-news", timezone="Europe/London").exists()
    assert f"places: {Place.objects.count():,} created, 0 unchanged" in output.getvalue()
    for model in TABLES:
        for row in model.objects.order_by("?")[:500]:
            row.full_clean(validate_unique=False, validate_constraints=False)
