"""What the Makefile and `.ci/run` say on a machine that lacks what they need."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD = "case $2 in *version_info*) exit 1; esac"
WITHOUT_VENV = "case $2 in *ensurepip*) exit 1; esac"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of a set-up, beside a folder of programs that holds none but what is put there."""
    (tmp_path / "bin").mkdir()
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def add_program(checkout: Path, name: str, script: str) -> None:
    program = checkout / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def failed(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What a command that must fail writes."""
    # By itself, not as a part of the `make test` that runs this, which it would tell of.
    apart = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = {**apart, "PATH": str(checkout / "bin"), "PYTHON": ""}
    result = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=60
    )
    assert result.returncode
    return result


def said(checkout: Path, *command: str) -> str:
    """What a command that must fail writes as errors."""
    return failed(checkout, *command).stderr


def test_make_run_without_python_says_which_is_needed(checkout):
    add_program(checkout, "python3", OLD)
    errors = said(checkout, shutil.which("make"), "run")
    assert "Python 3.11 or newer is needed, and none was found." in errors
    assert "apt-get install python3-venv" in errors


def test_make_run_without_venv_says_what_to_install(checkout):
    for name in ("python3.12", "python3"):
        add_program(checkout, name, WITHOUT_VENV)
    errors = said(checkout, shutil.which("make"), "run")
    assert "Python is here (python3.12, python3), but without its module venv." in errors
    assert "apt-get install python3-venv" in errors


def test_make_run_says_which_port_it_cannot_take_before_it_does_anything(checkout):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (checkout / ".venv" / ".run").touch()  # the packages are there
    make = (shutil.which("make"), "run")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        errors = said(checkout, *make, f"PORT={port}")
    assert errors.startswith(f"Port {port} is not to be had; does the archive run already?")
    assert said(checkout, *make, "PORT=99999").startswith("Port 99999 is not to be had")


def test_make_run_says_what_it_does_before_the_first_step_that_takes_its_time(checkout):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    add_program(checkout, "python", 'case "$*" in *migrate*) exit 1; esac')
    (checkout / "bin" / "python").rename(checkout / ".venv" / "bin" / "python")
    (checkout / ".venv" / ".run").touch()
    told = failed(checkout, shutil.which("make"), "run").stdout
    assert told == (
        "Bringing the database and the known names up to date; the first time takes a while ...\n"
    )


@pytest.mark.parametrize("program", ["apt-get", "sudo"])
def test_ci_run_says_what_it_cannot_install(checkout, program):
    add_program(checkout, program, "exit 1")
    add_program(checkout, "id", "echo 1000")
    os.symlink(shutil.which("dirname"), checkout / "bin" / "dirname")
    errors = said(checkout, shutil.which("bash"), ".ci/run")
    assert errors == "Please install first, as root: make python3 python3-venv\n"
