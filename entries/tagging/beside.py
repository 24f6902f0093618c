"""What the words beside a name show: a longer name, a person, an office, a date."""

from __future__ import annotations

from .cues import cue_words
from .names import Hit, best_known
from .phrases import Reading
from .unknown import name_like
from .words import words_of

TITLES = cue_words("title")
ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "professor"})
OFFICES = TITLES - ADDRESS
GIVEN, NEVER, STARTERS = map(cue_words, ("given", "never", "starter"))
SAID, ACTS = cue_words("said"), cue_words("acts")
COMMON, WORDS = cue_words("common_surname"), cue_words("word_surname") | STARTERS
ORDINARY, LAND = cue_words("ordinary"), cue_words("land")
PARTIES = frozenset({"party", "alliance", "movement", "league"})
PEERS = frozenset({"lord", "lady", "baroness", "baron"})
WORDY = COMMON | WORDS | NEVER
# After a name these leave it what it is; and they are no given names before a surname.
BEHIND = cue_words("behind") | NEVER | STARTERS | TITLES
NO_GIVEN = TITLES | NEVER | STARTERS | cue_words("prefix")
LONGER, OF = cue_words("longer"), cue_words("of")
MONTHS, DATING = cue_words("month"), cue_words("dating")
WHEREABOUTS = frozenset({"in", "near", "outside"})
ARTICLES = frozenset({"a", "an", "the"})
LONGEST_TITLE = 40  # characters, the gap behind it included
HYPHENS = frozenset("-‐‑")
QUOTE = (": “", ': "', ": ‘", ": '")  # behind somebody who is quoted


