"""Every setting stands in the README, and every one that stands there is read."""

import re
from pathlib import Path

from archive import settings
from entries.layouts.registry import LAYOUTS

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()


def test_readme_lists_the_variables_that_settings_read_and_no_others():
    section = README.split("\n## Settings\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == settings.names_read


def test_readme_names_every_target_of_the_makefile():
    makefile = (Path(__file__).resolve().parents[2] / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()) - {"help"}
    assert [target for target in sorted(targets) if f"make {target}" not in README] == []


def test_every_layout_is_documented_and_no_other():
    documented = (Path(__file__).resolve().parents[2] / "docs" / "layouts.md").read_text()
    table = documented.split("|---|---|")[1].split("\n\n")[0]
    assert sorted(re.findall(r"`([\w-]+)`", table)) == sorted(each.name for each in LAYOUTS)
