"""The LiveBlogPosting of a page, as really emitted: in all its places, with all its faults."""

import json

import pytest

from entries.readers.lenient_json import read_json
from entries.readers.pages import read_page
from entries.readers.posting import posting_text
from tests.readers.postings import POSTING, UPDATE, one_update, read, script, texts, updates

GRAPHS = {
    "bare": POSTING,
    "in a graph": {"@graph": [{"@type": "WebPage"}, POSTING, {"@type": "BreadcrumbList"}]},
    "in a list": [[{"@type": "NewsArticle", "articleBody": "No update."}], POSTING],
    "with a list of types": {**POSTING, "@type": ["NewsArticle", "LiveBlogPosting"]},
    "with the vocabulary's address": {**POSTING, "@type": "http://schema.org/LiveBlogPosting"},
    "with names in full": {
        "@type": ["https://schema.org/LiveBlogPosting"],
        "https://schema.org/liveBlogUpdate": [
            {
                "http://schema.org/headline": [{"@value": "Ferry sails", "@language": "en"}],
                "http://schema.org/datePublished": [{"@value": "2019-06-04T10:02:00+01:00"}],
                "http://schema.org/articleBody": [{"@value": "It left at ten."}],
            }
        ],
    },
    "without a context": {"@type": "LiveBlogPosting", "liveBlogUpdate": [UPDATE]},
    "without a type": {"liveBlogUpdate": [UPDATE]},
    "under the page it is of": {"@type": "WebPage", "mainEntity": POSTING},
    "one update instead of a list": {**POSTING, "liveBlogUpdate": UPDATE},
    "a list in a list": {**POSTING, "liveBlogUpdate": [[UPDATE]]},
    "a list as an object": {**POSTING, "liveBlogUpdate": {"@list": [UPDATE]}},
    "a numbered list": {
        **POSTING,
        "liveBlogUpdate": {"itemListElement": [{"position": 1, "item": UPDATE}]},
    },
    "updates by their names": [
        {**POSTING, "liveBlogUpdate": [{"@id": "#one"}]},
        {**UPDATE, "@id": "#one"},
    ],
}


@pytest.mark.parametrize("document", GRAPHS.values(), ids=GRAPHS)
def test_updates_are_found_wherever_they_stand(document):
    (update,) = updates(document)
    assert update["headline"] == "Ferry sails"
    assert update["datePublished"] == "2019-06-04T10:02:00+01:00"
    assert texts(update) == ["It left at ten."]


SCRIPTS = {
    "plain": "{}",
    "as a comment of HTML": "<!--\n{}\n-->",
    "as CDATA behind a comment": "//<![CDATA[\n{}\n//]]>",
    "as CDATA in comments": "/* <![CDATA[ */ {} /* ]]> */",
    "with a semicolon": "{};",
    "with comments of JavaScript": "/* data: */ {} // end",
}


@pytest.mark.parametrize("wrapping", SCRIPTS.values(), ids=SCRIPTS)
def test_script_is_read_however_it_is_wrapped(wrapping):
    content = read_page(script(wrapping.replace("{}", json.dumps(POSTING))))
    assert "Ferry sails" in content.posting
    assert (content.text, content.notes) == ("Lake", ())


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "Application/LD+JSON"])
def test_script_is_known_however_its_type_is_spelt(kind):
    assert read_page(script(json.dumps(POSTING), kind)).posting


