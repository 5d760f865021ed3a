"""A recheck says what a check of the whole says, whatever was changed, and reads no further than it notes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledgergen.core.checking import check_prepared, recheck
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.kept import holding
from ledgergen.core.figures.kept.rulings import rule_all
from ledgergen.core.figures.kept.stand import Kept, Stand
from ledgergen.core.figures.mention import Ruling
from ledgergen.core.figures.passages import reading as passages
from ledgergen.core.figures.passages.layout import Layout, build_layout
from ledgergen.core.figures.prepared import prepare
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import Document, read_document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Report
from tests.figures.test_laws import TABLES

ROOT = Path(__file__).parents[2]


def read_ledgers() -> Iterator[tuple[str, str, Dossier]]:
    """Yield the seed ledgers, and ledgers made of the sentences that the laws of the check are told by."""
    for path in sorted((ROOT / "seeds").glob("*.md")):
        evidence = ROOT / "seeds" / "dossiers" / f"{path.stem}.yaml"
        yield path.stem, path.read_text("utf-8"), Dossier.load(evidence)
    for name, table in TABLES.items():
        said = [case["text"].replace("[", "").replace("]", "") for case in table["case"]]
        dossier = Dossier.model_validate(table["dossier"])
        head = f"**Director:** {dossier.directors[0]}\n**Film:** *{dossier.title}* ({dossier.year})\n\n"
        for number in range(0, min(len(said), 36), 18):
            part = said[number : number + 18]
            paragraphs = [" ".join(part[at : at + 3]) for at in range(0, len(part), 3)]
            yield f"{name} {number}", head + "\n\n".join(paragraphs), dossier


LEDGERS = {name: (text, prepare(dossier)) for name, text, dossier in read_ledgers()}


# --- edits --------------------------------------------------------------------------------


def _pick(pattern: str, text: str, rng: random.Random) -> tuple[int, int]:
    found = [match.span() for match in re.finditer(pattern, text)]
    return rng.choice(found) if found else (0, 0)


def correct_figure(text: str, report: Report, rng: random.Random) -> str:
    """Put another value in for a figure: the one suggested, or any."""
    if not report.figures:
        return text
    figure = rng.choice(report.figures)
    other = rng.choice(report.figures).text
    values = [str(rng.randrange(1, 2000)), "$12 million", "three", "12 percent", "March 3, 1997", other]
    value = figure.suggestion if figure.suggestion and rng.random() < 0.5 else rng.choice(values)
    return text[: figure.start] + value + text[figure.end :]


def change_word(text: str, _: Report, rng: random.Random) -> str:
    """Put another word in for a word, or none."""
    start, end = _pick(r"\S+", text, rng)
    words = [
        "the",
        "film",
        "cost",
        "domestic",
        "its",
        "he",
        "*Salt Road*",
        "those",
        "nominated",
        "France",
        "",
    ]
    return text[:start] + rng.choice([*words, text[start:end].swapcase()]) + text[end:]


def add_words(text: str, _: Report, rng: random.Random) -> str:
    """Put a sentence, a mark or a paragraph's end in before a word."""
    start, _end = _pick(r"\S+", text, rng)
    said = ["It cost $20 million. ", "In 1997 he was 33. ", "*Gull* won two prizes. ", "*", "\n\n", "(", "2 "]
    return text[:start] + rng.choice(said) + text[start:]


def delete_sentence(text: str, _: Report, rng: random.Random) -> str:
    """Take a sentence out."""
    start, end = _pick(r"[^.!?\n]+[.!?] ?", text, rng)
    return text[:start] + text[end:]


def swap_paragraphs(text: str, _: Report, rng: random.Random) -> str:
    """Let two paragraphs change places."""
    parts = text.split("\n\n")
    one, other = rng.choices(range(len(parts)), k=2)
    parts[one], parts[other] = parts[other], parts[one]
    return "\n\n".join(parts)


def join_paragraphs(text: str, _: Report, rng: random.Random) -> str:
    """Make one paragraph of two."""
    start, end = _pick(r"\n\n+", text, rng)
    return f"{text[:start]} {text[end:]}"


