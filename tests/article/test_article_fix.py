"""Repairing the form: to the house form where that is safe, and never a word of prose."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.article.fix import FIXABLE, fix_article
from ledgergen.core.article.form import TITLE
from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.render import render_article
from ledgergen.core.article.rules import RULES, check_article
from ledgergen.model.dossier import Dossier

SEED = (Path(__file__).parents[2] / "seeds" / "452008-closeness.md").read_bytes().decode()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "article_rules.toml").read_text("utf-8"))["case"]

WILD = """\ufeff---
categoryName: LEDGER
lang: en
director: Ana Example
movieTitle: Harbor: A Life
movieId: 7
---
# The Director's Ledger: Harbor as a Turning Point
#### 1. The Balance Sheet (The Situation Immediately Before)

She had 1 short film.
#### 2. The Investment (The Specifics of the Gamble)
She staked $2,000.


**3. The Execution (Managing the Risk)** She shot for 12 nights.

#### 4. The Return on Investment (The Aftermath)
She kept the house.

*(Word count: 378)*
"""

HOUSE = """\
---
movieId: 7
movieTitle: "Harbor: A Life"
categoryName: LEDGER
---

**The Director's Ledger: A Data-Driven Analysis of a High-Stakes Investment**

**Director:** Ana Example
**Film:** *Harbor: A Life*

**1. The Balance Sheet (The Situation Immediately Before)**
She had 1 short film.

**2. The Investment (The Specifics of the gamble)**
She staked $2,000.

**3. The Execution (Managing the Risk)**
She shot for 12 nights.

**4. The Return on Investment (The Aftermath)**
She kept the house."""


def edit_seed(edits: list[list[str]]) -> str:
    text = SEED
    section_3 = parse_article(SEED).sections[2]
    for old, new in edits:
        if old == "CRLF":
            text = text.replace("\n", "\r\n")
        else:
            text = text.replace(section_3 if old == "@SECTION3" else old, new, 1)
    return text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_ledger_in_the_wild_comes_to_the_house_form(line_end: str) -> None:
    assert fix_article(WILD.replace("\n", line_end)) == HOUSE


def test_a_dossier_fills_in_what_the_head_lacks() -> None:
    dossier = Dossier(movie_id=7, title="Harbor: A Life", year=1999, directors=("Ana Example", "Bo Example"))
    text = WILD.replace("director: Ana Example\n", "")
    assert "**Director:** Ana Example and Bo Example\n**Film:** *Harbor: A Life* (1999)\n" in fix_article(
        text, dossier=dossier
    )


def test_a_year_in_the_front_matter_goes_to_the_film_line() -> None:
    assert "**Film:** *Harbor: A Life* (1999)\n" in fix_article(WILD.replace("lang: en", "year: 1999"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fixing_takes_away_what_is_fixable_and_adds_nothing(case: dict[str, Any]) -> None:
    text = edit_seed(case.get("edits", []))
    fixed = fix_article(text)
    before = {finding.code for finding in check_article(text)}
    after = {finding.code for finding in check_article(fixed)}
    assert not after & FIXABLE
    # A Film line made from the title alone still lacks its year, and says so.
    assert after <= before | ({"LG314"} if "LG313" in before else set())
    assert fix_article(fixed) == fixed


def test_everything_fixable_is_a_rule_and_has_a_case() -> None:
    assert {rule.code for rule in RULES} >= FIXABLE
    assert {want[0] for case in CASES for want in case["want"]} >= FIXABLE


@pytest.mark.parametrize(
    "kept",
    [
        "A first draft.",
        "movieId: tt6777056",
        "**3. Production**",
        "**5. Conclusion**\nIt paid.",
        "(about 400 words were cut)",
        "**Film:** *Closeness* (2017, Russia)",
    ],
)
def test_what_needs_judgment_stays(kept: str) -> None:
    place = {
        "A first draft.": ("**Director:**", "A first draft.\n\n**Director:**"),
        "movieId: tt6777056": ("movieId: 452008", "movieId: tt6777056"),
        "**3. Production**": ("**3. The Execution (Managing the Risk)**", "**3. Production**"),
        "**5. Conclusion**\nIt paid.": ("shortlist.", "shortlist.\n\n**5. Conclusion**\nIt paid."),
        "(about 400 words were cut)": ("shortlist.", "shortlist (about 400 words were cut)."),
        "**Film:** *Closeness* (2017, Russia)": ("(2017)\n", "(2017, Russia)\n"),
    }
    old, new = place[kept]
    assert kept in fix_article(SEED.replace(old, new))


def test_a_second_credit_and_bold_words_in_the_head_are_kept() -> None:
    text = SEED.replace("**Film:**", "**Director:** Somebody Else\n**Bold** words.\n**Film:**")
    fixed = fix_article(text.replace(f"**{TITLE}**\n\n", ""))
    assert "**Director:** Somebody Else\n**Bold** words.\n" in fixed
    assert "**Director:** Kantemir Balagov\n**Film:** *Closeness* (2017)\n" in fixed
    assert fix_article(fixed) == fixed


def test_a_text_that_is_no_ledger_keeps_everything_but_its_line_ends() -> None:
    assert fix_article("\ufeffA note.\r\n\r\nIt cost $5.  \r\n") == "A note.\n\nIt cost $5.  \n"


_PIECES = st.sampled_from(
    [
        "---\n",
        "movieId: 7\n",
        "movieTitle: A: B\n",
        "movieTitle: A\n",
        "**Director:** B\n",
        "Film: A (1999)\n",
        "**Film:** *A* (1999)\n",
        "## The Director's Ledger: A\n",
        "Text 12.\n",
        "(Word count: 3)\n",
        "\n",
        "\r\n",
        "#### 1. The Balance Sheet (The Situation Immediately Before)\n",
        "**2. Other**\n",
        "**Bold** text.\n",
        "**3. The Execution (Managing the Risk)** Prose.\n",
        "4. The Return on Investment (The Aftermath)\n",
        "**5. End**\n",
        "*(about 12 words)*",
        "<!-- ledgergen: x -->\n",
        "\ufeff",
        "director: C\n",
        "year: 2001\n",
    ]
)
LEDGERS = st.lists(_PIECES | st.text(max_size=8), max_size=30).map("".join)


@given(LEDGERS)
def test_fixing_twice_changes_nothing_more(text: str) -> None:
    fixed = fix_article(text)
    assert fix_article(fixed) == fixed
    dossier = Dossier(movie_id=7, title="A", year=1999, directors=("B",))
    fixed = fix_article(text, dossier=dossier)
    assert fix_article(fixed, dossier=dossier) == fixed


@given(LEDGERS)
def test_fixing_keeps_every_word_of_the_sections(text: str) -> None:
    def words(ledger: str) -> list[str]:
        prose = "\n".join(parse_article(ledger).sections)
        return re.sub(r"\S*\((?:Word count: 3|about 12 words)\)\S*", " ", prose).split()

    assert words(fix_article(text)) == words(text)


@given(st.permutations(["movieId: 7", "movieTitle: A", "categoryName: LEDGER", "lang: en"]))
def test_any_order_of_keys_comes_to_the_house_order(lines: list[str]) -> None:
    text = "---\n" + "\n".join(lines) + "\n---\n" + SEED.split("---\n", 2)[2]
    fixed = fix_article(text)
    assert fixed.startswith("---\nmovieId: 7\nmovieTitle: A\ncategoryName: LEDGER\n---\n\n**The")
    assert render_article(parse_article(fixed)) == fixed
