"""Background work without workers: each task is run at once, beside what asked for it."""

from __future__ import annotations

from threading import Thread

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult


class ThreadBackend(ImmediateBackend):
    """Runs each task in a thread of its own, so that nobody waits for it.

    A process that ends in good order waits for its tasks. One that fails is logged.
    """

    def _execute_task(self, task_result: TaskResult) -> None:
        Thread(target=self._run, args=[task_result], name=task_result.task.name).start()

    def _run(self, task_result: TaskResult) -> None:
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()  # this thread's own
