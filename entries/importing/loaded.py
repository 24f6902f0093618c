"""Whether a load of the gazetteer has anything to do: whether its files, what reads them, and the
rows that they fill are as the last load left them.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from django.db import connection

import entries.tagging
from entries.models import GazetteerChange, GazetteerLoad

OWN = "DELETE FROM entries_gazetteerchange WHERE xact_id = pg_current_xact_id()::text::bigint"
# Of each kind of row how many are as the files have them, and how many are left out.
Counts = dict[str, tuple[int, int]]


def digest_of(folder: Path) -> str:
    """A digest of the gazetteer's files, and of the code that makes rows of them.

    It is empty where a file cannot be read: the load says better what is the matter.
    """
    digest = blake2b(digest_size=32)
    code = sorted(Path(entries.tagging.__file__).parent.glob("*.py"))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [(path, path.name) for path in [*code, Path(__file__).with_name("gazetteer.py")]]
    named += [(path, str(path.relative_to(folder))) for path in files]
    try:
        for path, name in named:
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()


def counts_of_last(digest: str) -> Counts | None:
    """What the last load counted; None where a load of these files may have something to do."""
    last = GazetteerLoad.objects.filter(digest=digest).first() if digest else None
    if last is None or GazetteerChange.objects.exists():
        return None
    return {kind: (there, left_out) for kind, there, left_out in last.counts}


def begin_load() -> None:
    """Forget what was changed till now, which the load is about to see.

    What others commit later leaves a row of its own, and has the next load compare all again. To
    be called in the load's transaction, with the lock that keeps other loads out.
    """
    GazetteerChange.objects.all().delete()


def end_load(digest: str, counts: Counts) -> None:
    """Write down what the load has come to. Its own changes are none since."""
    with connection.cursor() as cursor:
        cursor.execute(OWN)
    GazetteerLoad.objects.all().delete()
    told = [[kind, *both] for kind, both in counts.items()]  # in the order of the report
    GazetteerLoad.objects.create(digest=digest, counts=told)