def change_title(text: str, _: Report, rng: random.Random) -> str:
    """Call a film by another's title, here or everywhere."""
    start, end = _pick(r"\*[^*\n]{2,40}\*", text, rng)
    first, last = _pick(r"\*[^*\n]{2,40}\*", text, rng)
    if rng.random() < 0.5:
        return text.replace(text[start:end] or "*", "*Unheard Of*")
    return text[:start] + text[first:last] + text[end:]


EDITS: Sequence[Callable[[str, Report, random.Random], str]] = (
    correct_figure,
    change_word,
    add_words,
    delete_sentence,
    swap_paragraphs,
    join_paragraphs,
    change_title,
)


@pytest.mark.parametrize("name", LEDGERS)
def test_a_recheck_says_what_a_check_of_the_whole_says(name: str) -> None:
    text, prepared = LEDGERS[name]
    rng = random.Random(name)
    first = report, known = recheck(text, prepared)
    assert report == check_prepared(text, prepared)
    for edit in (*EDITS, *EDITS[:3]):
        if rng.random() < 0.2:
            (text, _), (report, known) = LEDGERS[name], first
        changed = edit(text, report, rng)
        report, known = recheck(changed, prepared, known)
        assert report == check_prepared(changed, prepared), (edit.__name__, text, changed)
        text = changed


# --- what a change has a bearing on, however far away ---------------------------------------

REEF = {
    "schema": "dossier/1",
    "movie_id": 7,
    "title": "Reef",
    "year": 2019,
    "directors": ["Ana Ruiz"],
    "sources": [{"id": "s", "name": "Notes", "retrieved": "2026-01-31"}],
    "facts": [
        {"id": "f1", "subject": "Reef", "attribute": "budget", "value": "15000000", "unit": "USD",
         "source": "s"},
        {"id": "f2", "subject": "Reef", "attribute": "gross", "value": "40000000", "unit": "USD",
         "source": "s"},
        {"id": "f3", "subject": "Reef", "attribute": "theaters", "value": "4", "source": "s"},
        {"id": "f4", "subject": "Gull", "attribute": "budget", "value": "3000000", "unit": "USD",
         "source": "s"},
    ],
}  # fmt: skip
BETWEEN = (
    "\n\n"
    + "The summer was long. " * 120
    + "\n\nThe crew built 31 boats, 37 rafts, 41 masts and 43 oars.\n\n"
)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(
            f"It brought in $40 million.{BETWEEN}"
            "It was made for $15 million, and Ruiz turned that into $15 million by the end of the year.",
            "$40 million",
            "$41 million",
            id="what stands in the seat of a fact that is told elsewhere",
        ),
        pytest.param(
            "It played in four theaters.\n\nThose four rooms sold out.",
            "four theaters",
            "five theaters",
            id="what points back to the figure of another paragraph",
        ),
        pytest.param(
            "*Gull* had a cost. The boats were slow, and all the summer went by.\n\nIt cost $3 million.",
            "by.\n\nIt",
            "by. It",
            id="where a paragraph ends",
        ),
    ],
)
def test_a_change_is_heard_of_wherever_it_bears_on_a_figure(text: str, old: str, new: str) -> None:
    prepared = prepare(Dossier.model_validate(REEF))
    before, known = recheck(text, prepared)
    changed = text.replace(old, new, 1)
    after, known = recheck(changed, prepared, known)
    assert after == check_prepared(changed, prepared)
    assert after.figures[-1].reason != before.figures[-1].reason
    assert recheck(text, prepared, known).report == before


# --- what is spared -----------------------------------------------------------------------


