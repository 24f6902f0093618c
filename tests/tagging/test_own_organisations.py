"""Names that several organisations share, or that are other words too, mean the right one."""

import pytest

from .names import named


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("The UK Ministry of Defence and the Russian Ministry of Defence", {"UK", "Russian"}),
        ("The MoD in London has named the ship", {"UK"}),
        ("Gen Igor Konashenkov of the Ministry of Defence", {"Russian"}),
        ("Hanna Malyar says that the Ministry of Defence will answer", {"Ukrainian"}),
        ("Russia's defence ministry and Ukraine's defence ministry", {"Russian", "Ukrainian"}),
        ("The Ministry of Defence said nothing", set()),
    ],
)
def test_defence_ministries(text, organisations):
    found = named(text, "organisation")
    assert found == {f"{each} Ministry of Defence" for each in organisations}


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("Labour leads, the Conservatives and the SNP lose seats", {"Labour", "Tory", "SNP"}),
        ("Anthony Albanese says that Labor will win Australia", {"Australian Labor Party"}),
        ("Jacinda Ardern has led Labour to a majority", {"New Zealand Labour Party"}),
        ("Micheál Martin of Fianna Fáil, and Labour", {"Fianna Fáil", "Labour Party of Ireland"}),
        ("Republicans hold the Senate, Democrats the House", {"GOP", "Democrats", "US Senate"}),
        ("Marine Le Pen's National Front", {"National Rally"}),
        ("Hard labour for the women, congress of the bees", set()),
    ],
)
def test_parties(text, organisations):
    short = {
        "Labour": "Labour Party",
        "Tory": "Conservative Party",
        "SNP": "Scottish National Party",
        "GOP": "Republican Party",
        "Democrats": "Democratic Party",
    }
    assert named(text, "organisation") == {short.get(each, each) for each in organisations}


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("AFP reports from Lyon", {"AFP"}),
        ("The Australian Federal Police, the AFP for short", {"Australian Federal Police"}),
        ("The ICC has issued a warrant", {"International Criminal Court"}),
        ("The ICC has moved the T20 matches", {"International Cricket Council"}),
        ("The ECB has cut its rates", {"European Central Bank"}),
        ("The ECB has named the Ashes squad", {"England and Wales Cricket Board"}),
        ("Sudan's army has driven the RSF out of Khartoum", {"Rapid Support Forces"}),
        ("RSF counts 500 journalists in prison", {"Reporters Without Borders"}),
        ("ICE has held 40 migrants", {"US Immigration and Customs Enforcement"}),
        ("ICE HAS CLOSED THE ROADS", set()),
        ("Prigozhin has called Wagner's men back", {"Wagner Group"}),
        ("An opera by Wagner", set()),
        ("Apple and orange trees", set()),
        ("Tim Cook of Apple", {"Apple"}),
        ("The Sun is a star", set()),
        ("Shell and BP leave", {"Shell", "BP"}),
        ("A shell fell on the town", set()),
        ("He wrote on Twitter and on Facebook", set()),
        ("Elon Musk's takeover of Twitter", {"Twitter"}),
    ],
)
def test_acronyms_and_words(text, organisations):
    assert named(text, "organisation") == organisations


@pytest.mark.parametrize(
    ("text", "clubs", "places"),
    [
        ("Chelsea have beaten Arsenal in the Premier League", {"Chelsea FC", "Arsenal FC"}, set()),
        ("A flat in Chelsea", set(), {"Chelsea"}),
        ("Manchester United's home in Manchester", {"Manchester United"}, {"Manchester"}),
        ("Real Madrid have arrived in Barcelona", {"Real Madrid"}, None),
        ("Paris Saint-Germain", {"Paris Saint-Germain"}, set()),
    ],
)
def test_clubs_and_the_places_that_they_are_called_after(text, clubs, places):
    assert clubs <= named(text, "organisation")
    assert places is None or named(text, "place") == places
