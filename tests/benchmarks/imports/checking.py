"""Whether the archive holds what the made-up dumps hold: no entry lost, none made up."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count as Number
from django.db.models import Q

from entries.models import Appearance, Entry

from ..dumps.archive import Manifest

COUNTED = ("captures", "entries", "appearances", "versions")


def differences(manifest: Manifest) -> Iterator[str]:
    """A sentence for each count of each kind that is not as the manifest has it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else the plans are those for empty tables
    for kind, wanted in manifest.items():
        found = counts_of(kind)
        for name in COUNTED:
            expected = getattr(wanted, name)
            if found[name] != expected:
                yield f"{kind}: {found[name]:,} {name} instead of {expected:,}."


def counts_of(kind: str) -> dict[str, int]:
    """What is stored of the dumps whose names begin so."""
    ours = Q(capture__dump__name__startswith=f"{kind}-")
    counted = Appearance.objects.filter(ours).aggregate(
        captures=Number("capture", distinct=True),
        entries=Number("entry", distinct=True),
        appearances=Number("pk"),
    )
    entries = Appearance.objects.filter(ours).values("entry")
    versions = Entry.objects.filter(pk__in=entries).aggregate(found=Number("versions"))
    return {**counted, "versions": versions["found"]}
