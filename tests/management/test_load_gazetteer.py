"""`manage.py load_gazetteer`: what it prints."""

import io

import pytest
from django.core.management import call_command


def printed(**options: int) -> str:
    out = io.StringIO()
    call_command("load_gazetteer", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_load_tells_what_it_made_and_keeps_silent_if_asked_to():
    assert "topics: 0 created" not in printed()
    assert "topics: 0 created" in printed()
    assert printed(verbosity=0) == ""