DAMAGED = {
    "trailing commas": '{"a": ["x",], "b": "y",}',
    "line ends in strings": '{"a": ["x"], "b": "y", "c": "one\ntwo\x01"}',
    "escapes that mean nothing": r'{"a": ["x"], "b": "y", "c": "it\'s"}',
    "bare quotation marks": '{"a": ["x"], "c": "he said "no" today", "b": "y"}',
    "a missing end": '{"a": ["x"], "b": "y"',
    "entities for quotation marks": "{&quot;a&quot;:[&quot;x&quot;], &quot;b&quot;:&quot;y&quot;}",
    "encoded twice": json.dumps('{"a": ["x"], "b": "y"}'),
    "keys without marks": '{a: ["x"], b: "y"}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_damaged_json_is_mended_as_far_as_can_be_told(text):
    value, _ = read_json(text)
    assert (value["a"], value["b"]) == (["x"], "y")


def test_update_that_the_data_breaks_off_in_is_left_out_and_noted():
    whole = json.dumps({**POSTING, "liveBlogUpdate": [UPDATE, {**UPDATE, "headline": "Cut"}]})
    content = read_page(whole[: whole.index("Cut") + 40].encode(), "application/json")
    assert "Ferry sails" in content.posting and "Cut" not in content.posting
    assert "breaks off" in content.notes[0]


def test_broken_script_does_not_hide_the_others():
    page = script("{ this is no JSON") + script(json.dumps(POSTING)) + script('{"@type": "Thing"}')
    assert "Ferry sails" in read_page(page).posting


def test_article_about_the_same_page_is_no_update():
    article = {"@type": "NewsArticle", "headline": "What we know", "articleBody": "Long text."}
    assert [update["headline"] for update in updates(article, POSTING)] == ["Ferry sails"]


def test_of_two_postings_the_one_with_bodies_is_read():
    bare = {**POSTING, "liveBlogUpdate": [{"headline": "A"}, {"headline": "B"}, {"headline": "C"}]}
    assert [update["headline"] for update in updates(bare, POSTING)] == ["Ferry sails"]


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "LiveBlogPosting", "headline": "Soon"},
        {**POSTING, "liveBlogUpdate": []},
        {**POSTING, "liveBlogUpdate": None},
        {**POSTING, "liveBlogUpdate": ["https://l.example/1", 3, {}]},
        {"@type": "NewsArticle", "headline": "Ferry"},
        [],
        "LiveBlogPosting",
        None,
    ],
)
def test_posting_without_updates_is_none(document):
    assert posting_text([document]) == ""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Moreno", ["Ada Moreno"]),
        ({"@type": "Person", "name": "Ada Moreno"}, ["Ada Moreno"]),
        ([{"name": "Ada Moreno"}, "Bo Lind", {"name": "Ada Moreno"}], ["Ada Moreno", "Bo Lind"]),
        ({"@type": "Person", "name": ["Ada Moreno", "Bo Lind"]}, ["Ada Moreno", "Bo Lind"]),
        ({"givenName": "Ada", "familyName": "Moreno"}, ["Ada Moreno"]),
        ({"@id": "#ada"}, ["Ada Moreno"]),
        ("https://l.example/ada", []),
        ({"@type": "Person"}, []),
        (None, []),
        ([], []),
    ],
)
def test_authors_are_read_in_all_their_forms(author, names):
    ada = {"@type": "Person", "@id": "#ada", "name": "Ada Moreno"}
    posting = {**POSTING, "liveBlogUpdate": [{**UPDATE, "author": author}]}
    (update,) = updates(posting, ada)
    found = list(dict.fromkeys(person["name"] for person in update.get("author", [])))
    assert found == names


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It left.<br>It came.<br/><br />All well.", ["It left.", "It came.", "All well."]),
        ("<p>It left &amp; came.</p><p>All <b>well</b>.</p>", ["It left & came.", "All well."]),
        ("It left.\n\nIt came back.\r\n\r\nAll well.", ["It left.", "It came back.", "All well."]),
        ("It left.\nIt came\nback.", ["It left.", "It came back."]),
        ("&lt;p&gt;It left.&lt;/p&gt;&lt;p&gt;A &amp;amp; B&lt;/p&gt;", ["It left.", "A & B"]),
        ("Caf&eacute; &amp;amp; bar &#8211; open", ["Café & bar – open"]),
        ("It left at ten.The sea was calm.", ["It left at ten. The sea was calm."]),
        ("See l.example/The.Ferry or U.S.A", ["See l.example/The.Ferry or U.S.A"]),
        ({"@type": "Text", "@value": "It left."}, ["It left."]),
        (["It left.", "It came back."], ["It left.", "It came back."]),
        ("3 < 4 and 5 > 4", ["3 < 4 and 5 > 4"]),
        ("It left and …", ["It left and …"]),
        ("It left. \ud83d\u0000\u0007", ["It left. \ufffd"]),
        ({"@type": "Text"}, []),
        ("", []),
        ("<p></p>", []),
    ],
)  # fmt: skip
def test_body_is_text_without_markup(body, expected):
    assert texts(one_update(articleBody=body)) == expected


