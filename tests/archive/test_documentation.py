"""Documents name all settings, commands and layouts, and in examples what there is."""

import re
from pathlib import Path

from archive import settings
from entries.layouts.registry import LAYOUTS
from entries.tagging.gazetteer import read_gazetteer

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_readme_lists_the_variables_that_settings_read_and_no_others():
    section = README.split("\n## Settings\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == settings.names_read


def test_readme_names_every_target_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()) - {"help"}
    assert [target for target in sorted(targets) if f"make {target}" not in README] == []


def test_readme_names_every_command():
    modules = (ROOT / "entries" / "management" / "commands").glob("[a-z]*.py")
    assert [path.stem for path in sorted(modules) if f"manage.py {path.stem}" not in README] == []


def test_examples_for_programs_ask_for_topics_that_the_gazetteer_has():
    """Whoever tries them as they stand is answered, and not refused."""
    examples = (ROOT / "docs" / "api.md").read_text()
    asked = set(re.findall(r"topic[=\s]([a-z-]+)", examples.split("\n## Examples\n")[1]))
    assert asked
    assert asked <= {topic.slug for topic in read_gazetteer().topics}


def test_every_layout_is_documented_and_no_other():
    documented = (ROOT / "docs" / "layouts.md").read_text()
    table = documented.split("|---|---|")[1].split("\n\n")[0]
    assert sorted(re.findall(r"`([\w-]+)`", table)) == sorted(each.name for each in LAYOUTS)
