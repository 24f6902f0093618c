"""The site's words are all marked, and all translated."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from entries.models import wording
from tests.unmarked import unmarked
from tools.messages import ENGLISH, ROOT, as_it_is, catalogues, gathered, read, translations

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Placeholders and markup: a translation has the same, and no others.
KEPT = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>|%(?!\()")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """The strings that the code has."""
    return gathered()


def messages(catalog: Catalog) -> dict[tuple[object, object], Message]:
    return {(each.context, each.id): each for each in catalog if each.id}


def of(path: Path) -> str:
    return path.parts[-3]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_of_a_template_is_marked(path):
    assert unmarked(path) == []


@pytest.mark.parametrize("path", catalogues(), ids=of)
def test_every_string_is_translated_and_no_other(path, template):
    catalog = read(path)
    there = messages(catalog)
    assert set(there) == set(messages(template))
    assert [key for key, each in there.items() if not all(translations(each))] == []
    assert [key for key, each in there.items() if each.fuzzy] == []


@pytest.mark.parametrize("path", catalogues(), ids=of)
def test_translations_have_the_placeholders_and_the_markup_of_their_strings(path):
    for each in messages(read(path)).values():
        several = isinstance(each.id, tuple)
        wanted = sorted(KEPT.findall(each.id[-1] if several else each.id))
        for text in translations(each):
            assert sorted(KEPT.findall(text)) == wanted, text


@pytest.mark.parametrize("path", catalogues(), ids=of)
def test_the_compiled_file_is_that_of_the_translations(path):
    assert compiled(path.with_suffix(".mo")) == texts(read(path))


def test_english_is_its_own_translation():
    assert compiled(ENGLISH) == texts(as_it_is(gathered()))


def texts(catalog: Catalog) -> dict[object, str]:
    """The translations, as a compiled file has them: plurals by form."""
    found: dict[object, str] = {}
    for each in messages(catalog).values():
        several = isinstance(each.id, tuple)
        first = each.id[0] if several else each.id
        key = f"{each.context}\x04{first}" if each.context else first
        forms = enumerate(translations(each))
        found |= {(key, number) if several else key: text for number, text in forms}
    return found


def compiled(path: Path) -> dict[object, str]:
    """What the site reads from a compiled file."""
    with path.open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


def test_every_model_and_every_field_has_a_name_to_translate():
    from django.apps import apps

    models = list(apps.get_app_config("entries").get_models())
    assert {model.__name__ for model in models} == set(wording.MODELS)
    fields = {
        field.name for model in models for field in model._meta.fields if not field.primary_key
    }
    assert fields - set(wording.FIELDS) - {"geonames"} == set()