@pytest.fixture
def ruled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The figures that were ruled anew."""
    figures: list[str] = []
    rule = Judge.rule

    def note(judge: Judge, number: int) -> Ruling:
        figures.append(judge.scene.reading.mentions[number].text if judge.scene else "")
        return rule(judge, number)

    monkeypatch.setattr(Judge, "rule", note)
    return figures


def test_a_correction_leaves_what_it_has_no_bearing_on(ruled: list[str]) -> None:
    said = "The crew built {} boats in {} days. It was a long summer, and all of them worked on."
    text = "\n\n".join(said.format(n, n + 60) for n in range(20, 26))
    prepared = prepare(Dossier.model_validate(REEF))
    known = recheck(text, prepared).kept
    ruled.clear()
    recheck(text.replace("22 boats", "2,200 boats"), prepared, known)
    assert "2,200" in ruled
    assert {"20", "25", "85 days"}.isdisjoint(ruled)


@pytest.mark.parametrize("other", ["another dossier", "nothing kept", "records"])
def test_a_check_rests_on_none_of_other_evidence(other: str, ruled: list[str]) -> None:
    text, prepared = LEDGERS["laws 0"]
    known = recheck(text, prepared).kept
    records = {**prepared.dossier.model_dump(mode="json"), "records": [{"team": "Reef", "wins": 12}]}
    given = prepare(Dossier.model_validate(records) if other == "records" else prepared.dossier)
    ruled.clear()
    report, kept_now = recheck(text, given, None if other == "nothing kept" else known)
    assert len(ruled) >= len(report.figures)
    assert report == check_prepared(text, given)
    assert (kept_now is None) is (other == "records")


def test_what_fails_in_a_recheck_is_checked_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text, prepared = LEDGERS["laws 0"]
    first = recheck(text, prepared)

    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(holding, "find_common", fail)
    assert recheck(text, prepared, first.kept) == (first.report, None)


# --- how far rulings read -----------------------------------------------------------------


class _Watched(tuple[str, ...]):
    """The words of a text, which note where they are read."""

    __slots__ = ()
    first: int = 0
    end: int = 0
    is_watching = False

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401  as a tuple's
        if _Watched.is_watching:
            start, end, _ = key.indices(len(self)) if isinstance(key, slice) else (key, key + 1, 1)
            if start < end:
                _Watched.first, _Watched.end = min(_Watched.first, start), max(_Watched.end, end)
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        if _Watched.is_watching:
            _Watched.first, _Watched.end = 0, len(self)
        return super().__iter__()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """Between which tokens the rulings on each figure have read."""
    found: dict[int, tuple[int, int]] = {}
    rule = Judge.rule

    def watch(judge: Judge, number: int) -> Ruling:
        _Watched.first, _Watched.end, _Watched.is_watching = 1 << 60, 0, True
        try:
            return rule(judge, number)
        finally:
            _Watched.is_watching = False
            found[number] = _Watched.first, _Watched.end

    def lay_out(document: Document) -> Layout:
        was_watching, _Watched.is_watching = _Watched.is_watching, False
        layout = build_layout(document)
        watched = replace(layout, stems=_Watched(layout.stems))
        _Watched.is_watching = was_watching
        return watched

    monkeypatch.setattr(Judge, "rule", watch)
    monkeypatch.setattr(passages, "build_layout", lay_out)
    return found


@pytest.mark.parametrize("name", LEDGERS)
def test_rulings_read_no_further_than_is_noted(name: str, reads: dict[int, tuple[int, int]]) -> None:
    text, prepared = LEDGERS[name]
    document = read_document(text)
    mentions = extract_mentions(document, prepared.titles)
    document.words = _Watched(document.words)
    _, known = rule_all(document, mentions, prepared, None)
    assert known is not None
    for stand in known.stands.values():
        first = min(reads[number][0] for number in stand.numbers)
        end = max(reads[number][1] for number in stand.numbers)
        needed = _find_needed(stand, known)
        assert first >= min(needing.low for needing in needed)
        assert end <= max(needing.high for needing in needed)


def _find_needed(stand: Stand, known: Kept) -> list[Stand]:
    """Return what a sentence's rulings stand on, with those of the figures that they asked for, and so on."""
    needed = [stand]
    for needing in needed:
        numbers = {*needing.asked, *(number for _, told in needing.stated for number in told)}
        needed += [s for s in known.stands.values() if numbers.intersection(s.numbers) and s not in needed]
    return needed
