"""What keeps the server from starting is told with what to do, for failures hard to bring about."""

import errno
import os
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from archive.embedded_postgres.errors import (
    DISK_FULL,
    NO_USER,
    in_plain_words,
    program_failure,
)


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "No such file or directory", "useradd"),
        CalledProcessError(1, ["useradd", "-s", "/bin/bash", "pgserver"]),
    ],
    ids=["is missing", "is refused"],
)
def test_root_without_a_way_to_make_a_user_is_told_to_be_someone_else(error):
    assert in_plain_words(error) == NO_USER


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_is_told_as_such(number):
    assert in_plain_words(OSError(number, os.strerror(number), "/var/lock")) == DISK_FULL


def test_read_only_file_system_is_told_as_not_writable():
    said = in_plain_words(OSError(errno.EROFS, os.strerror(errno.EROFS), "/srv/var"))
    assert "may not read or write /srv/var" in said and "set DATA_DIR" in said


def test_unknown_failure_keeps_the_reasons_of_the_program_and_names_the_log(tmp_path):
    output = "LOG:  starting\nFATAL:  could not map memory\nLOG:  shut down\n"
    said = program_failure("pg_ctl", output, tmp_path)
    assert "pg_ctl failed and said: FATAL:  could not map memory" in said
    assert "LOG:" not in said and str(tmp_path / "log") in said


def test_log_that_was_never_begun_is_not_named():
    said = program_failure("initdb", "cannot open shared object\n", Path("/nowhere/postgres"))
    assert said.endswith("said: cannot open shared object")
