"""What the log says of a request that was refused."""

from __future__ import annotations

import logging


def one_line(record: logging.LogRecord) -> bool:
    """Leave out where in the code a request was refused: the fault is not there. Always true."""
    if record.name.startswith("django.security."):
        record.exc_info = record.exc_text = None
    return True
