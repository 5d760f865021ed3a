"""What editors decide becomes a case that holds the check to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergen.cli.app import run
from ledgergen.core.evals.export import list_labels
from ledgergen.core.review.state import State
from ledgergen.model.report import Figure, Report, Verdict
from ledgergen.model.review import Event, Kind

DRAFT = "It cost $4 million, ran 90 minutes, and *Nine Lives* earned $7."


def make_report(*flagged: str) -> Report:
    figures = [
        Figure(
            id=f"fig-{number}",
            start=DRAFT.index(words),
            end=DRAFT.index(words) + len(words),
            text=words,
            section=None,
            verdict=Verdict.UNSUPPORTED,
            rule="V39",
            reason="Nothing supports it.",
        )
        for number, words in enumerate(flagged)
    ]
    return Report(movie_id=1, text_sha256="", dossier_sha256="", checker="x", figures=tuple(figures))


def event(kind: Kind, exact: str, *, rev: int = 1, reason: str = "") -> Event:
    return Event(movie_id=1, kind=kind, actor="ann", at="", rev=rev, exact=exact, reason=reason)


@pytest.mark.parametrize(
    ("events", "undone", "labels"),
    [
        ([], (), ("$4 million", "Nine")),
        ([event(Kind.CORRECTED, "$4 million")], (), ("$4 million", "Nine")),
        ([event(Kind.WAIVED, "Nine", reason="title_or_name")], (), ("$4 million",)),
        ([event(Kind.WAIVED, "Nine", reason="checker_misread")], (), ("$4 million",)),
        ([event(Kind.WAIVED, "$4 million", reason="unlinkable_source")], (), ("$4 million", "Nine")),
        ([event(Kind.CORRECTED, "90 minutes")], (), ("$4 million", "Nine", "90 minutes")),
        ([event(Kind.CORRECTED, "90 minutes")], (1,), ("$4 million", "Nine")),
        ([event(Kind.CORRECTED, "words of a later text")], (), ("$4 million", "Nine")),
    ],
)
def test_decisions_are_labels(events: list[Event], undone: tuple[int, ...], labels: tuple[str, ...]) -> None:
    state = State(
        movie_id=1,
        draft=DRAFT,
        events=tuple(events),
        undone=frozenset(undone),
        waived={one.exact: one for one in events if one.kind is Kind.WAIVED},
    )
    assert list_labels(state, make_report("$4 million", "Nine")) == labels


def test_a_ledger_in_review_is_exported_as_a_case_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    seed = Path(__file__).parents[2] / "seeds" / "452008-closeness.md"
    (tmp_path / "review").mkdir()
    text = seed.read_bytes().decode("utf-8").replace("approximately $130,000", "approximately $730,000")
    (tmp_path / "review" / "452008-closeness.md").write_bytes(text.encode("utf-8"))
    assert run(["eval", "export", "452008", "--out-dir", "evals/own"]) == 0
    (tmp_path / "evals" / "own" / "suite.yaml").write_text(
        "schema: suite/1\nkind: drafting\nsays: Decided.\n"
    )
    case = (tmp_path / "evals" / "own" / "452008-closeness-decided.yaml").read_text("utf-8")
    assert 'outcome: held, flagged: ["$730,000"]' in case
    assert run(["eval", "own"]) == 0
    out = capsys.readouterr().out
    assert "failed" not in out
    assert "flag_recall          100.0 %" in out
