"""Captions and credits of pictures, as newsrooms print them."""

import pytest

from entries.layouts.blocks import Image
from entries.layouts.captions import read_caption


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("The hall. Photograph: Lou Brand/PA", Image(None, "Lou Brand/PA", "The hall.")),
        ("A boat. Photograph: A/B Photograph: A/B", Image(None, "A/B", "A boat.")),
        ("Photograph: Lou Brand", Image(None, "Lou Brand", None)),
        ("People wait | Photo Credit: Agency", Image(None, "Agency", "People wait")),
        ("The empty chair CREDIT: Rui Prado/EPA", Image(None, "Rui Prado/EPA", "The empty chair")),
        ("The ferry leaves (Image: GETTY)", Image(None, "GETTY", "The ferry leaves")),
        ("Smoke over the quay (Reuters)", Image(None, "Reuters", "Smoke over the quay")),
        ("Image: A field in May. Pic: Reuters", Image(None, "Reuters", "A field in May.")),
        ("A dyke © Wire", Image(None, "Wire", "A dyke")),
        ("A pierImage source, EPA", Image("A pier", "EPA", None)),
        ("Credit…P. Ostrander/Agency", Image(None, "P. Ostrander/Agency", None)),
        ("A soldier with an oar [Reuters]", Image(None, "Reuters", "A soldier with an oar")),
        ("The mole - Lu Brand/Pool via EPA", Image(None, "Lu Brand/Pool via EPA", "The mole")),
        ("The mole at night - GETTY IMAGES", Image(None, "GETTY IMAGES", "The mole at night")),
    ],
)
def test_caption_with_its_credit_is_a_picture(text, image):
    assert read_caption(text) == image


@pytest.mark.parametrize(
    "text",
    [
        "The photograph shows a boat: it is red.",
        "He said it was “a picture of health” (and it was).",
        "The strike is over, the union said. (Reuters)",
        "Credit where credit is due.",
        "The mole is shut, the board says – Reuters",
        "She wrote: [sic] the bote.",
        "Photograph: " + "x" * 2000,
    ],
)
def test_sentence_is_no_caption(text):
    assert read_caption(text) is None
