"""`manage.py load_gazetteer`: what it prints."""

import io

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def printed(*options: str) -> str:
    out = io.StringIO()
    call_command("load_gazetteer", *options, stdout=out)
    return out.getvalue()


def test_load_tells_what_it_made_and_keeps_silent_if_asked_to(few_names):
    folder = f"--folder={few_names}"
    assert "topics: 0 created" not in printed(folder)
    assert "topics: 0 created" in printed(folder)
    assert printed(folder, "--verbosity=0") == ""


def test_folder_that_holds_no_gazetteer_is_told(tmp_path):
    with pytest.raises(CommandError, match="places: holds no TOML file"):
        printed(f"--folder={tmp_path}")
