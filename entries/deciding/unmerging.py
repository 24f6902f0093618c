"""Takes a merge back: the gone one is there again, with its address, its names, and its links."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entries.models import AwaitedLink, FormerSlug, Mention, Merge, Place, Topic
from entries.models.decision import identity
from entries.models.merge import MERGEABLE

from .linking import remove
from .merging import Mergeable, links_of
from .merging_topics import part_links
from .recording import named, note, values_of
from .retagging import holding, make_due
from .suggestions import Impossible


def undo(merge: Merge) -> tuple[Mergeable, int]:
    """Bring back what was merged; gives it, and how many entries are to be linked anew.

    Its names are no longer the kept one's, and what staff had linked to it is linked to it again;
    what the names say is told anew of every entry that may mean either. To be called within
    `recording`. Raises Impossible, with the reason, where it cannot be brought back.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept = kept_of(merge)
    row = bring_back(merge)
    take_names(kept, row, merge.undo)
    return_links(kept, row, merge.undo)
    FormerSlug.objects.filter(kind=merge.kind, slug=row.slug).delete()
    earlier = FormerSlug.objects.filter(kind=merge.kind, slug__in=merge.undo["slugs"])
    earlier.filter(object_id=kept.pk).update(object_id=row.pk)
    Merge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    note("merge undone", kept, {"merged": named(row)})
    note("brought back from a merge", row, {"into": named(kept)}, values_of(row))
    entries = set(links_of(kept).values_list("entry_id", flat=True))
    return row, make_due(entries | holding([row.name]))


def kept_of(merge: Merge) -> Mergeable:
    """The row that the other one became part of. Raises Impossible where there is no way back."""
    if merge.undone_at:
        raise Impossible(_("This merge is undone already."))
    kept: Any = MERGEABLE[merge.kind]._default_manager.select_for_update()
    found: Mergeable | None = kept.filter(pk=merge.kept_id).first()
    if found is None:
        told = _("%(name)s is there no more. If it was merged itself, undo that first.")
        raise Impossible(told % {"name": merge.kept_name})
    return found


def bring_back(merge: Merge) -> Mergeable:
    """The gone row as it was, with its key, its address and its names."""
    model: Any = MERGEABLE[merge.kind]
    values = merge.undo["values"]
    if model._default_manager.filter(slug=values["slug"]).exists():
        raise Impossible(
            _("Something else has the address of %(name)s by now.") % {"name": merge.gone_name}
        )
    within = values.get("within_id")
    if within and not Place.objects.filter(pk=within).exists():
        values = {**values, "within_id": None}
    model._default_manager.bulk_create([model(**values)])
    row: Mergeable = model._default_manager.get(pk=merge.gone_id)
    if not isinstance(row, Topic):
        names: Any = row.names
        names.bulk_create(names.model(**{merge.kind: row}, **each) for each in merge.undo["names"])
    return row


def take_names(kept: Mergeable, row: Mergeable, undo: dict[str, Any]) -> None:
    """Take from the kept one the names, or terms, that it got from the other."""
    given = {each["name"] for each in undo["given"]}
    if isinstance(kept, Topic):
        kept.terms = [term for term in kept.terms if term not in given]
        kept.exclusions = [each for each in kept.exclusions if each not in undo["exclusions"]]
        kept.save()
        return
    for name in kept.names.filter(name__in=given):
        remove(name)


def return_links(kept: Mergeable, row: Mergeable, undo: dict[str, Any]) -> None:
    """Let what staff had set of the gone one be its own again."""
    kind, key = identity(row)
    waiting = AwaitedLink.objects.filter(**{kind: kept.pk}, pk__in=undo.get("awaited", []))
    waiting.update(**{kind: key})
    if isinstance(kept, Topic) and isinstance(row, Topic):
        part_links(row, kept, undo)
        return
    if isinstance(kept, Place):
        kept.parts.filter(pk__in=undo["parts"]).update(within=row)
    for entry, start, matched in undo["mentions"]:
        own = Mention.objects.filter(entry=entry, matched=matched, method="staff", **{kind: kept})
        # The text may have changed since, and the words stand elsewhere in it.
        nearest = min(own, key=lambda mention: abs(mention.start - start), default=None)
        if nearest:
            Mention.objects.filter(pk=nearest.pk).update(**{kind: row})
