"""A feed's document as Atom, RFC 4287, with the links and the mark of RFC 5005."""

from __future__ import annotations

import re
from io import BytesIO

from django.utils.feedgenerator import rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from .documents import Document, Item

MEDIA_TYPE = "application/atom+xml"
LANGUAGE = "en-GB"
# What XML cannot hold at all, not even escaped; a dump may.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Writer(SimplerXMLGenerator):
    """Writes elements and attributes of whatever text."""

    def element(self, name: str, text: str = "", **attributes: str) -> None:
        cleaned = {key: fit_for_xml(value) for key, value in attributes.items()}
        self.addQuickElement(name, fit_for_xml(text), cleaned)


def atom(document: Document) -> bytes:
    out = BytesIO()
    xml = Writer(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    spaces = {
        "xmlns": "http://www.w3.org/2005/Atom",
        "xmlns:fh": "http://purl.org/syndication/history/1.0",
    }
    xml.startElement("feed", {**spaces, "xml:lang": LANGUAGE})
    xml.element("id", document.page)
    xml.element("title", document.title)
    xml.element("subtitle", document.subtitle)
    xml.element("updated", rfc3339_date(document.updated))
    xml.element("link", rel="alternate", type="text/html", href=document.page)
    for relation, address in document.links.items():
        xml.element("link", rel=relation, type=MEDIA_TYPE, href=address)
    if document.is_archive:
        xml.element("fh:archive")
    for item in document.items:
        add_entry(xml, item)
    xml.endElement("feed")
    return out.getvalue()


def add_entry(xml: Writer, item: Item) -> None:
    xml.startElement("entry", {"xml:lang": fit_for_xml(item.language)} if item.language else {})
    xml.element("id", item.id)
    xml.element("title", item.title)
    xml.element("link", rel="alternate", type="text/html", href=item.address)
    xml.element("published", rfc3339_date(item.published))
    xml.element("updated", rfc3339_date(item.updated))
    for author in item.authors:
        xml.startElement("author", {})
        xml.element("name", author)
        xml.endElement("author")
    for tag in item.tags:
        xml.element("category", term=tag)
    if item.summary:
        xml.element("summary", item.summary)
    xml.element("content", item.html, type="html")
    xml.endElement("entry")


def fit_for_xml(text: str) -> str:
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