def test_structure_of_a_body_is_kept():
    body = """
      <h3>What we know</h3><ul><li>One</li><li>Two &amp; three</li></ul>
      <blockquote><p>Mind the gap</p><p>— Ada Moreno</p></blockquote>
      <figure><img src="x" alt="The pier"><figcaption>The pier today</figcaption></figure>
      <blockquote class="twitter-tweet"><p>All aboard</p></blockquote><script>x()</script>
      <iframe src="https://www.youtube.com/embed/1"></iframe><p>End</p>
    """
    assert one_update(articleBody=body)["articleBody"] == [
        {"type": "heading", "text": "What we know"},
        {"type": "list", "items": ["One", "Two & three"]},
        {"type": "quote", "text": "Mind the gap", "attribution": "Ada Moreno"},
        {"type": "image", "alt": "The pier", "credit": None, "caption": "The pier today"},
        {"type": "embed", "provider": "twitter"},
        {"type": "quote", "text": "All aboard"},
        {"type": "embed", "provider": "youtube"},
        {"type": "paragraph", "text": "End"},
    ]


def test_list_in_plain_text_is_a_list():
    body = "What we know:\n• One thing\n• Another\n\nAll well.\n1. First\n2. Second"
    assert one_update(articleBody=body)["articleBody"] == [
        {"type": "paragraph", "text": "What we know:"},
        {"type": "list", "items": ["One thing", "Another"]},
        {"type": "paragraph", "text": "All well."},
        {"type": "list", "items": ["First", "Second"]},
    ]


def test_pictures_and_films_beside_a_body_follow_it():
    update = one_update(
        image=[{"url": "x", "caption": "The <b>pier</b>", "creditText": "Lake Pictures"}, "y.jpg"],
        video={"@type": "VideoObject", "name": "The ferry sails"},
    )
    assert update["articleBody"][1:] == [
        {"type": "image", "alt": None, "credit": "Lake Pictures", "caption": "The pier"},
        {"type": "media", "caption": "The ferry sails"},
    ]


def test_body_may_stand_under_another_name():
    assert texts(one_update(articleBody={"@type": "Text"}, text="It left.")) == ["It left."]
    assert texts(one_update(articleBody="", description="It left.")) == ["It left."]


def test_headline_is_text_in_one_line_or_not_there():
    assert (
        one_update(headline="Bridge &amp; <i>lock</i>\n closed")["headline"]
        == "Bridge & lock closed"
    )
    assert "headline" not in one_update(headline=None)
    assert "headline" not in one_update(headline=" ")


