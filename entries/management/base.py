"""What the commands share: they end in plain words, not in a traceback."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedTable

from entries.tagging.installed import RecogniserError

READER_IS_GONE = 141  # what a shell reports of a program that was stopped by a closed pipe


class PlainCommand(BaseCommand):
    """A command whose foreseeable failures tell what to do about them."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except BrokenPipeError as error:  # `| head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(READER_IS_GONE) from error
        except RecogniserError as error:
            raise CommandError(f"{error}. Mend the setting, or leave it out.") from error
        except OperationalError as error:
            raise CommandError(f"The database cannot be used. {error}") from error
        except ProgrammingError as error:
            if isinstance(error.__cause__, UndefinedTable):
                message = "The database has no tables yet. Give the command “migrate” first."
                raise CommandError(message) from error
            raise
        except OSError as error:
            raise CommandError(f"Stopped. {error}") from error


def so_many_entries(count: int) -> str:
    """A number of entries in words: 1 entry, 2 entries."""
    return f"{count:,} entr{'y' if count == 1 else 'ies'}"


def so_many_pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"
