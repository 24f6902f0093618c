"""The description for a server names only what is there."""

import json
import re
import shlex
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.urls import resolve

from archive import settings

ROOT = Path(__file__).resolve().parents[2]
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
VOLUMES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["volumes"]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()


def instructions(word: str) -> list[str]:
    """What follows an instruction in the Dockerfile, for each time that it occurs."""
    return [line.removeprefix(f"{word} ") for line in DOCKERFILE if line.startswith(f"{word} ")]


def test_web_service_sets_only_variables_that_settings_read():
    assert set(SERVICES["web"]["environment"]) <= settings.names_read


def test_container_keeps_its_data_in_the_volume_of_the_data_folder():
    folder = SERVICES["web"]["environment"]["DATA_DIR"]
    assert f"data:{folder}" in SERVICES["web"]["volumes"]
    assert f"DATA_DIR={folder}" in shlex.split(instructions("ENV")[0])
    assert instructions("VOLUME") == [folder]


def test_web_service_waits_for_a_healthy_postgresql_18():
    assert SERVICES["db"]["image"] == "postgres:18"
    assert "pg_isready" in SERVICES["db"]["healthcheck"]["test"]
    assert SERVICES["web"]["depends_on"]["db"]["condition"] == "service_healthy"


def test_named_volumes_are_declared_and_hold_the_database_where_version_18_keeps_it():
    mounts = [mount.split(":")[:2] for service in SERVICES.values() for mount in service["volumes"]]
    assert {name for name, _ in mounts if not name.startswith(".")} == set(VOLUMES)
    assert ["database", "/var/lib/postgresql"] in mounts


def test_database_of_the_address_is_the_one_that_is_made():
    address = re.sub(r"\$\{\w+[^}]*\}", "secret", SERVICES["web"]["environment"]["DATABASE_URL"])
    made, named = SERVICES["db"]["environment"], settings.database(address)
    assert (named["NAME"], named["USER"]) == (made["POSTGRES_DB"], made["POSTGRES_USER"])
    assert named["HOST"] == "db"


@pytest.mark.parametrize(
    "check", [" ".join(SERVICES["web"]["healthcheck"]["test"]), *instructions("HEALTHCHECK")]
)
def test_health_is_asked_for_at_an_address_that_exists_and_needs_no_tls(check):
    path = re.search(r"http://127\.0\.0\.1:8000(/\w*)", check)[1]
    assert resolve(path).view_name == "entries:healthz"
    assert any(re.match(exempt, path.lstrip("/")) for exempt in settings.SECURE_REDIRECT_EXEMPT)
    assert "127.0.0.1" in SERVICES["web"]["environment"]["ALLOWED_HOSTS"].split(",")


def test_everything_copied_into_the_image_exists_and_is_not_ignored():
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"
    }
    copied = {name for line in instructions("COPY") for name in line.split()[:-1]}
    assert copied == kept
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_commands_that_the_container_runs_exist():
    (command,) = map(json.loads, instructions("CMD"))
    named = re.findall(r"manage\.py (\w+)", command[-1])
    assert named and set(named) <= set(get_commands())


def test_worker_does_the_work_that_the_web_service_leaves_to_it():
    web, worker = SERVICES["web"], SERVICES["worker"]
    assert settings.task_backend(web["environment"]["TASKS"]).endswith("DatabaseBackend")
    assert worker["environment"] == web["environment"]
    assert worker["command"][:2] == ["python", "manage.py"]
    assert worker["command"][2] in get_commands()
    # The search index lies in the folder of both.
    assert f"data:{web['environment']['DATA_DIR']}" in worker["volumes"]


def test_worker_starts_on_a_migrated_database_and_is_not_asked_for_pages():
    worker = SERVICES["worker"]
    assert worker["depends_on"]["web"]["condition"] == "service_healthy"
    assert worker["healthcheck"] == {"disable": True}


def test_container_does_not_run_as_root():
    (user,) = instructions("USER")
    assert any(fnmatch(line, f"useradd *{user}") for line in instructions("RUN"))
