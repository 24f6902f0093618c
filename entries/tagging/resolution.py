"""What the names in one text mean: which of a name's meanings counts, and by what rule."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from .beside import GIVEN, Beside, is_given
from .context import Context, Part
from .names import Hit, Meaning, PlaceFacts, Role, best_known
from .phrases import Reading

# Of places with one name the one with so many times the people of the next is meant.
FAR_LARGER = 10
# Of meanings with contexts the one for which so many more of them speak is meant.
FAR_MORE = 2


class Rule(StrEnum):
    """By what a name was found; the values are those of Mention.Method."""

    NAME = "name"
    CONTEXT = "context"
    ENTRY = "entry"
    SURNAME = "surname"


class Found(NamedTuple):
    """A name found: `matched` is `text[start:end]`, counted in code points, `end` excluded."""

    target: Hashable
    start: int
    end: int
    matched: str
    rule: Rule = Rule.NAME


class Resolution:
    """What the names in one text mean.

    `chosen` and `shared` are by the index of the first word: how many words, and what they mean.
    """

    def __init__(
        self, reading: Reading, hits: list[Hit], places: Mapping[Hashable, PlaceFacts]
    ) -> None:
        self.reading = reading
        self.hits = hits
        self.places = places
        self.beside = Beside(reading, hits)
        self.chosen: dict[int, tuple[int, Hashable, Rule]] = {}
        self.shared: dict[int, tuple[int, str]] = {}
        # The indices of all words that belong to a name, be it known what it means or not.
        self.covered: set[int] = set()
        # Where people are named in full, and who, by the last word of the name.
        self.full: defaultdict[Hashable, list[int]] = defaultdict(list)
        self.last_words: defaultdict[str, set[Hashable]] = defaultdict(set)
        # Surnames of unknown people who are named in full, and those with an office before.
        self.others: set[tuple[str, ...]] = set()
        self.in_office: set[tuple[str, ...]] = set()
        # The places named so far, and all that hold them.
        self.held: set[Hashable] = set()

    def resolve(self) -> None:
        """Decide on every hit: those that mean one thing first, surnames alone at last."""
        surnames, unsure = [], []
        for hit in self.hits:
            if hit.is_surname:
                surnames.append(hit)
                continue
            self.cover(hit)
            if len(hit.meanings) == 1 and not hit.meanings[0].contexts:
                self.choose_plain(hit)
            elif all(each.role is not Role.SWALLOW for each in hit.meanings):
                unsure.append(hit)
        for hit in unsure:
            self.choose_by_context(hit, surnames)
        for hit in (*unsure, *reversed(unsure)):
            if hit.index not in self.chosen:
                self.choose_listed(hit)
        left = [hit for hit in surnames if hit.index not in self.chosen]
        alone = [hit for hit in left if not self.is_part_of_name(hit)]
        for indices in self.full.values():
            indices.sort()
        for hit in alone:
            self.choose_surname(hit)

    def given_alone(self) -> set[int]:
        """Where the given names stand of people whom the text names in full."""
        given = {
            self.reading.folded[at]
            for indices in self.full.values()
            for at in indices[:1]
            if self.chosen[at][0] > 1
        }
        return {at for at in self.reading.capitals if self.reading.folded[at] in given}

    def cover(self, hit: Hit) -> None:
        self.covered.update(range(hit.index, hit.end))

    def uncover(self, hit: Hit) -> None:
        self.covered.difference_update(range(hit.index, hit.end))

    def choose_plain(self, hit: Hit) -> None:
        meaning = hit.meanings[0]
        if meaning.role is Role.SWALLOW:
            return
        if self.counts(hit, meaning):
            self.choose(hit, meaning, Rule.NAME)
        else:
            self.uncover(hit)

    def counts(self, hit: Hit, meaning: Meaning) -> bool:
        """Whether a name that needs no context is no part of a longer one."""
        match meaning.kind:
            case "place":
                return not self.beside.is_within_name(hit)
            case "country":
                return not self.beside.is_within_persons_name(hit)
            case "person":
                return not self.beside.is_longer(hit)
        return True

    def choose(self, hit: Hit, meaning: Meaning, rule: Rule) -> None:
        self.chosen[hit.index] = hit.size, meaning.target, rule
        self.cover(hit)
        if meaning.kind == "person":
            self.full[meaning.target].append(hit.index)
            if hit.size > 1:
                self.last_words[self.reading.folded[hit.end - 1]].add(meaning.target)
        elif meaning.target in self.places:
            self.held.update(self.places[meaning.target].holders)

    def choose_by_context(self, hit: Hit, surnames: list[Hit]) -> None:
        """The meanings whose context is there, else those that need none, if these are one."""
        names = [each for each in hit.meanings if each.role is Role.NAME]
        fitting = [each for each in names if any(self.fits(c, hit, each) for c in each.contexts)]
        fitting = self.clearest(hit, fitting)
        left = fitting or [each for each in names if not each.contexts]
        left = self.nearest_places(left)
        targets = {each.target for each in left}
        if len(targets) > 1:
            self.shared[hit.index] = hit.size, left[0].kind
        elif targets and (self.has_room(fitting) or self.counts(hit, left[0])):
            self.choose(hit, left[0], Rule.CONTEXT if fitting else Rule.NAME)
        else:
            self.uncover(hit)
            if only := [each for each in hit.meanings if each.role is Role.SURNAME]:
                surnames.append(Hit(hit.index, hit.size, only))

    def clearest(self, hit: Hit, fitting: list[Meaning]) -> list[Meaning]:
        """Of several meanings whose context is there the place behind "in", else the one that
        far more contexts speak for."""
        if len({each.target for each in fitting}) < 2:
            return fitting
        places = [each for each in fitting if each.kind == "place"]
        if places and self.beside.word_before(hit) == "in":
            return places
        votes = Counter(
            {each.target: sum(self.fits(c, hit, each) for c in each.contexts) for each in fitting}
        )
        (best, most), (_, next_most) = votes.most_common(2)
        is_clear = most >= next_most + FAR_MORE
        return [each for each in fitting if each.target == best] if is_clear else fitting

    def choose_listed(self, hit: Hit) -> None:
        """Choose the place that a comma or "and" joins to a chosen one of its region."""
        listed = [each.index for each in self.beside.listed_with(hit) if each.index in self.chosen]
        nearby = {holder for at in listed for holder in self.holders(self.chosen[at][1])}
        for meaning in hit.meanings if nearby else ():
            in_list = not all(part.behind_within for c in meaning.contexts for part in c)
            lies_near = in_list and not nearby.isdisjoint(self.regions(meaning))
            if lies_near and self.counts(hit, meaning):
                self.shared.pop(hit.index, None)
                self.choose(hit, meaning, Rule.CONTEXT)
                return

    def holders(self, target: Hashable) -> tuple[Hashable, ...]:
        """What a place lies in, the nearest first."""
        facts = self.places.get(target)
        return facts.holders[1:] if facts else ()

    def has_room(self, fitting: list[Meaning]) -> bool:
        """Whether contexts say what stands behind a name, so that it does not go on there."""
        parts = [part for each in fitting for context in each.contexts for part in context]
        return any(part.behind for part in parts)

    def nearest_places(self, meanings: list[Meaning]) -> list[Meaning]:
        """Of places with one name those that lie in another named one, or the far largest."""
        if len(meanings) < 2 or any(each.target not in self.places for each in meanings):
            return meanings
        lying = [each for each in meanings if not self.held.isdisjoint(self.holders(each.target))]
        by_size = sorted(lying or meanings, key=lambda each: -self.people(each))
        if len(by_size) > 1 and self.people(by_size[0]) >= FAR_LARGER * self.people(by_size[1]):
            return by_size[:1]
        return by_size

    def people(self, meaning: Meaning) -> int:
        return self.places[meaning.target].population

    def fits(self, context: Context, hit: Hit, meaning: Meaning) -> bool:
        return all(self.has(part, hit, meaning) for part in context)

    def has(self, part: Part, hit: Hit, meaning: Meaning) -> bool:
        """Whether what one part of a context asks for is there."""
        if not self.has_words(part, hit):
            return False
        if part.within and self.held.isdisjoint(self.regions(meaning)):
            return False
        return not part.behind_within or self.stands_behind(hit, self.regions(meaning))

    def has_words(self, part: Part, hit: Hit) -> bool:
        """Whether the words that a part asks for are there."""
        reading = self.reading
        return (
            (not part.before or reading.stands_before(part.before, hit.index))
            and (not part.behind or reading.stands_behind(part.behind, hit.end - 1))
            and (not part.anywhere or any(map(reading.uses, part.anywhere)))
        )

    def regions(self, meaning: Meaning) -> tuple[Hashable, ...]:
        """What a place lies in, but for its country, unless nothing else is known."""
        above = self.holders(meaning.target)
        return above[:-1] or above

    def stands_behind(self, hit: Hit, targets: tuple[Hashable, ...]) -> bool:
        """Whether a name that may mean one of the targets follows, parted by a comma at most."""
        following = self.beside.starts.get(hit.end)
        if following is None or self.reading.words.gaps[hit.end].strip() not in ("", ",", "("):
            return False
        return any(each.target in targets for each in following.meanings)

    def is_part_of_name(self, hit: Hit) -> bool:
        """Whether a surname stands in a longer name: a known person's, which is chosen then, or
        somebody else's, who may be meant by it later on."""
        beside, index = self.beside, hit.index - 1
        if self.may_be_given(index):
            own = self.own_name(hit)
            if own is not None:
                self.choose(own, own.meanings[0], Rule.NAME)
                return True
            if beside.is_others_given(index, bool(best_known(hit.meanings))):
                self.others.add(hit.meanings[0].phrase.folded)
                return True
        if self.reading.is_titled(hit.index) or not beside.name_follows(hit):
            return False
        if beside.given_at(hit.index) in GIVEN:
            self.others.add(hit.meanings[0].phrase.folded)
        return True

    def may_be_given(self, index: int) -> bool:
        """Whether the word at the index may be a given name or initial of the one behind it."""
        return index >= 0 and index not in self.covered and self.beside.is_before_surname(index)

    def own_name(self, hit: Hit) -> Hit | None:
        """The name that a known person's surname makes with given names or initials before it:
        "J. Marsh", "Ada B. Marsh"."""
        index = hit.index - 1
        while self.may_be_given(index):
            word = self.beside.given_at(index)
            own = [each for each in hit.meanings if is_given(word, each.given)]
            if len({each.target for each in own}) == 1:
                return Hit(index, hit.end - index, own)
            if len(word) > 1:
                break
            index -= 1
        return None

    def choose_surname(self, hit: Hit) -> None:
        """Whom a surname alone means, if that can be told."""
        named = {each.target for each in hit.meanings if each.target in self.full}
        if named:
            target = min(named, key=lambda each: self.distance(each, hit.index))
            self.chosen[hit.index] = hit.size, target, Rule.ENTRY
            self.cover(hit)
        elif not self.beside.is_date(hit) and (self.is_in_office(hit) or not self.is_others(hit)):
            self.choose_bearer(hit)

    def is_in_office(self, hit: Hit) -> bool:
        """Whether an office stands before a surname, or stood before it in the text."""
        if self.beside.has_office(hit):
            self.in_office.add(hit.meanings[0].phrase.folded)
        return hit.meanings[0].phrase.folded in self.in_office

    def choose_bearer(self, hit: Hit) -> None:
        """The one person who has a surname, or the best known; else it is shared."""
        best = best_known(hit.meanings)
        sure = self.beside.is_surname(hit, bool(best))
        targets = best or {each.target for each in hit.meanings}
        if sure and len(targets) == 1:
            self.chosen[hit.index] = hit.size, targets.pop(), Rule.SURNAME
            self.cover(hit)
        elif sure or self.beside.may_be_person(hit):
            self.shared[hit.index] = hit.size, "person"
            self.cover(hit)

    def is_others(self, hit: Hit) -> bool:
        """Whether the text names somebody else of that surname."""
        if hit.meanings[0].phrase.folded in self.others:
            return True
        bearers = {each.target for each in hit.meanings}
        return bool(self.last_words[self.reading.folded[hit.end - 1]] - bearers)

    def distance(self, target: Hashable, index: int) -> tuple[bool, int]:
        """How far away the text has the name in full; what stands before is always nearer."""
        indices = self.full[target]
        at = bisect_left(indices, index)
        return (False, index - indices[at - 1]) if at else (True, indices[0] - index)

    def found(self) -> Iterable[Found]:
        words = self.reading.words
        for index, (size, target, rule) in sorted(self.chosen.items(), key=itemgetter(0)):
            start, end = words.start(index), words.end(index + size - 1)
            yield Found(target, start, end, words.text[start:end], rule)
