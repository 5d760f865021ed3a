"""What a draft took from a seed: sentences, and figures that are not its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergen.core.article.article import build_article
from ledgergen.core.article.overlap import find_amounts
from ledgergen.core.article.render import render_article
from ledgergen.core.article.rules import check_article
from ledgergen.model.dossier import Dossier, Fact, Passage

SEED = (Path(__file__).parents[2] / "seeds" / "452008-closeness.md").read_bytes().decode()


def draft(prose: str, *, movie_id: int = 1366, title: str = "Rocky") -> str:
    return render_article(
        build_article(
            movie_id=movie_id,
            title=title,
            directors=["John G. Avildsen"],
            year=1976,
            sections=[prose, "It was a wager.", "It was made.", "It paid."],
        )
    )


def messages(text: str, dossier: Dossier | None = None) -> list[str]:
    findings = check_article(text, dossier=dossier, seeds=[SEED])
    return [finding.message for finding in findings if finding.code in {"LG411", "LG412"}]


def rocky(*facts: Fact, passages: tuple[Passage, ...] = ()) -> Dossier:
    return Dossier(
        movie_id=1366, title="Rocky", directors=("John G. Avildsen",), facts=facts, passages=passages
    )


def test_a_seed_s_sentence_is_found_with_its_place() -> None:
    text = draft("He had nothing. He faced a critical bottleneck; without a breakout feature, he was done.")
    (finding,) = [f for f in check_article(text, seeds=[SEED]) if f.code == "LG411"]
    line = text.split("\n")[finding.line - 1]
    assert (
        line[finding.column - 1 : (finding.end_column or 0) - 1]
        == "He faced a critical bottleneck; without a breakout feature"
    )
    assert finding.message == "these 9 words stand in a row in the seed ledger of 'Closeness'"


def test_case_and_punctuation_hide_no_copy() -> None:
    assert messages(draft("Yet he FACED a critical bottleneck – without a breakout feature."))


def test_seven_words_in_a_row_are_nobody_s() -> None:
    assert messages(draft("Faced a critical bottleneck; without a breakout film, he was done.")) == []


def test_names_recur_honestly() -> None:
    text = draft("It made the 2020 Academy Awards International Feature shortlist, in time.")
    assert messages(text) == []


def test_a_film_s_own_seed_is_no_model_to_copy_from() -> None:
    copied = "He faced a critical bottleneck; without a breakout feature he was done, with $130,000."
    assert messages(draft(copied, movie_id=452008, title="Closeness")) == []
    assert len(messages(draft(copied))) == 2


def test_a_seed_s_figure_in_another_film_s_ledger_is_a_canary() -> None:
    text = draft("It grossed $130,000 at home.")
    assert messages(text) == ["'$130,000' is a figure of the seed ledger of 'Closeness', not of this film"]
    assert messages(text, rocky()) == messages(text)


@pytest.mark.parametrize(
    "dossier",
    [
        rocky(Fact(id="f1", subject="Rocky", attribute="gross", value="130000", unit="USD", source="s")),
        rocky(passages=(Passage(id="p1", text="It took $130,000 in a week.", source="s"),)),
    ],
    ids=["in a fact", "in a passage"],
)
def test_a_figure_of_the_film_s_own_dossier_is_no_canary(dossier: Dossier) -> None:
    assert messages(draft("It grossed $130,000 at home."), dossier) == []


def test_the_same_number_in_another_currency_is_no_canary() -> None:
    assert messages(draft("It grossed £130,000 at home.")) == []


def test_round_sums_count_only_against_a_dossier() -> None:
    seed = draft("It cost $15 million.", movie_id=5, title="Other")
    text = draft("It cost $15 million.")
    for dossier, wanted in ((None, []), (rocky(), ["LG412"])):
        codes = [finding.code for finding in check_article(text, dossier=dossier, seeds=[seed])]
        assert [code for code in codes if code == "LG412"] == wanted


def test_amounts_are_read_to_their_value_and_precision() -> None:
    text = "It cost $1.9 million, made €28,262,574 and £2, drew 213,961 people over 35 weeks in 1976."
    found = [(text[a.start : a.end], a.sign, str(a.value), str(a.precision)) for a in find_amounts(text)]
    assert found == [
        ("$1.9 million", "$", "1900000.0", "100000.0"),
        ("€28,262,574", "€", "28262574", "1"),
        ("£2", "£", "2", "1"),
        ("213,961", "", "213961", "1"),
    ]


def test_no_seeds_no_findings() -> None:
    text = draft("He faced a critical bottleneck; without a breakout feature he had $130,000.")
    assert [f.code for f in check_article(text) if f.code in {"LG411", "LG412"}] == []
