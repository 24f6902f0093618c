"""Finds known names in a text, and says why each is one: the longest ones, on whole words.

Knows names and what they stand for, whatever that is; nothing of files or of Django.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .context import Context, Part
from .cues import cue_words, cues
from .names import Hit, KnownName, KnownSurname, Meaning, NameIndex, PlaceFacts, Role
from .phrases import Phrase, Reading
from .unknown import Suggested, UnknownNames, name_like
from .words import words_of

__all__ = ["Found", "KnownName", "KnownSurname", "Named", "PlaceFacts", "Recogniser", "Rule"]

# Of places with one name the one with so many times the people of the next is meant.
FAR_LARGER = 10


class Rule(StrEnum):
    """By what a name was found; the values are those of Mention.Method."""

    NAME = "name"
    CONTEXT = "context"
    ENTRY = "entry"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True)
class Found:
    """A name found: `matched` is `text[start:end]`, counted in code points, `end` excluded."""

    target: Hashable
    start: int
    end: int
    matched: str
    rule: Rule = Rule.NAME


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, and what in it only looks like a name; both in order, no two overlap."""

    found: tuple[Found, ...]
    suggested: tuple[Suggested, ...]


class Recogniser:
    """Finds names in texts. Build it once: the names are put in order then.

    A name counts where its words stand whole, next to each other and with the capitals that the
    name has; accents, the kind of apostrophe or hyphen, and an acronym's dots make no difference.
    Of names that begin at one word the longest counts, and the names inside it do not; a place
    within a longer name that nothing known has ("London Bridge", "Bank of England") does not
    either. A name that several targets share counts for the one whose context is there, and
    of places for the one that lies in another named one, or is far larger than the others.

    A surname alone counts for the person whom the text names in full, else for the one person
    who has it; not where the text names somebody else of that surname, nor where it is a common
    word or name and nothing beside it shows a person. `swallowed` are names that stand for
    nothing known. What is left over and looks like a name is suggested; `refused` are the folded
    names that are not.
    """

    def __init__(
        self,
        names: Iterable[KnownName],
        swallowed: Iterable[str] = (),
        surnames: Iterable[KnownSurname] = (),
        places: Mapping[Hashable, PlaceFacts] | None = None,
        refused: Collection[str] = (),
    ) -> None:
        self.index = NameIndex(names, surnames, swallowed, cues())
        self.places = places or {}
        self.unknown = UnknownNames(frozenset(refused))

    def find(self, text: str) -> tuple[Found, ...]:
        """Every name that counts in `text`, in order; no two overlap."""
        return self.read(text).found

    def read(self, text: str) -> Named:
        """What `text` names, and what looks like a name in it."""
        reading = Reading(words_of(text))
        entry = Resolution(reading, self.index.hits(reading), self.places)
        entry.resolve()
        suggested = self.unknown.find(reading, entry.covered, entry.shared)
        return Named(tuple(entry.found()), tuple(suggested))


