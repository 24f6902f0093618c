"""What a tagger finds in entries → their rows, beside what staff decided of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from entries.models import Entry, EntryTopic, Mention, Suggestion, TopicRefusal

from .awaiting import as_mention, awaited, bring_back_topics, forget, put_by
from .drafts import MentionFound, SuggestionFound
from .targets import targets_now
from .vocabulary import TextTagger

Span = tuple[int, int]


def write_names(texts: TextTagger, entries: Sequence[Entry], before: Mapping[int, str]) -> None:
    """Write the mentions and suggestions of entries as their texts have them now.

    `before`: what texts that changed were before, by entry, so that a mention that staff set
    moves with its words.
    """
    read = [(entry, *texts.names(entry.text)) for entry in entries]
    now = targets_now((hit[3], hit[4]) for _, found, _ in read for hit in found)
    kept = set_by_staff(entries, before)
    mentions = [mention for each in kept.values() for mention in each]
    suggestions: list[Suggestion] = []
    for entry, found, suggested in read:
        taken = [(each.start, each.end) for each in kept.get(entry.pk, [])]
        known = [hit for hit in found if (hit[3], hit[4]) in now]
        mentions += mention_rows(entry, known, taken, now)
        suggestions += suggestion_rows(entry, suggested, taken)
    replace(Mention.objects.filter(entry__in=entries), mentions)
    replace(Suggestion.objects.filter(entry__in=entries), suggestions)


def write_topics(texts: TextTagger, entries: Sequence[Entry]) -> None:
    """Write what the entries are about by the terms that they use, where staff do not say."""
    bring_back_topics(entries)
    read = [(entry, key, terms) for entry in entries for key, terms in texts.topics(entry.text)]
    now = targets_now(("topic_id", key) for _, key, _ in read)
    there = EntryTopic.objects.filter(entry__in=entries)
    refusals = TopicRefusal.objects.filter(entry__in=entries)
    decided = set(refusals.values_list("entry_id", "topic_id"))
    decided |= set(there.filter(terms=[]).values_list("entry_id", "topic_id"))
    links = {}
    for entry, key, terms in read:
        topic = now.get(("topic_id", key))
        if topic and (entry.pk, topic) not in decided:
            links[entry.pk, topic] = EntryTopic(entry=entry, topic_id=topic, terms=terms)
    replace(there.exclude(terms=[]), links.values())


def replace(there: models.QuerySet[Any], wanted: Iterable[Any]) -> None:
    """Have just the wanted rows; those that are there so stay, with their keys."""
    lacking = {values_of(row): row for row in wanted}
    gone = [row.pk for row in there if lacking.pop(values_of(row), None) is None]
    there.model._default_manager.filter(pk__in=gone).delete()
    there.model._default_manager.bulk_create(lacking.values())


def values_of(row: models.Model) -> tuple[Any, ...]:
    """All that a row says, but for its key."""
    values = (getattr(row, field.attname) for field in row._meta.concrete_fields[1:])
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def set_by_staff(
    entries: Sequence[Entry], before: Mapping[int, str]
) -> defaultdict[int, list[Mention]]:
    """The mentions set by staff, by entry, where the texts have their words now.

    Those whose words the text has lost are put by, and those whose words are back are among them.
    """
    texts = {entry.pk: entry.text for entry in entries}
    kept: defaultdict[int, list[Mention]] = defaultdict(list)
    lost, back = [], []
    for mention in Mention.objects.filter(entry__in=entries, method=Mention.Method.STAFF):
        text = texts[mention.entry_id]
        likely = moved(mention.start, mention.end, before.get(mention.entry_id, text), text)
        if settled(mention, text, likely, kept[mention.entry_id]):
            kept[mention.entry_id].append(mention)
        else:
            lost.append(mention)
    for entry, row in awaited(entries, topics=False):
        mention = as_mention(entry, row)
        if settled(mention, entry.text, row.start, kept[entry.pk]):
            kept[entry.pk].append(mention)
            back.append(row)
    forget(back)
    put_by(lost, {entry.pk: entry.key for entry in entries})
    return kept


def settled(mention: Mention, text: str, likely: int, others: Sequence[Mention]) -> bool:
    """Put a mention where the text has its words; whether it has them where no other one is."""
    start = nearest(text, mention.matched, likely)
    if start is None:
        return False
    end = start + len(mention.matched)
    if not is_free((start, end), [(other.start, other.end) for other in others]):
        return False
    mention.start, mention.end = start, end
    return True


def mention_rows(
    entry: Entry,
    found: Iterable[MentionFound],
    taken: Sequence[Span],
    now: Mapping[tuple[str, int], int],
) -> Iterator[Mention]:
    """The mentions found in an entry's text, but for those where staff have set one."""
    for start, end, matched, field, key, method in found:
        if is_free((start, end), taken):
            about = {"matched": matched, "method": method, field: now[field, key]}
            yield Mention(entry=entry, start=start, end=end, **about)


def suggestion_rows(
    entry: Entry, suggested: Sequence[SuggestionFound], taken: Sequence[Span]
) -> Iterator[Suggestion]:
    """What only looks like a name, but for the words that staff have decided on."""
    for start, end, matched, key, kind, cue in suggested:
        if is_free((start, end), taken):
            values = {"matched": matched, "key": key, "kind": kind, "cue": cue}
            yield Suggestion(entry=entry, start=start, end=end, **values)


def moved(start: int, end: int, before: str, after: str) -> int:
    """Where words of a text stand after it was edited, if what is before or behind them stayed."""
    if end <= len(os.path.commonprefix([before, after])):
        return start
    if len(before) - start <= len(os.path.commonprefix([before[::-1], after[::-1]])):
        return start + len(after) - len(before)
    return start


def nearest(text: str, words: str, position: int) -> int | None:
    """Where the text has these words, as near to a position as can be; None where it has not."""
    after, before = text.find(words, position), text.rfind(words, 0, position + len(words))
    found = [start for start in (after, before) if start >= 0]
    return min(found, key=lambda start: abs(start - position), default=None)


def is_free(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a part of a text overlaps none of those that are taken."""
    return all(span[1] <= start or end <= span[0] for start, end in taken)
