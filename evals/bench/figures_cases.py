"""The texts that the figure check is measured on, each with its evidence and what people found in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from ledgergen import Dossier
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.core.article.article import build_article
from ledgergen.core.article.render import render_article
from ledgergen.core.drafting.citations import build_draft_text
from ledgergen.core.writer.ledger import build_sections

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Case:
    """One text and its evidence; `gold` says of labelled spans whether they must be flagged."""

    text: str
    make: Callable[[], Dossier]
    evidence: str
    gold: tuple[tuple[int, int, bool], ...] = ()

    @property
    def n_words(self) -> int:
        """Words of text and evidence."""
        return max(1, len(self.text.split()) + len(self.evidence.split()))


def join_strings(value: object) -> str:
    """Return every string and number of a JSON value, in order."""
    if isinstance(value, dict):
        return "\n".join(map(join_strings, value.values()))
    if isinstance(value, list | tuple):
        return "\n".join(map(join_strings, value))
    return "" if value is None else str(value)


def load_folder(folder: Path) -> dict[str, list[Case]]:
    """Read labelled texts."""
    sets: dict[str, list[Case]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        sets[path.name.split(".")[0]] = [
            read_line(json.loads(line)) for line in path.read_text("utf-8").splitlines()
        ]
    ledgers = []
    for path in sorted(folder.glob("*/ledger.md")):
        values = json.loads((path.parent / "dossier.json").read_text("utf-8"))
        figures = json.loads((path.parent / "gold.json").read_text("utf-8"))["figures"]
        gold = tuple((f["start"], f["end"], f["label"] in {"wrong", "baseless"}) for f in figures)
        text = path.read_text("utf-8")
        ledgers.append(Case(text, partial(Dossier.model_validate, values), join_strings(values), gold))
    return sets | ({folder.name: ledgers} if ledgers else {})


def read_line(case: dict[str, object]) -> Case:
    """Read one labelled text of a `*.jsonl`."""
    evidence, mentions = case["evidence"], case["mentions"]
    assert isinstance(evidence, list)
    assert isinstance(mentions, list)
    gold = tuple((m["start"], m["end"], bool(m["gold"])) for m in mentions if m["gold"] is not None)
    is_prose = all(isinstance(item, str) for item in evidence)
    build = Dossier.from_texts if is_prose else Dossier.from_records
    return Case(str(case["text"]), lambda: build(evidence), join_strings(evidence), gold)


def load_shipped() -> dict[str, list[Case]]:
    """Return what ships with the project."""
    dossiers = {d.movie_id: d for d in map(load_dossier, sorted((ROOT / "seeds/dossiers").glob("*.yaml")))}
    paths = sorted([*(ROOT / "seeds").glob("*.md"), *(ROOT / "evals/figures/texts").glob("*.md")])
    ledgers = [(path.read_text("utf-8"), dossiers[int(path.name.split("-")[0])]) for path in paths]
    written = [(write_ledger(dossier), dossier) for dossier in dossiers.values()]
    return {
        "shipped ledgers": [build_case(text, dossier) for text, dossier in ledgers],
        "written ledgers": [build_case(text, dossier) for text, dossier in written],
        "beside prose": [build_prose_case(text, other) for (text, _), (other, _) in pairwise(ledgers)],
    }


def build_case(text: str, dossier: Dossier) -> Case:
    """Return a case of structured evidence, which is read from its file's values each time."""
    values = dossier.model_dump(mode="json", by_alias=True)
    return Case(text, lambda: Dossier.model_validate(values), join_strings(values))


def build_prose_case(text: str, other: str) -> Case:
    """Return a case of prose evidence: the paragraphs of two ledgers, the text's own among them."""
    paragraphs = [part for part in (*text.split("\n"), *other.split("\n")) if len(part) > 80]
    return Case(" ".join(paragraphs[:4]), lambda: Dossier.from_texts(paragraphs), "\n".join(paragraphs))


def write_ledger(dossier: Dossier) -> str:
    """Write a ledger with the built-in writer."""
    article = build_article(
        movie_id=dossier.movie_id,
        title=dossier.title,
        directors=dossier.directors,
        year=dossier.year,
        sections=[section.text for section in build_draft_text(build_sections(dossier)).sections],
    )
    return render_article(article)


def pick(cases: Sequence[Case], n_words: int) -> list[Case]:
    """Choose cases evenly until they have so many words."""
    step = max(1, len(cases) * n_words // max(sum(case.n_words for case in cases), 1))
    return list(cases[:: max(1, len(cases) // step)])
