"""`manage.py index` and `manage.py rebuild_index`: what they do, and what they say."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from entries.models import IndexLabel, PendingChange
from entries.search.base import Status
from entries.search.engine import engine
from entries.search.keeping import state
from entries.search.rebuilding import rebuild
from tests.factories import make_entry
from tests.search.keepers import assert_in_step, in_index

pytestmark = pytest.mark.django_db


def said(*command: str, **options: object) -> str:
    output = StringIO()
    call_command(*command, stdout=output, **options)
    return output.getvalue()


def test_index_is_made_where_there_is_none():
    make_entry()
    assert said("index").startswith("There is no search index. It is made anew: 1 entry, ")
    assert_in_step()


def test_index_of_another_database_is_made_anew():
    rebuild()
    make_entry()
    IndexLabel.objects.all().delete()
    assert "made for another version or from another database" in said("index")
    assert_in_step()


def test_index_takes_in_what_is_pending_and_says_so():
    rebuild()
    make_entry()
    changes = PendingChange.objects.count()
    expected = f"The search index took in what was pending: {changes} changes.\n"
    assert said("index") == expected
    assert said("index") == "The search index is up to date.\n"
    assert said("index", verbosity=0) == ""
    assert_in_step()


def test_check_names_every_difference_and_changes_nothing():
    rebuild()
    assert said("index", "--check") == "Index and database agree on every entry.\n"
    entries = [make_entry(), make_entry()]
    PendingChange.objects.all().delete()
    output = StringIO()
    with pytest.raises(CommandError, match="^2 entries differ. “manage.py rebuild_index” makes"):
        call_command("index", "--check", stdout=output)
    expected = "".join(f"entry {entry.pk}: not in the index\n" for entry in entries)
    assert output.getvalue() == expected
    assert in_index() == {}


def test_check_without_a_fit_index_says_why_and_makes_none():
    with pytest.raises(CommandError, match="^There is no search index. “manage.py rebuild_index”"):
        call_command("index", "--check")
    assert state() is Status.MISSING


def test_damage_that_hides_in_a_file_is_told_by_check_and_mended(index_dir):
    make_entry()
    rebuild()
    for path in index_dir.glob("*/entries/*.pos"):
        path.unlink()
    assert state() is Status.READY
    with pytest.raises(CommandError, match="^The search index is damaged. “manage.py rebuild_ind"):
        call_command("index", "--check")
    assert said("index").startswith("The search index is damaged. It is made anew: 1 entry, ")
    assert said("index", "--check") == "Index and database agree on every entry.\n"


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can have more than a few bytes; a module compiled now would stay cut short."""
    resource = pytest.importorskip("resource")
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    writes_none, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        sys.dont_write_bytecode = writes_none


@pytest.mark.parametrize("command", ["index", "rebuild_index"])
def test_full_disk_stops_a_command_in_plain_words_and_loses_nothing(command):
    rebuild()
    make_entry()
    with full_disk(), pytest.raises(CommandError, match="^Stopped. "):
        call_command(command)
    assert state() is Status.READY
    assert in_index() == {}
    said("index")
    assert_in_step()


def test_check_tells_the_truth_on_a_full_disk():
    rebuild()
    make_entry()
    with full_disk():
        assert said("index", "--check") == "Index and database agree on every entry.\n"
    assert in_index() == {}


def test_rebuild_makes_another_index_and_says_how_long_it_took():
    rebuild()
    make_entry()
    before = engine().label()
    assert said("rebuild_index").startswith("The search index is made anew: 1 entry, ")
    assert engine().label() != before
    assert_in_step()


def test_rebuild_on_a_terminal_shows_how_far_it_is(capfd):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    make_entry()
    call_command("rebuild_index", stdout=Terminal())
    assert "entries/s" in capfd.readouterr().err
