"""The sentence patterns: tables that must keep their promises."""

import re
from collections import Counter

import pytest

from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.core.writer import plan
from ledgergen.core.writer.ledger import BANK
from ledgergen.core.writer.pattern import SLOT, Pattern, build_bank, find_images

MOVES = {move for shape in plan.SHAPES.values() for order in shape.orders for move in order}


def test_reads_a_table() -> None:
    (pattern,) = build_bank(
        "x", "\nprice: lavish !flop\n    {film} cost {budget}, a bond\n    with a coupon.\n"
    )
    assert pattern.id.startswith("x-")
    assert pattern.text == "{film} cost {budget}, a bond with a coupon."
    assert [set(pattern.needs), set(pattern.wants), set(pattern.bars)] == [{"budget"}, {"lavish"}, {"flop"}]
    assert set(pattern.images) == {"bond", "coupon"}


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("A debut has no equity.", {"equit"}),
        ("It was cheap at the price.", set()),
        ("The {audited} leverage of {bonded}", {"leverag"}),
    ],
)
def test_names_the_images_of_a_text_but_not_of_its_slots(text: str, images: set[str]) -> None:
    assert find_images(text) == images


@pytest.mark.parametrize("pattern", BANK, ids=lambda pattern: pattern.id)
def test_states_no_figure_of_its_own(pattern: Pattern) -> None:
    text = SLOT.sub("Nalchik", pattern.text)
    assert not re.search(r"\d", text)
    claims = [m.text for m in extract_mentions(read_document(text)) if not m.not_a_claim]
    assert claims == []


@pytest.mark.parametrize("pattern", BANK, ids=lambda pattern: pattern.id)
def test_is_set_like_prose(pattern: Pattern) -> None:
    assert pattern.move in MOVES | set(plan.AGAIN.values())
    assert pattern.text.endswith(".")
    assert "  " not in pattern.text
    assert '"' not in pattern.text
    assert pattern.text.count("{") == pattern.text.count("}") == len(SLOT.findall(pattern.text))
    assert not pattern.wants & pattern.bars
    assert 2 <= len(pattern.text.split()) <= 60


def test_no_two_share_a_name() -> None:
    assert len({pattern.id for pattern in BANK}) == len(BANK)


def test_says_nothing_twice() -> None:
    assert [text for text, n in Counter(pattern.text for pattern in BANK).items() if n > 1] == []


def test_every_move_has_sentences() -> None:
    written = {pattern.move for pattern in BANK}
    assert MOVES - written - set(plan.AGAIN) == set()


def test_every_order_of_a_section_makes_the_same_moves() -> None:
    for shape in plan.SHAPES.values():
        assert len({frozenset(order) for order in shape.orders}) == 1
    assert set(plan.LAURELS_FIRST) == set(plan.SHAPES[4].orders[0])


@pytest.mark.parametrize("move", sorted(MOVES - set(plan.BLANKS.values())))
def test_every_move_has_its_turn(move: str) -> None:
    assert plan.PRIORITY.count(move) == 1
