"""Runs a command and looks every second at what memory its processes and the database have."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

INTERVAL = 1.0  # seconds


@dataclass(frozen=True)
class Sample:
    """A look at a running command: `done` entries of it, and memory in bytes."""

    seconds: float
    done: int
    own: int
    database: int


@dataclass
class Run:
    """What a command took: seconds of the clock and of the processors, and its samples."""

    seconds: float = 0.0
    own_cpu: float = 0.0
    database_cpu: float = 0.0
    samples: list[Sample] = field(default_factory=list)

    @property
    def peak(self) -> int:
        return max((sample.own for sample in self.samples), default=0)

    def at(self, share: float) -> Sample:
        """The first sample with that share of what there was to do done."""
        total = self.samples[-1].done
        return next(sample for sample in self.samples if sample.done >= share * total)


class Watch:
    """Samples a process and its children, and the database's server, until it is stopped."""

    def __init__(self, command: psutil.Process, server: psutil.Process, done: Callable[[], int]):
        self.command, self.server, self.done = command, server, done
        self.run = Run()
        self.cpu: dict[tuple[int, float], float] = {}
        self.started = time.perf_counter()
        self.server_cpu_before = cpu_of_server(server)

    def look(self) -> None:
        own = family(self.command)
        for process in own:
            with suppress(psutil.Error):
                times = process.cpu_times()
                self.cpu[process.pid, process.create_time()] = times.user + times.system
        seconds = time.perf_counter() - self.started
        sample = Sample(seconds, self.done(), memory(own), memory(family(self.server)))
        if sample.own:  # else it has ended meanwhile
            self.run.samples.append(sample)

    def until_end_of(self, process: subprocess.Popen[str]) -> str:
        """Look until the process has ended; gives what it printed."""
        while True:
            try:
                return process.communicate(timeout=INTERVAL)[0]
            except subprocess.TimeoutExpired:
                self.look()

    def result(self) -> Run:
        self.run.seconds = time.perf_counter() - self.started
        self.run.own_cpu = sum(self.cpu.values())
        self.run.database_cpu = cpu_of_server(self.server) - self.server_cpu_before
        return self.run


def watched(command: Sequence[str], folder: Path, server: int, done: Callable[[], int]) -> Run:
    """Run a command to its end; `done` says how many entries it has done.

    Raises CalledProcessError, with what the command printed, where it fails.
    """
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watch = Watch(psutil.Process(process.pid), psutil.Process(server), done)
        output = watch.until_end_of(process)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return watch.result()


def family(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def memory(processes: Iterable[psutil.Process]) -> int:
    """What they have together, what they share counted once where the system tells."""
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            found = process.memory_full_info()
            total += getattr(found, "pss", found.uss)
    return total


def cpu_of_server(server: psutil.Process) -> float:
    """The processor seconds of the database's server, with those of its ended processes."""
    total = 0.0
    for process in family(server):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    times = server.cpu_times()
    return total + times.children_user + times.children_system