class Resolution:
    """What the names in one text mean. `chosen` and `shared` are by the index of the first word."""

    def __init__(
        self, reading: Reading, hits: list[Hit], places: Mapping[Hashable, PlaceFacts]
    ) -> None:
        self.reading = reading
        self.hits = hits
        self.places = places
        self.chosen: dict[int, tuple[Hashable, Rule]] = {}
        self.shared: dict[int, tuple[int, str]] = {}
        self.starts = {hit.index: hit for hit in hits}
        # The indices of all words that belong to a name, be it known what it means or not.
        self.covered: set[int] = set()
        self.full: defaultdict[Hashable, list[int]] = defaultdict(list)
        # Who is named in full, by the last word of the name; and surnames of unknown people.
        self.last_words: defaultdict[str, set[Hashable]] = defaultdict(set)
        self.others: set[tuple[str, ...]] = set()
        self._held: tuple[int, frozenset[Hashable]] = -1, frozenset()

    def resolve(self) -> None:
        """Decide on every hit: those that mean one thing first, surnames alone at last."""
        surnames, unsure = [], []
        for hit in self.hits:
            roles = {meaning.role for meaning in hit.meanings}
            if roles == {Role.SURNAME}:
                surnames.append(hit)
                continue
            self.cover(hit)
            if Role.SWALLOW in roles:
                continue
            if len(hit.meanings) == 1 and not hit.meanings[0].contexts:
                self.choose_plain(hit)
            else:
                unsure.append(hit)
        for hit in unsure:
            self.choose_by_context(hit, surnames)
        alone = [hit for hit in surnames if not self.is_part_of_name(hit)]
        for hit in alone:
            self.choose_surname(hit)

    def cover(self, hit: Hit) -> None:
        self.covered.update(range(hit.index, hit.end))

    def choose_plain(self, hit: Hit) -> None:
        meaning = hit.meanings[0]
        if meaning.kind != "place" or not self.is_within_name(hit):
            self.choose(hit, meaning, Rule.NAME)

    def choose(self, hit: Hit, meaning: Meaning, rule: Rule) -> None:
        self.chosen[hit.index] = meaning.target, rule
        self.cover(hit)
        if meaning.kind == "person":
            self.full[meaning.target].append(hit.index)
            if hit.size > 1:
                self.last_words[self.reading.folded[hit.end - 1]].add(meaning.target)

    def choose_by_context(self, hit: Hit, surnames: list[Hit]) -> None:
        """The meanings whose context is there, else those that need none, if these are one."""
        names = [each for each in hit.meanings if each.role is Role.NAME]
        fitting = [each for each in names if any(self.fits(c, hit, each) for c in each.contexts)]
        left = fitting or [each for each in names if not each.contexts]
        left = self.nearest_places(left)
        targets = {each.target for each in left}
        if len(targets) == 1 and (
            fitting or left[0].kind != "place" or not self.is_within_name(hit)
        ):
            self.choose(hit, left[0], Rule.CONTEXT if fitting else Rule.NAME)
        elif len(targets) > 1:
            self.shared[hit.index] = hit.size, left[0].kind
        elif any(each.role is Role.SURNAME for each in hit.meanings):
            self.covered.difference_update(range(hit.index, hit.end))
            only = [each for each in hit.meanings if each.role is Role.SURNAME]
            surnames.append(Hit(hit.index, hit.size, only))
        elif not targets:
            self.covered.difference_update(range(hit.index, hit.end))

    def nearest_places(self, meanings: list[Meaning]) -> list[Meaning]:
        """Of places with one name those that lie in another named one, or the far largest."""
        if len(meanings) < 2 or any(each.target not in self.places for each in meanings):
            return meanings
        held = self.named_places()
        lying = [each for each in meanings if held & set(self.places[each.target].holders[1:])]
        by_size = sorted(lying or meanings, key=lambda each: -self.people(each))
        if len(by_size) > 1 and self.people(by_size[0]) >= FAR_LARGER * self.people(by_size[1]):
            return by_size[:1]
        return by_size

    def people(self, meaning: Meaning) -> int:
        return self.places[meaning.target].population

    def named_places(self) -> frozenset[Hashable]:
        """The places named so far, and all that hold them."""
        if self._held[0] != len(self.chosen):
            targets = {target for target, _ in self.chosen.values() if target in self.places}
            held = (holder for target in targets for holder in self.places[target].holders)
            self._held = len(self.chosen), frozenset(held)
        return self._held[1]

    def fits(self, context: Context, hit: Hit, meaning: Meaning) -> bool:
        return all(self.has(part, hit, meaning) for part in context)

    def has(self, part: Part, hit: Hit, meaning: Meaning) -> bool:
        """Whether what one part of a context asks for is there."""
        reading = self.reading
        if part.before and not any(reading.ends(each, hit.index) for each in part.before):
            return False
        if part.behind and not any(self.follows(each, hit.end) for each in part.behind):
            return False
        if part.anywhere and not any(map(reading.uses, part.anywhere)):
            return False
        if part.within and not self.named_places() & self.holders(meaning):
            return False
        return not part.behind_within or self.stands_behind(hit, self.holders(meaning))

    def follows(self, phrase: Phrase, index: int) -> bool:
        joined = index < len(self.reading.folded) and self.reading.words.joined(index - 1)
        return joined and self.reading.stands(phrase, index)

    def holders(self, meaning: Meaning) -> frozenset[Hashable]:
        """What a place lies in: its region, or its country where no region is known."""
        facts = self.places.get(meaning.target)
        above = facts.holders[1:] if facts else ()
        return frozenset(above[:-1] or above)

    def stands_behind(self, hit: Hit, targets: frozenset[Hashable]) -> bool:
        """Whether a name that may mean one of the targets follows, parted by a comma at most."""
        following = self.starts.get(hit.end)
        if following is None or self.reading.words.gaps[hit.end].strip() not in ("", ",", "("):
            return False
        return any(each.target in targets for each in following.meanings)

    def is_within_name(self, hit: Hit) -> bool:
        """Whether a place's name is a part of a longer one that nothing known has."""
        reading, before = self.reading, hit.index - 1
        if reading.is_titled(hit.index):
            return False
        if before > 0 and reading.folded[before] == "of" and reading.words.joined(before):
            head = before - 1
            if reading.written[head][0].isupper() and reading.folded[head] in cue_words("of"):
                return True
        return self.name_follows(hit) or self.given_name_before(hit)

    def name_follows(self, hit: Hit) -> bool:
        """Whether a word with a capital follows that makes a longer name."""
        reading, index = self.reading, hit.end
        if index >= len(reading.folded) or index in self.starts:
            return False
        if reading.words.gaps[index] != " " or not name_like(reading.written[index]):
            return False
        word = reading.folded[index]
        return not any(word in cue_words(name) for name in ("behind", "title", "never", "starter"))

    def given_name_before(self, hit: Hit) -> bool:
        """Whether the word before is a given name or a form of address: Jack London, Mr Paris."""
        index = hit.index - 1
        if index < 0 or index in self.covered or self.reading.words.gaps[hit.index] != " ":
            return False
        if not name_like(self.reading.written[index]):
            return False
        return self.reading.folded[index] in cue_words("given") | ADDRESS

    def is_part_of_name(self, hit: Hit) -> bool:
        """Whether a surname stands in a longer name: a known person's, which is chosen then, or
        somebody else's, who may be meant by it later on."""
        reading, index = self.reading, hit.index - 1
        before = index >= 0 and index not in self.covered and reading.words.joined(index)
        if (
            before
            and name_like(reading.written[index])
            and "\n" not in reading.words.gaps[hit.index]
        ):
            word = reading.folded[index]
            own = [each for each in hit.meanings if is_given(word, each.given)]
            if len({each.target for each in own}) == 1:
                self.choose(hit, own[0], Rule.NAME)
                return True
            if self.is_others_given_name(index):
                self.others.add(hit.meanings[0].phrase.folded)
                return True
        return not reading.is_titled(hit.index) and self.name_follows(hit)

    def is_others_given_name(self, index: int) -> bool:
        """Whether the word before a surname is a given name, as far as capitals can show it."""
        word = self.reading.folded[index]
        if word in cue_words("given") or len(word) == 1:
            return True
        if any(word in cue_words(name) for name in ("title", "never", "starter")):
            return False
        return not (self.reading.starts_sentence(index) or self.reading.is_titled(index))

    def choose_surname(self, hit: Hit) -> None:
        """Whom a surname alone means, if that can be told."""
        named = {each.target for each in hit.meanings if each.target in self.full}
        if named:
            target = min(named, key=lambda each: self.distance(each, hit.index))
            self.chosen[hit.index] = target, Rule.ENTRY
            self.cover(hit)
        elif not self.is_date(hit) and (self.has_office(hit) or not self.is_others(hit)):
            sure = self.is_sure(hit)
            targets = bearers(hit.meanings)
            if sure and len(targets) == 1:
                self.chosen[hit.index] = targets.pop(), Rule.SURNAME
                self.cover(hit)
            elif sure or self.may_be_person(hit):
                self.shared[hit.index] = hit.size, "person"
                self.cover(hit)

    def is_others(self, hit: Hit) -> bool:
        """Whether the text names somebody else of that surname."""
        if hit.meanings[0].phrase.folded in self.others:
            return True
        bearers = {each.target for each in hit.meanings}
        return bool(self.last_words[self.reading.folded[hit.end - 1]] - bearers)

    def has_office(self, hit: Hit) -> bool:
        """Whether a title stands before that says more than Mr or Mrs."""
        index = hit.index - 1
        before = index >= 0 and self.reading.words.gaps[hit.index] == " "
        return before and self.reading.folded[index] in TITLES - ADDRESS

    def is_date(self, hit: Hit) -> bool:
        """Whether a surname that is a month's name stands for the month."""
        if self.reading.folded[hit.index] not in MONTHS:
            return False
        near = self.reading.folded[max(hit.index - 1, 0) : hit.end + 1]
        return any(word.isdigit() or word in DATING for word in near)

    def distance(self, target: Hashable, index: int) -> tuple[bool, int]:
        """How far away the text has the name in full; what stands before is always nearer."""
        return min((at > index, abs(at - index)) for at in self.full[target])

    def is_sure(self, hit: Hit) -> bool:
        """Whether a surname alone is one, and no word, and not just anybody's."""
        word = self.reading.folded[hit.index]
        if hit.size > 1 or self.shows_person(hit):
            return True
        if word in cue_words("common_surname") or word in cue_words("never"):
            return False
        return word not in cue_words("word_surname") or self.may_be_person(hit)

    def shows_person(self, hit: Hit) -> bool:
        """Whether a title stands before, or the person says something."""
        reading, index = self.reading, hit.index
        if index and reading.words.joined(index - 1) and reading.folded[index - 1] in TITLES:
            return True
        return self.followed_by(hit, "said")

    def may_be_person(self, hit: Hit) -> bool:
        """Whether a common surname is more than a word with the capital of its sentence, and no
        other kind of name, such as that of a language."""
        if self.reading.folded[hit.index] in cue_words("never"):
            return False
        return not self.reading.starts_sentence(hit.index) or self.followed_by(hit, "acts")

    def followed_by(self, hit: Hit, name: str) -> bool:
        if hit.end >= len(self.reading.folded) or self.reading.words.gaps[hit.end] != " ":
            return False
        return self.reading.folded[hit.end] in cue_words(name)

    def found(self) -> Iterable[Found]:
        words = self.reading.words
        for hit in self.hits:
            if hit.index in self.chosen:
                target, rule = self.chosen[hit.index]
                start, end = words.start(hit.index), words.end(hit.end - 1)
                yield Found(target, start, end, words.text[start:end], rule)


def bearers(meanings: Iterable[Meaning]) -> set[Hashable]:
    """Who may be meant by a surname: the best known of several, where just one is."""
    targets = {each.target for each in meanings}
    best = {each.target for each in meanings if each.best_known}
    return best if len(best) == 1 else targets


TITLES = cue_words("title")
MONTHS = cue_words("month")
DATING = cue_words("dating")
ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "professor"})


def is_given(word: str, given: frozenset[str]) -> bool:
    """Whether a word is one of the given names, or the initial of one."""
    return word in given or (len(word) == 1 and any(name.startswith(word) for name in given))
