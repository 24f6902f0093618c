"""The gazetteer of the project as a recogniser that says (kind, canonical name)."""

from functools import cache

from entries.tagging.gazetteer import read_gazetteer
from entries.tagging.known import Gazetteer, KnownActor, KnownPlace
from entries.tagging.recogniser import KnownName, KnownSurname, PlaceFacts, Recogniser
from entries.tagging.topics import TopicRules

Target = tuple[str, str, str]


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer()


def target_of(known: KnownActor | KnownPlace) -> Target:
    """Kind, canonical name and slug."""
    kind = "place" if isinstance(known, KnownPlace) else known.kind
    return (kind, known.name, known.slug)


def kind_of(known: KnownActor | KnownPlace) -> str:
    return "country" if known.kind == "country" else target_of(known)[0]


@cache
def recogniser() -> Recogniser:
    names = (
        KnownName(alias.name, target_of(known), alias.context, kind_of(known))
        for known in (*gazetteer().actors, *gazetteer().places)
        for alias in known.aliases
        if alias.context or alias.name != getattr(known, "surname", "")
    )
    surnames = (
        KnownSurname(
            person.surname,
            target_of(person),
            tuple(alias.name for alias in person.aliases),
            best_known=any(
                alias.name == person.surname and not alias.context for alias in person.aliases
            ),
        )
        for person in gazetteer().people
        if person.surname
    )
    return Recogniser(names, gazetteer().swallowed, surnames, place_facts())


def place_facts() -> dict[Target, PlaceFacts]:
    places = {place.slug: place for place in gazetteer().places}
    return {
        target_of(place): PlaceFacts(tuple(holders(place, places)), place.population or 0)
        for place in places.values()
    }


def holders(place: KnownPlace, places: dict[str, KnownPlace]) -> list[Target]:
    """The targets of the place and of all that it lies in."""
    above = holders(places[place.within], places) if place.within else []
    return [target_of(place), *above]


@cache
def topic_rules() -> TopicRules:
    """The rules, by the topics' names in lower case."""
    topics = gazetteer().topics
    return TopicRules(
        {topic.name.lower(): topic.terms for topic in topics},
        {topic.name.lower(): topic.exclusions for topic in topics},
    )


def named(text: str, kind: str) -> set[str]:
    """The canonical names of the people, organisations or places that the text names."""
    targets = (hit.target for hit in recogniser().find(text))
    return {name for its_kind, name, _ in targets if its_kind == kind}
