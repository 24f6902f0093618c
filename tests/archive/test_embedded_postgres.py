"""The database engine with real processes and real servers, and with what may befall them."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from fasteners import InterProcessLock

from archive.embedded_postgres.server import lock_path

from .conftest import postmaster, wait_until

ROOT = Path(__file__).resolve().parents[2]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make other users' files")


def test_first_connection_makes_the_database_and_the_last_process_stops_it(start, place):
    client = start(place / "postgres")
    assert client.ask("CREATE TABLE kept AS SELECT 42 AS answer") == "done"
    assert client.ask("SELECT current_database()") == "archive"
    assert client.end() == ""
    assert postmaster(place / "postgres") is None
    assert start(place / "postgres").ask("SELECT answer FROM kept") == "42"


def test_second_process_joins_the_server_and_keeps_it_when_the_first_ends(start, folder):
    first, second = start(folder), start(folder)
    first.ask("SELECT 1")
    server = postmaster(folder)
    assert second.ask("SELECT 1") == "1"
    first.end()
    assert postmaster(folder) == server
    assert second.ask("SELECT 2") == "2"
    second.end()
    assert postmaster(folder) is None


def test_two_first_starts_at_once_end_in_one_server(start, place):
    clients = [start(place / "postgres"), start(place / "postgres")]
    for client in clients:
        client.send("SELECT pg_postmaster_start_time()")
    assert len({client.receive() for client in clients}) == 1


def test_two_processes_making_the_same_database_at_once_both_get_it(start, folder):
    start(folder).ask("SELECT 1")
    clients = [start(folder, "other") for _ in range(2)]
    for client in clients:
        client.send("SELECT current_database()")
    assert [client.receive() for client in clients] == ["other", "other"]


def test_killed_process_does_not_keep_the_server_from_being_stopped(start, folder):
    first, second = start(folder), start(folder)
    assert first.ask("CREATE TABLE kept AS SELECT 1 AS n") == "done"
    second.ask("SELECT 1")
    first.kill()
    assert second.ask("SELECT n FROM kept") == "1"
    second.end()
    assert postmaster(folder) is None


def test_server_left_by_a_killed_process_is_joined_and_stopped_by_the_next(start, folder):
    first = start(folder)
    first.ask("SELECT 1")
    first.kill()
    left = postmaster(folder)
    second = start(folder)
    assert second.ask("SELECT 1") == "1"
    assert postmaster(folder) == left
    second.end()
    assert postmaster(folder) is None


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
def test_killed_server_is_started_again_by_the_next_connection(start, folder, at_once):
    client = start(folder)
    client.ask("CREATE TABLE kept AS SELECT 7 AS n")
    client.ask("reconnect")
    killed = postmaster(folder)
    killed.kill()
    if not at_once:
        wait_until(lambda: not killed.is_running())
    assert client.ask("SELECT n FROM kept") == "7"
    client.end()
    assert postmaster(folder) is None


def test_killed_server_and_process_leave_data_for_the_next_start(start, folder):
    client = start(folder)
    client.ask("CREATE TABLE kept AS SELECT 7 AS n")
    postmaster(folder).kill()
    client.kill()
    assert start(folder).ask("SELECT n FROM kept") == "7"


def test_connection_after_a_killed_backend_waits_for_the_recovery(start, folder):
    client = start(folder)
    os.kill(int(client.ask("SELECT pg_backend_pid()")), signal.SIGKILL)
    client.ask("reconnect")
    assert client.ask("SELECT 1") == "1"


def test_server_stopped_behind_the_processes_backs_is_shared_again(start, folder):
    first, second = start(folder), start(folder)
    for client in (first, second):
        client.ask("SELECT 1")
        client.ask("reconnect")
    stopped = postmaster(folder)
    stopped.send_signal(signal.SIGINT)
    wait_until(lambda: not stopped.is_running())
    assert [first.ask("SELECT 1"), second.ask("SELECT 2")] == ["1", "2"]
    first.end()
    second.end()  # it has not started the server that it must stop
    assert postmaster(folder) is None


def test_forked_child_is_a_user_of_its_own(start, folder):
    client = start(folder)
    client.ask("SELECT 1")
    child = int(client.ask("fork"))  # it has the pipes now
    assert client.ask("SELECT 1") == "1"
    server = postmaster(folder)
    client.process.terminate()
    assert client.process.wait(10) == 0
    assert postmaster(folder) == server
    assert (folder / ".handle_pids.json").read_text() == f"[{child}]"
    client.process.stdin.close()
    assert client.process.stdout.read() == ""  # the child has ended
    assert postmaster(folder) is None


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGQUIT])
def test_signal_at_the_end_does_not_leave_the_server_behind(start, folder, signum):
    client = start(folder)
    client.ask("SELECT 1")
    with InterProcessLock(lock_path(folder)):  # the client waits for it before it stops the server
        client.process.stdin.close()
        process = psutil.Process(client.process.pid)
        wait_until(lambda: str(lock_path(folder)) in {file.path for file in process.open_files()})
        client.process.send_signal(signum)
    assert client.process.wait(30) == 0
    assert client.process.stderr.read() == ""
    assert postmaster(folder) is None


def test_new_connection_costs_no_second_one(start, folder):
    client = start(folder)
    sessions = "SELECT sessions FROM pg_stat_database WHERE datname = 'postgres'"
    client.ask("SELECT 1")
    client.ask("reconnect")
    before = client.ask(sessions)
    for _ in range(3):
        client.ask("reconnect")
        client.ask("SELECT pg_stat_clear_snapshot()")
    assert client.ask(sessions) == before


@pytest.mark.parametrize(
    "name",
    ["a checkout", "it's (ä)", "one, two", "d" * 120],
    ids=["space", "marks", "comma", "long"],
)
def test_folder_may_have_any_usual_name_and_its_socket_is_closed_to_others(start, place, name):
    folder = place / name / "postgres"
    client = start(folder)
    assert client.ask("SELECT 1") == "1"
    socket = Path((folder / "postmaster.pid").read_text().splitlines()[4], ".s.PGSQL.5432")
    assert [path.stat().st_mode & 0o077 for path in (socket, socket.parent)] == [0, 0]
    assert client.end() == ""
    assert postmaster(folder) is None
    assert not socket.exists()


def test_cluster_is_the_same_whatever_the_locale(start, place):
    client = start(
        place / "postgres", env={**os.environ, "LC_ALL": "no_SUCH.locale", "PGPORT": "1"}
    )
    assert client.ask("SELECT upper('é')") == "É"
    assert client.ask("SELECT string_agg(t, '' ORDER BY t) FROM unnest('{b,B,a}'::text[]) t") == (
        "Bab"
    )


def test_shell_character_in_the_path_is_refused_with_advice(start, place):
    said = start(place / "a$b" / "postgres").ask("SELECT 1")
    assert said.startswith("OperationalError") and "set DATA_DIR to another" in said


def test_folder_that_cannot_be_made_is_named_with_advice(start, place):
    (place / "file").write_text("")
    said = start(place / "file" / "postgres").ask("SELECT 1")
    assert str(place / "file") in said
    assert said.endswith("Set DATA_DIR to a folder that you can write.")


def test_folder_that_holds_something_else_is_left_alone(start, place):
    (place / "postgres").mkdir()
    (place / "postgres" / "thesis.txt").write_text("mine")
    said = start(place / "postgres").ask("SELECT 1")
    assert "Directory not empty" in said and "Set DATA_DIR" in said
    assert (place / "postgres" / "thesis.txt").read_text() == "mine"


def test_cluster_left_half_made_is_made_anew(start, place):
    (place / "postgres.new").mkdir()
    (place / "postgres.new" / "PG_VERSION").write_text("18\n")
    assert start(place / "postgres").ask("SELECT 1") == "1"
    assert not (place / "postgres.new").exists()


def test_other_version_of_the_data_is_refused_with_advice(start, folder):
    (folder / "PG_VERSION").write_text("16\n")
    said = start(folder).ask("SELECT 1")
    assert "made by PostgreSQL 16" in said and "Move the folder away" in said


@pytest.mark.parametrize("cut_off", [True, False], ids=["cut off", "names another process"])
def test_leftover_lock_is_named_and_the_advice_helps(start, folder, server_user, cut_off):
    lock = folder / "postmaster.pid"
    other = subprocess.Popen(["sleep", "60"], user=server_user)
    lock.write_text("" if cut_off else f"{other.pid}\n{lock.parent}\n0\n5432\n\n\n 1 1\nready\n")
    said = start(folder).ask("SELECT 1")
    other.kill()
    other.wait()
    assert f"left behind by a server that did not end properly: {lock}" in said
    assert "delete that file and try again" in said
    lock.unlink()
    assert start(folder).ask("SELECT 1") == "1"


@needs_root
def test_folder_of_another_user_is_refused_with_advice(start, folder):
    shutil.chown(folder, "nobody")
    said = start(folder).ask("SELECT 1")
    assert "belongs to the user nobody" in said and "set DATA_DIR" in said


@needs_root
def test_full_disk_is_named_with_advice(start, place):
    disk = place / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        said = start(disk / "postgres").ask("SELECT 1")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
    assert said.endswith("The disk is full: free some space there and try again.")


def python_of_another_user() -> dict[str, object]:
    """How to run a client as `nobody`; skips where no Python is open to that user."""
    how = {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}
    how["env"] = {"PYTHONPATH": sysconfig.get_path("purelib"), "PATH": os.environ["PATH"]}
    trial = f"import django, psycopg, fasteners; open({str(ROOT / 'manage.py')!r})"
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with suppress(OSError, subprocess.CalledProcessError):
            subprocess.run([python, "-c", trial], check=True, capture_output=True, **how)
            return {"python": python, **how}
    pytest.skip("no Python with the packages, or not the checkout, can be read by another user")


@needs_root
def test_runs_as_an_ordinary_user_too(start, place):
    how = python_of_another_user()
    place.chmod(0o777)
    client = start(place / "var" / "postgres", **how)
    assert client.ask("SELECT 1") == "1"
    assert postmaster(place / "var" / "postgres").username() == "nobody"
    assert client.end() == ""
    assert postmaster(place / "var" / "postgres") is None


def test_folder_that_may_not_be_written_is_named_with_advice(start, place):
    how = python_of_another_user() if os.geteuid() == 0 else {}
    place.chmod(0o555)
    said = start(place / "var" / "postgres", **how).ask("SELECT 1")
    assert f"may not read or write {place / 'var'}" in said
    assert "set DATA_DIR to a folder that you can write" in said


def test_dbshell_needs_no_connection_beforehand(place):
    shell = subprocess.run(
        [sys.executable, "manage.py", "dbshell", "--", "-Atc", "SELECT current_database()"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(place), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert (shell.stdout, shell.returncode) == ("archive\n", 0), shell.stderr


def test_connection_without_a_database_reaches_the_server(db):
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("postgres",)
