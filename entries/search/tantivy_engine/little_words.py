"""Words that tell nothing of what a text is about: the calendar's, and those of every text.

English and Ukrainian have lists here, other languages those of the engine, as far as it has any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

# Lists of the engine. Its English one has three dozen words, so that there is one below.
OF_ENGINE = {
    **{"da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french"},
    **{"hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "nb": "norwegian"},
    **{"pt": "portuguese", "ru": "russian", "sv": "swedish"},
}
ENGLISH = """
a about above across after again against ain all almost alone along already also although always
am among an and another any anybody anyone anything are aren around as at away back be became
because become been before began behind being below between both but by came can cannot come comes
coming could couldn did didn do does doesn doing don done down during each either else enough even
ever every everybody everyone everything few for from further get gets getting give given go goes
going gone got had hadn has hasn have haven having he her here hers herself him himself his how
however if in indeed into is isn it its itself just keep kept knew know known last least less let
like likely ll made make makes making many may maybe me might mine more most much must my myself
near nearly need neither never next no nobody none nor not nothing now of off often on once only
onto or other others our ours out over own per perhaps put quite rather re really same saw see
seen several shall she should shouldn since so some somebody someone something still such take
taken than that the their theirs them themselves then there these they thing things this those
though through throughout thus to together too took toward towards under until up upon us use used
ve very via want was wasn way ways we well went were weren what whatever when where whether which
while who whole whom whose why will with within without won would wouldn yet you your yours
yourself
one two three four five six seven eight nine ten dozen hundred hundreds thousand thousands million
millions billion first second third
bad big good great high large little long mr mrs ms new old part small
add added adds according ask asked asks call called calls report reported reporting reports said
say saying says tell telling tells told
blog breaking coverage follow following follows latest live page post posted update updated
updates afternoon ago am bst cet day days earlier early edt est evening gmt hour hours late later
midday midnight minute minutes moment moments month months morning night noon now pm second
seconds soon time times today tomorrow tonight utc week weekend weeks year years yesterday
"""
UKRAINIAN = """
а або адже але б без би біля бо був була були було бути буде будуть в вам вами вас ваш ваша ваше
ваші вже ви від він вона вони воно все всередині всі всіх всього втім да для до доки досі дуже є
за завжди з зі із знову і й іноді інша інше інший інші інших його йому її їй їм їх їхній її каже
кажуть коли кого кожен кожна кожне кому край крім ледь лише майже мати має мають мене мені ми між
мій мої мого може можна можуть моя на навіть навколо над нам нами нас наш наша наше наші не немає
неї ний ним ними них ні ніби ніж ніколи ніхто нічого нього ну о об один одна одне одного однак ось
от отже перед перш під після по поки понад поруч потім при про проти раз разом сам сама саме самі
свій своє свої своєї свою своїх себе серед собі стало став стала стали та так така таке такий
також такі такого там те тепер ти тим тих то тобто тоді той тому тут у увесь уже усе усі усіх хоча
хто це цей ця ці цих цього цьому через чи чому чого що щоб щодо ще як яка якби яке який якій якого
якому якщо які яких
два дві двоє три чотири п’ять шість сім вісім дев’ять десять сто сотні тисяч тисячі мільйон
мільйонів перший перша перше друга другий третій
сказав сказала сказали заявив заявила заявили повідомив повідомила повідомили повідомляє
повідомляють додав додала розповів розповіла словами згідно
наживо онлайн оновлення оновлено трансляція сторінка допис
вранці вдень ввечері вечір вечора вночі вчора день дня дні днів година години годин годину завтра
зараз зранку місяць місяця місяців ніч ночі опівдні опівночі ранку рік року років секунд сьогодні
тиждень тижня тижнів увечері уночі учора хвилин хвилини час часу
понеділка вівторка середу середи четверга п’ятницю п’ятниці суботу суботи неділю неділі
"""
# An apostrophe parts words in the index, here too.
WORDS = {"en": frozenset(ENGLISH.split()), "uk": frozenset(UKRAINIAN.replace("’", " ").split())}

Test = Callable[[str], bool]


@lru_cache(maxsize=64)  # there are no more languages that entries are in
def little_words(language: str) -> Test:
    """Says of a word, as a text spells it, whether it tells nothing in a language (BCP 47)."""
    code = language.partition("-")[0].lower()
    listed = WORDS.get(code, frozenset()) | calendar_words(code)
    of_engine = engine_list(OF_ENGINE.get(code, ""))
    return lambda word: word.casefold() in listed or of_engine(word)


def calendar_words(code: str) -> frozenset[str]:
    """The names of days and months in a language; none where its name is none."""
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return frozenset()
    with translation.override(code):
        names = " ".join(map(str, (*WEEKDAYS.values(), *MONTHS.values(), *MONTHS_ALT.values())))
    return frozenset(re.split(r"\W+", names.casefold()))


def engine_list(name: str) -> Test:
    """Whether the engine's list of that name has a word; it has no list without a name."""
    if not name:
        return lambda word: False
    whole = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase())
    analyzer = whole.filter(Filter.stopword(name)).build()
    return lambda word: not analyzer.analyze(word)