class Beside:
    """Looks at what stands beside the names of one text. `hits` are all of them."""

    def __init__(self, reading: Reading, hits: list[Hit]) -> None:
        self.reading = reading
        self.starts = {hit.index: hit for hit in hits}
        self.ends = {hit.end: hit for hit in hits}

    def is_within_name(self, hit: Hit) -> bool:
        """Whether a place's name is a part of a longer one that nothing known has."""
        if self.has_head(hit) or self.ends_hyphened(hit):
            return True
        goes_on = self.name_follows(hit) or self.has_given(hit)
        return goes_on and not self.reading.is_titled(hit.index)

    def is_within_persons_name(self, hit: Hit) -> bool:
        """Whether a country's name is somebody's given name or surname, or has a head. What
        follows it else leaves it what it is: "Ukraine Foreign Minister"."""
        if self.has_head(hit):
            return True
        is_given = self.reading.folded[hit.index] in GIVEN and self.name_follows(hit)
        is_part = is_given or self.surname_follows(hit) or self.has_given(hit)
        is_part = is_part or self.is_of_party(hit)
        return is_part and not self.reading.is_titled(hit.index)

    def is_of_party(self, hit: Hit) -> bool:
        """Whether a party's name holds the country's: "Forward Australia Party"."""
        return self.word_behind(hit) in PARTIES and name_like(self.reading.written[hit.end])

    def surname_follows(self, hit: Hit) -> bool:
        following = self.starts.get(hit.end)
        gap = self.reading.words.gaps[hit.end]
        is_next = following is not None and gap == " " and following.is_surname
        return is_next and not self.is_parted(hit)

    def is_parted(self, hit: Hit) -> bool:
        """Whether a place and the surname behind it are two names: "In Moscow Marsh said", where
        all know who is meant; a place that is a given name too is none."""
        following = self.starts.get(hit.end)
        if following is None or self.word_before(hit) not in WHEREABOUTS:
            return False
        bearers = {each.target for each in following.meanings}
        is_given = self.reading.folded[hit.end - 1] in GIVEN
        return not is_given and len(best_known(following.meanings) or bearers) == 1

    def ends_hyphened(self, hit: Hit) -> bool:
        """Whether a hyphen joins an unknown word with a capital to a name: "Upper-Marsh"."""
        reading, index = self.reading, hit.index
        while index > 0 and reading.words.gaps[index] in HYPHENS and index not in self.ends:
            index -= 1
        if index == hit.index or index in self.ends:
            return False
        return name_like(reading.written[index]) and reading.folded[index] not in NO_GIVEN

    def has_head(self, hit: Hit) -> bool:
        """Whether "Bank of" or such stands before, with a capital."""
        reading, before = self.reading, hit.index - 1
        if before < 1 or reading.folded[before] != "of" or not reading.words.joined(before):
            return False
        return reading.written[before - 1][0].isupper() and reading.folded[before - 1] in OF

    def name_follows(self, hit: Hit) -> bool:
        """Whether a word with a capital follows that makes a longer name."""
        reading, index = self.reading, hit.end
        if index >= len(reading.folded) or not name_like(reading.written[index]):
            return False
        gap, following = reading.words.gaps[index], self.starts.get(index)
        if gap == " " and (self.is_longer_part(index) or self.is_longer_part(index + 1)):
            return True
        if following is not None and not following.needs_context:
            return self.surname_follows(hit)
        return reading.folded[index] not in BEHIND if gap == " " else gap in HYPHENS

    def is_longer_part(self, index: int) -> bool:
        """Whether a word of a longer name stands there: "… Airport", "… International Airport"."""
        reading = self.reading
        if index >= len(reading.folded) or reading.folded[index] not in LONGER:
            return False
        return reading.words.gaps[index] == " " and name_like(reading.written[index])

    def is_longer(self, hit: Hit) -> bool:
        """Whether a person's full name goes on: "… Street", "…-Smith"."""
        reading, index = self.reading, hit.end
        if index >= len(reading.folded) or not name_like(reading.written[index]):
            return False
        if reading.words.gaps[index] == " ":
            goes_on = reading.folded[index] in LONGER
        else:
            goes_on = reading.words.gaps[index] in HYPHENS and index not in self.starts
        return goes_on and not reading.is_titled(hit.index)

    def has_given(self, hit: Hit) -> bool:
        """Whether the word before is a given name or a form of address: Jack London, Mr Paris."""
        reading, index = self.reading, hit.index - 1
        if index < 0 or reading.words.gaps[hit.index] != " ":
            return False
        if hit.index in self.ends and not self.ends[hit.index].is_surname:
            return False
        word = reading.folded[index]
        if not name_like(reading.written[index]) or self.is_starter(index):
            return False
        return word in GIVEN or word in ADDRESS

    def is_starter(self, index: int) -> bool:
        """Whether a word has its capital from where it stands: "Will" of "Will London cope?"."""
        reading = self.reading
        if reading.folded[index] not in STARTERS:
            return False
        return reading.starts_sentence(index) or reading.is_titled(index)

    def is_before_surname(self, index: int) -> bool:
        """Whether a given name may stand at the index, by its capital and what is behind it."""
        reading, word = self.reading, self.reading.written[index]
        gap = reading.words.gaps[index + 1]
        if "\n" in gap or not reading.words.joined(index) or self.is_no_initial(index):
            return False
        if index + 1 in self.ends and gap != " ":
            return False  # Two names: "the Marsh-Moreno plan".
        if word in ("A", "I"):
            return gap.startswith(".")
        return name_like(word) or is_initials(word)

    def is_no_initial(self, index: int) -> bool:
        """Whether a capital with its dot ends a sentence: "He wrote on X. Marsh answered", "in
        Washington, D.C. Marsh stayed"."""
        written = self.reading.written
        if written[index] == "X" and index:
            return written[index - 1][0].islower()
        return written[index] == "D.C."

    def given_at(self, index: int) -> str:
        """The folded given name at an index; of initials the first letter."""
        word = self.reading.folded[index]
        return word[0] if is_initials(self.reading.written[index]) else word

    def is_others_given(self, index: int, has_best_known: bool) -> bool:
        """Whether the word before a surname is a given name, as far as capitals can show it.

        At the start of a sentence it may be an adjective, and is one before the best known.
        """
        word, reading = self.reading.folded[index], self.reading
        if self.is_starter(index):
            return False
        if word in TITLES and word not in GIVEN:
            return False  # also where somebody is called so: "Justice Marsh"
        if index + 1 in self.ends:
            return not self.is_parted(self.ends[index + 1])
        if word in GIVEN or len(word) == 1:
            return True
        if is_initials(reading.written[index]):
            return True
        if word in NO_GIVEN or reading.is_titled(index):
            return False
        surname = self.reading.folded[index + 1]
        describes = surname not in WORDY and word.endswith(("ed", "ing", "ly"))
        may_describe = has_best_known or describes
        return not (may_describe and reading.starts_sentence(index))

    def has_office(self, hit: Hit) -> bool:
        """Whether a title stands before that says more than Mr or Mrs."""
        return self.word_before(hit) in OFFICES

    def word_before(self, hit: Hit) -> str:
        """The folded word before a name, if it may belong to it; else the empty text."""
        index = hit.index - 1
        joined = index >= 0 and self.reading.words.joined(index)
        return self.reading.folded[index] if joined and not self.is_no_initial(index) else ""

    def word_behind(self, hit: Hit) -> str:
        """The folded word behind a name, a space apart; else the empty text."""
        index, reading = hit.end, self.reading
        is_next = index < len(reading.folded) and reading.words.gaps[index] == " "
        return reading.folded[index] if is_next else ""

    def is_date(self, hit: Hit) -> bool:
        """Whether a surname that is a month's name stands for the month."""
        if self.reading.folded[hit.index] not in MONTHS:
            return False
        near = self.reading.folded[max(hit.index - 1, 0) : hit.end + 1]
        return any(word.isdigit() or word in DATING for word in near)

    def is_surname(self, hit: Hit, has_best_known: bool) -> bool:
        """Whether a surname alone is one, and no word, and not just anybody's."""
        if self.is_anybody(hit) or self.is_other_name(hit):
            return False
        if hit.size > 1 or self.shows_person(hit):
            return True
        word = self.reading.folded[hit.index]
        if has_best_known:
            return word not in WORDY or self.may_be_best_known(hit)
        if word in COMMON or word in NEVER:
            return False
        return word not in WORDS or self.may_be_person(hit)

    def is_anybody(self, hit: Hit) -> bool:
        """Whether what stands before shows somebody who is hardly known: "Constable Marsh"; or
        a peer of a common surname, who is not named so: "Lord Marsh"."""
        before = self.word_before(hit)
        return before in ORDINARY or (before in PEERS and self.reading.folded[hit.index] in COMMON)

    def is_other_name(self, hit: Hit) -> bool:
        """Whether a surname stands for land, "Marsh islands", or is the title of somebody else,
        "Justice Ada Marsh"."""
        behind = self.word_behind(hit)
        if not behind:
            return False
        written = self.reading.written[hit.end]
        is_title = self.reading.folded[hit.index] in TITLES and name_like(written)
        return is_title or (behind in LAND and written[0].islower())

    def shows_person(self, hit: Hit) -> bool:
        """Whether a title stands before, or the person says something."""
        before, behind = self.word_before(hit), self.reading.words.gaps[hit.end]
        if before in TITLES or self.followed_by(hit, SAID) or behind.startswith(QUOTE):
            return True
        return before in ("said", "says") and behind[:1] in (",", ".")

    def may_be_person(self, hit: Hit) -> bool:
        """Whether a surname is more than a word with the capital of its sentence or line, and no
        other kind of name, such as that of a language."""
        reading, word = self.reading, self.reading.folded[hit.index]
        if word in NEVER or self.has_article(hit):
            return False
        if self.acts(hit):
            return True
        is_word = word in WORDS or word in GIVEN
        return not (
            reading.is_titled(hit.index) or (is_word and reading.starts_sentence(hit.index))
        )

    def may_be_best_known(self, hit: Hit) -> bool:
        """Whether a surname that is a word or common means the best known of its bearers: where
        nothing but a person has its capital, or what stands behind shows one."""
        reading, word = self.reading, self.reading.folded[hit.index]
        if self.acts(hit) or self.did(hit) or self.is_with_another(hit):
            return True
        if reading.words.gaps[hit.end].startswith(":"):
            return True
        is_titled = reading.is_titled(hit.index)
        if self.is_located(hit) or (word in MONTHS and (is_titled or self.has_article(hit))):
            return False
        return word not in WORDS or not (is_titled or reading.starts_sentence(hit.index))

    def did(self, hit: Hit) -> bool:
        """Whether a verb of the past seems to stand behind, or an adverb of one."""
        return self.word_behind(hit).endswith(("ed", "ly"))

    def is_with_another(self, hit: Hit) -> bool:
        """Whether "and" stands behind, and another surname."""
        following = self.starts.get(hit.end + 1)
        return following is not None and self.is_and(hit.end) and following.is_surname

    def is_and(self, index: int) -> bool:
        """Whether the word at the index is an "and" that joins what stands beside it."""
        folded, gaps = self.reading.folded, self.reading.words.gaps
        joins = 0 < index < len(folded) and folded[index] == "and"
        return joins and gaps[index] in (" ", ", ") and gaps[index + 1] == " "

    def is_located(self, hit: Hit) -> bool:
        """Whether a place is called so: "in Cameron, Texas"."""
        comma = self.reading.words.gaps[hit.end] == ", " and hit.end in self.starts
        return comma and self.word_before(hit) in ("in", "at", "near", "from")

    def listed_with(self, hit: Hit) -> list[Hit]:
        """The names that a comma or "and" parts from a name."""
        gaps, start, end = self.reading.words.gaps, hit.index, hit.end
        if self.is_and(start - 1):
            start -= 1
        elif gaps[start] != ", ":
            start = -1
        if self.is_and(end):
            end += 1
        elif gaps[end] != ", ":
            end = -1
        found = (self.ends.get(start), self.starts.get(end))
        return [each for each in found if each is not None]

    def has_article(self, hit: Hit) -> bool:
        """Whether an article stands before, as before a thing: "the Pope", "a Bond"."""
        return self.word_before(hit) in ARTICLES

    def acts(self, hit: Hit) -> bool:
        """Whether what stands behind a name is what people do, or own."""
        gaps, folded = self.reading.words.gaps, self.reading.folded
        owns = gaps[hit.end] in ("'", "’") and folded[hit.end : hit.end + 1] == ["s"]
        return owns or self.followed_by(hit, ACTS)

    def followed_by(self, hit: Hit, cues: frozenset[str]) -> bool:
        return self.word_behind(hit) in cues


def is_initials(word: str) -> bool:
    """Whether a word is several initials: "J.K."."""
    return "." in word


def is_given(word: str, given: frozenset[str]) -> bool:
    """Whether a word is one of the given names, or the initial of one."""
    return word in given or (len(word) == 1 and any(name.startswith(word) for name in given))


def has_office(text: str, start: int) -> bool:
    """Whether a title that says more than Mr or Mrs stands before the name at `start`."""
    words = words_of(text[max(start - LONGEST_TITLE, 0) : start + 1])
    last = len(words.folded) - 2
    return last >= 0 and words.joined(last) and words.folded[last] in OFFICES
