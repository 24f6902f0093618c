"""Settings read the environment and stop the start where it makes no sense."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import settings


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("On", True), ("0", False), ("", True)])
def test_flag_takes_the_usual_words_and_nothing_as_its_default(monkeypatch, value, meant):
    monkeypatch.setenv("DEBUG", value)
    assert settings.flag("DEBUG", default=True) is meant


def test_flag_that_is_neither_stops_the_start(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe': set it to 1 or 0"):
        settings.flag("DEBUG", default=False)


@pytest.mark.parametrize("value", ["50 MB", "-1", "0"])
def test_number_that_is_none_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("IMPORT_MAX_BYTES", value)
    with pytest.raises(ImproperlyConfigured, match="set it to a whole number above 0"):
        settings.number("IMPORT_MAX_BYTES", default=1)


def test_list_is_split_at_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    assert settings.listed("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_secret_key_is_made_once_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "var" / "secret_key"
    with ThreadPoolExecutor() as threads:
        keys = set(threads.map(lambda _: settings.kept_secret_key(path), range(8)))
    assert len(keys) == 1 and len(keys.pop()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_secret_key_that_cannot_be_kept_stops_the_start_with_advice(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="Set DATA_DIR to a folder"):
        settings.kept_secret_key(tmp_path / "file" / "secret_key")


def test_database_is_the_embedded_one_unless_an_address_is_given():
    assert settings.database("")["ENGINE"] == "archive.embedded_postgres"
    given = settings.database("postgresql://reader:secret@db:5432/archive")
    assert (given["ENGINE"], given["HOST"]) == ("django.db.backends.postgresql", "db")


def test_database_other_than_postgresql_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="not the address of a PostgreSQL database"):
        settings.database("sqlite:///archive.sqlite")


def test_command_line_tells_a_wrong_setting_without_a_traceback():
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    environment = {**os.environ, "IMPORT_MAX_BYTES": "50 MB"}
    command = [sys.executable, str(manage), "parse", "page.txt"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert result.stderr.startswith("A setting is not right. IMPORT_MAX_BYTES is '50 MB'")
    assert "Traceback" not in result.stderr
