"""gunicorn on the embedded database, as `make run` starts it, and its end by Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from .conftest import postmaster, wait_until

ROOT = Path(__file__).resolve().parents[2]


def serve_command(port: int) -> list[str]:
    """What the Makefile runs."""
    recipe = re.search(
        r"exec \$\(python\) (.*?[^\\])\n", (ROOT / "Makefile").read_text(), re.DOTALL
    )
    words = recipe[1].replace("\\\n", " ").replace('"', "").replace("$$PORT", str(port)).split()
    return [sys.executable, *words]


def answers(address: str) -> bool:
    with suppress(URLError):
        return urlopen(address, timeout=10).status == 200
    return False


def test_server_takes_long_addresses_and_ctrl_c_ends_it_and_its_database_without_a_word(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "DATA_DIR": str(folder.parent), "DATABASE_URL": ""}
    (folder.parent / "static").mkdir()
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True, timeout=120)
    command = [*serve_command(port), "--workers", "1"]  # the one that answers is the one there is
    served = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, process_group=0
    )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/readyz"), seconds=60)
        long = "%D9%85" * 10_000  # what the search box takes, in a script that is not Latin
        assert answers(f"http://127.0.0.1:{port}/healthz?q={long}")
        workers = psutil.Process(served.pid).children()
        for worker in workers:
            worker.send_signal(signal.SIGINT)  # a terminal tells every process
        time.sleep(0.5)  # one that obeyed would be gone by now
        assert psutil.Process(served.pid).children() == workers
        os.killpg(served.pid, signal.SIGINT)
        assert served.communicate(timeout=30) == (None, b"")
        assert postmaster(folder) is None
    finally:
        served.kill()
        served.communicate()
