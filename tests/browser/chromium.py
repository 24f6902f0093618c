"""A real browser, told what to do over its debugging protocol: just what these tests need."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
)
PATIENCE = 20  # seconds
KEYS = {"Tab": 9, "Enter": 13, "Backspace": 8}


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """A browser with one page. To be closed."""

    def __init__(self, program: str, folder: Path) -> None:
        from websocket import create_connection  # Where it is missing there are no such tests.

        # As root, in a container, the browser's own sandbox cannot be set up.
        extra = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [program, *FLAGS, *extra, f"--user-data-dir={folder}", "about:blank"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, **quiet)
        self.numbers = itertools.count(1)
        self.messages: list[dict[str, Any]] = []
        try:
            self.socket = create_connection(
                self._page_address(folder), timeout=PATIENCE, suppress_origin=True
            )
            for domain in ("Page", "Runtime", "Log"):
                self.call(f"{domain}.enable")
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def _page_address(self, folder: Path) -> str:
        port_file = folder / "DevToolsActivePort"
        until(
            lambda: port_file.exists() and port_file.read_text().count("\n"), "the browser starts"
        )
        port = port_file.read_text().split()[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as response:
            pages = json.load(response)
        return next(each["webSocketDebuggerUrl"] for each in pages if each["type"] == "page")

    def close(self) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait(PATIENCE)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Have the browser do something and give its answer; what it tells meanwhile is kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self.messages.append(message)

    def go(self, address: str) -> None:
        """Open a page and wait until all of it is there."""
        self.call("Page.navigate", url=address)
        self.wait_for(
            f"location.href == {json.dumps(address)} && document.readyState == 'complete'"
        )

    def value_of(self, script: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Until a piece of JavaScript is true."""
        until(lambda: self.value_of(condition), condition)

    def type(self, text: str) -> None:
        for letter in text:
            self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, key: str, *, shift: bool = False) -> None:
        about = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        about |= {"modifiers": 8 if shift else 0}
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **about, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def be_wide(self, width: int, height: int = 900) -> None:
        """Have a window so wide, in pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def complaints(self) -> list[str]:
        """What the browser has found wrong with the pages so far, such as what they may not do."""
        logged = [
            each["params"] for each in self.messages if each.get("method") == "Log.entryAdded"
        ]
        thrown = [each for each in self.messages if each.get("method") == "Runtime.exceptionThrown"]
        errors = [each["entry"]["text"] for each in logged if each["entry"]["level"] == "error"]
        return errors + [json.dumps(each["params"]) for each in thrown]


def until(condition: Any, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)
