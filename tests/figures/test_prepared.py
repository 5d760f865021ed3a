"""A dossier prepared once answers for every text as one that is read anew."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from ledgergen.core.checking import check, check_prepared
from ledgergen.core.figures.prepared import prepare
from ledgergen.model.dossier import Dossier

PROSE = "The Quiet Harbor was shot in 41 days. Glass Reef, made before it, cost $3 million."
FACTS = {
    "schema": "dossier/1",
    "movie_id": 7,
    "title": "The Quiet Harbor",
    "year": 2019,
    "directors": ["Ana Ruiz"],
    "sources": [{"id": "s1", "name": "Production notes", "retrieved": "2026-01-31"}],
    "facts": [
        {"id": "f1", "subject": "The Quiet Harbor", "attribute": "budget", "value": "55000000", "unit": "USD",
         "source": "s1"},
        {"id": "f2", "subject": "Nine Tides", "attribute": "budget", "value": "12000000", "unit": "USD",
         "source": "s1"},
        {"id": "f3", "subject": "Ana Ruiz", "attribute": "birth_date", "value": "1981-03-02", "source": "s1"},
    ],
    "passages": [
        {"id": "p1", "text": PROSE,
         "source": "s1"},
    ],
}  # fmt: skip
TEXTS = (
    "*The Quiet Harbor* cost $55 million and was shot in 41 days.",
    "*Glass Reef* had cost $3 million, and *Nine Tides* $12 million, four times as much.",
    "*Salt Road* had cost $3 million. *The Quiet Harbor* cost $54 million.",
    "It was filmed in 41 days. *Glass Reef* cost $4 million.",
    "Nothing is counted here.",
    "",
)
RECORDS = Dossier.from_records([{"team": "Reef", "wins": 12}, {"team": "Tide", "wins": 9}])
DOSSIERS = {
    "facts and prose": Dossier.model_validate(FACTS),
    "facts alone": Dossier.model_validate({**FACTS, "passages": []}),
    "prose alone": Dossier.from_texts([PROSE]),
    "records": RECORDS,
    "nothing": Dossier(movie_id=0, title=""),
}


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_text_has_a_bearing_on_the_next(name: str) -> None:
    dossier = DOSSIERS[name]
    prepared = prepare(dossier)
    for text in (*TEXTS, *reversed(TEXTS)):
        assert check_prepared(text, prepared) == check(text, dossier)


def test_threads_may_share_what_is_prepared() -> None:
    dossier = DOSSIERS["facts and prose"]
    prepared = prepare(dossier)
    texts = TEXTS * 8
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda text: check_prepared(text, prepared), texts))
    assert reports == [check(text, dossier) for text in texts]


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_check_leaves_nothing_to_the_collector_of_garbage(name: str) -> None:
    # Objects in a ring outlive their check, and a batch would spend a fifth of its time looking for them.
    text = "\n".join(TEXTS)
    check(text, DOSSIERS[name])
    gc.collect()
    gc.disable()
    try:
        check(text, DOSSIERS[name])
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0
