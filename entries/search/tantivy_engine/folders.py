"""Where an index lies: folders side by side, and a file that names the one in use.

A new index is made in a folder of its own; changing the name in the file puts it in use, at once
for every process. What was never put in use, or no longer is, is swept away by the next one made.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

POINTER = "current"
ABOUT = "about.json"


class Folders:
    """The folders of one index, under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """The folder in use, None where none is."""
        try:
            # Bytes that are no text name no folder that is there.
            name = (self.root / POINTER).read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        return self.root / Path(name).name

    def new(self) -> Path:
        """An empty folder for a new index."""
        self.sweep()
        folder = self.root / uuid.uuid4().hex
        folder.mkdir(parents=True)
        return folder

    def use(self, folder: Path, about: dict[str, Any]) -> None:
        """Put a finished index in use, with what is to be known about it."""
        write_durably(folder / ABOUT, json.dumps(about))
        write_durably(self.root / POINTER, folder.name)
        self.sweep()

    def about(self, folder: Path) -> dict[str, Any]:
        """What `use` was given. Raises OSError or ValueError where that is lost."""
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if not isinstance(about, dict):
            raise ValueError(f"{ABOUT} is no object")
        return about

    def sweep(self) -> None:
        """Remove every folder but the one in use."""
        current = self.current()
        with suppress(FileNotFoundError):
            for folder in self.root.iterdir():
                if folder.is_dir() and folder != current:
                    # Windows keeps files that a process has open: they go the next time.
                    shutil.rmtree(folder, ignore_errors=True)


def write_durably(path: Path, text: str) -> None:
    """Write a file whole or not at all, also where the power fails."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