@pytest.mark.parametrize(
    ("names", "anchor"),
    [
        ({"@id": "https://l.example/live#p2"}, "https://l.example/live#p2"),
        ({"url": "https://l.example/live?post=2#p2"}, "https://l.example/live?post=2#p2"),
        ({"@id": "#p2"}, "https://l.example/live#p2"),
        ({"@id": "_:b1", "url": "/live/2"}, "https://l.example/live/2"),
        ({"@id": "urn:post:2"}, "urn:post:2"),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": "https://l.example/2"}}, "https://l.example/2"),
        ({"url": "https://l.example/live"}, None),
        ({"url": "https://l.example/live#"}, None),
        ({"url": "javascript:alert(1)"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_update_is_known_by_its_own_address_alone(names, anchor):
    posting = {**POSTING, "url": "https://l.example/live", "liveBlogUpdate": [{**UPDATE, **names}]}
    assert updates(posting)[0].get("@id") == anchor


def test_id_without_a_page_address_is_kept_as_the_pages_markup_has_it():
    assert one_update(**{"@id": "#p2"})["@id"] == "p2"


def test_address_of_an_update_is_not_taken_for_the_object_of_that_name():
    page = {"@type": "WebPage", "@id": "https://l.example/live", "name": "The page"}
    posting = read(page, {**POSTING, "url": "https://l.example/live"})
    assert posting["url"] == "https://l.example/live"


def test_what_the_posting_says_of_the_page_is_kept():
    posting = read(
        {
            **POSTING,
            "headline": "Ferry live",
            "publisher": {"@type": "Organization", "name": "Lake News", "logo": {"url": "x"}},
            "coverageStartTime": "2019-06-04T10:02:00Z",
            "dateModified": {"@value": "2019-06-04T10:17:39Z"},
            "keywords": "ferry, lake,ferry",
        }
    )
    assert posting["publisher"] == "Lake News"
    assert posting["keywords"] == ["ferry", "lake"]
    assert posting["dateModified"] == "2019-06-04T10:17:39Z"


def test_time_is_kept_as_it_is_printed():
    assert one_update(datePublished="2022-03-01T14:10:00+0000")["datePublished"].endswith("+0000")
    assert one_update(datePublished=1646143800000)["datePublished"] == "1646143800000"
    assert "datePublished" not in one_update(datePublished=None, dateModified="2022-03-01")
    assert one_update(datePublished=None, dateCreated="2022-03-01")["datePublished"] == "2022-03-01"


def test_text_file_may_hold_the_script():
    text = f"# saved by hand\n<script type='application/ld+json'>{json.dumps(POSTING)}</script>\n"
    content = read_page(text.encode())
    assert content.media_type == "text/plain"
    assert content.text == text
    assert "Ferry sails" in content.posting


def test_bare_json_is_known_by_its_content():
    content = read_page(json.dumps(POSTING, indent=2).encode("utf-16"))
    assert content.media_type == "application/json"
    assert "Ferry sails" in content.posting
    assert read_page(b'[1, "x"]').media_type == "application/json"
    assert read_page(b"[Paris time] 10:02: The ferry sails").media_type == "text/plain"


MICRODATA = """
<div itemscope itemtype="http://schema.org/LiveBlogPosting"><h1 itemprop="headline">Ferry live</h1>
  <meta itemprop="coverageStartTime" content="2019-06-04T10:00+01:00">
  <div itemprop="publisher" itemscope itemtype="http://schema.org/Organization">
    <span itemprop="name">Lake News</span></div>
  <article id="p2" itemprop="liveBlogUpdate" itemscope itemtype="http://schema.org/BlogPosting">
    <h2 itemprop="headline">Ferry sails</h2>
    <time itemprop="datePublished" datetime="2019-06-04T10:02:00+0100">10:02</time>
    <span itemprop="author" itemscope itemtype="http://schema.org/Person">
      <a itemprop="url" href="/ada"><span itemprop="name">Ada Moreno</span></a></span>
    <div itemprop="articleBody"><p>It left &amp; came back.</p><script>x()</script>
      <ul><li>One</li></ul></div>
  </article>
  <article itemscope itemtype="http://schema.org/BlogPosting">
    <p itemprop="articleBody">Boarding<br>begins.</p><a itemprop="author" href="/bo">Bo Lind</a>
  </article>
</div>
<div itemscope itemtype="http://schema.org/NewsArticle"><p itemprop="articleBody">Other</p></div>
"""


def test_microdata_is_read_like_json():
    posting = json.loads(read_page(MICRODATA.encode()).posting)
    assert (posting["headline"], posting["publisher"]) == ("Ferry live", "Lake News")
    first, second = posting["liveBlogUpdate"]
    assert first == {
        "@id": "p2",
        "headline": "Ferry sails",
        "datePublished": "2019-06-04T10:02:00+0100",
        "author": [{"name": "Ada Moreno"}],
        "articleBody": [
            {"type": "paragraph", "text": "It left & came back."},
            {"type": "list", "items": ["One"]},
        ],
    }
    assert texts(second) == ["Boarding", "begins."]
    assert second["author"] == [{"name": "Bo Lind"}]


def test_posts_inside_a_container_that_is_marked_as_the_update_are_found():
    page = """<div itemscope itemtype="https://schema.org/LiveBlogPosting">
      <div itemprop="liveBlogUpdate"><div itemscope itemtype="https://schema.org/BlogPosting">
      <p itemprop="articleBody">It left.</p></div></div></div>"""
    posting = json.loads(read_page(page.encode()).posting)
    assert [texts(update) for update in posting["liveBlogUpdate"]] == [["It left."]]
