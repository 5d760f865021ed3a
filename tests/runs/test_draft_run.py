"""One film end to end, and the fault matrix: whatever fails, nothing reaches `ledgers/`."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, Report, check
from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.models.scripted import ScriptedCompleter
from ledgergen.codec import hash_text, report_from_json
from ledgergen.core.dossiers.dossier import parse_dossier
from ledgergen.core.drafting.kit import DraftKit, build_kit
from ledgergen.errors import (
    ContentFilteredError,
    DossierError,
    EmptyReplyError,
    HandEditedError,
    LedgergenError,
    ModelCutShortError,
    ModelOverloadedError,
    ModelRefusedError,
    ModelTimeoutError,
    NoChoicesError,
    NoEvidenceError,
    ReplyError,
    SourceError,
    StoreError,
)
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Reply
from ledgergen.runs.draft import DraftResult, draft_film, gather_dossier

ROOT = Path(__file__).parents[2]
HARBOR = parse_dossier((ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8"), where="harbor")
GOOD = (ROOT / "tests" / "cases" / "harbor-reply.json").read_text("utf-8")
BODIES: dict[str, str] = json.loads(GOOD)
FILM = FilmRef(movie_id=990001)
NAME = "990001-harbor-lights"


class Shelf:
    """An evidence source that gives what it was given."""

    def __init__(self, found: Dossier | LedgergenError | None, name: str = "a shelf") -> None:
        self._found = found
        self.name = name

    async def gather(self, film: FilmRef) -> Dossier | None:
        assert film.movie_id > 0
        if isinstance(self._found, LedgergenError):
            raise self._found
        return self._found


@pytest.fixture(scope="module")
def kit() -> DraftKit:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "prompts").glob("*.md")}
    return build_kit(texts, seeds=[], check=check)


def draft(kit: DraftKit, out_dir: Path, script: list[Any], **options: Any) -> DraftResult:  # noqa: ANN401
    sources = options.pop("sources", [Shelf(HARBOR)])
    files = LedgerFiles(out_dir)
    completer = ScriptedCompleter(script)
    return asyncio.run(
        draft_film(FILM, sources=sources, completer=completer, kit=kit, files=files, **options)
    )


def list_files(out_dir: Path) -> list[str]:
    return sorted(str(path.relative_to(out_dir)) for path in out_dir.rglob("*") if path.is_file())


def fabricate(*keys: str) -> str:
    return json.dumps({k: BODIES[k].replace("$1.9 million", "$62 million") for k in keys or BODIES})


def test_a_clean_draft_is_published_with_its_report(kit: DraftKit, tmp_path: Path) -> None:
    steps: list[str] = []
    result = draft(kit, tmp_path, [GOOD], on_step=steps.append)
    assert list_files(tmp_path) == [f"ledgers/{NAME}.md", f"ledgers/{NAME}.report.json"]
    text = (tmp_path / "ledgers" / f"{NAME}.md").read_text("utf-8")
    report = report_from_json(json.loads((tmp_path / "ledgers" / f"{NAME}.report.json").read_text("utf-8")))
    assert text == result.outcome.text
    assert report == result.outcome.report
    assert report.text_sha256 == hash_text(text)
    assert report.is_clean
    assert report.model is not None
    assert report.model.provider == "script"
    assert result.saved is not None
    assert result.saved.is_published
    assert steps == ["drafting"]
    # What is on disk passes on its own, without the model that wrote it.
    assert check(text, HARBOR).is_clean


def test_a_repaired_draft_is_published(kit: DraftKit, tmp_path: Path) -> None:
    steps: list[str] = []
    repair = json.dumps({"investment": BODIES["investment"]})
    result = draft(kit, tmp_path, [fabricate(), repair], on_step=steps.append)
    assert list_files(tmp_path)[0] == f"ledgers/{NAME}.md"
    assert result.outcome.n_rounds == 1
    assert steps == ["drafting", "mending section 2"]


def test_a_stubborn_draft_is_held(kit: DraftKit, tmp_path: Path) -> None:
    result = draft(kit, tmp_path, [fabricate(), fabricate("investment"), fabricate("investment")])
    assert list_files(tmp_path) == [f"review/{NAME}.md", f"review/{NAME}.report.json"]
    assert not result.outcome.is_clean
    report = json.loads((tmp_path / "review" / f"{NAME}.report.json").read_text("utf-8"))
    assert report["summary"]["flagged"] == 1


def test_a_held_draft_leaves_a_published_one_alone(kit: DraftKit, tmp_path: Path) -> None:
    draft(kit, tmp_path, [GOOD])
    before = (tmp_path / "ledgers" / f"{NAME}.md").read_bytes()
    draft(kit, tmp_path, [fabricate()] + [fabricate("investment")] * 2)
    assert (tmp_path / "ledgers" / f"{NAME}.md").read_bytes() == before
    assert (tmp_path / "review" / f"{NAME}.md").exists()


def test_an_edited_text_is_found_before_anything_is_paid_for(kit: DraftKit, tmp_path: Path) -> None:
    draft(kit, tmp_path, [GOOD])
    path = tmp_path / "ledgers" / f"{NAME}.md"
    path.write_text(path.read_text("utf-8") + " Edited.", "utf-8")
    with pytest.raises(HandEditedError):
        draft(kit, tmp_path, [])  # an empty script: asking it would fail otherwise
    assert path.read_text("utf-8").endswith(" Edited.")
    draft(kit, tmp_path, [GOOD], force=True)
    assert not path.read_text("utf-8").endswith(" Edited.")


# --- the fault matrix


def raise_in_check(text: str, dossier: Dossier) -> Report:
    raise RuntimeError(f"{len(text)} {dossier.movie_id}")


def cut(finish: str) -> Reply:
    return Reply(text=GOOD, model="m", provider="p", finish_reason=finish)  # type: ignore[arg-type]


FAULTS: dict[str, tuple[list[Any], type[LedgergenError], int]] = {
    "empty reply": (["", ""], EmptyReplyError, 3),
    "blank reply": ([" \n", "\n"], EmptyReplyError, 3),
    "null reply": ([EmptyReplyError("null")] * 2, EmptyReplyError, 3),
    "bad JSON": ([GOOD[:200], GOOD[:200]], ReplyError, 3),
    "wrong types": ([json.dumps(dict.fromkeys(BODIES, 1))] * 2, ReplyError, 3),
    "no choices": ([NoChoicesError("null")] * 2, NoChoicesError, 3),
    "truncated": ([cut("length")], ModelCutShortError, 3),
    "filtered": ([cut("content_filter")], ContentFilteredError, 3),
    "refusal": ([ModelRefusedError("no")], ModelRefusedError, 3),
    "timeout": ([ModelTimeoutError("late")], ModelTimeoutError, 3),
    "500s": ([ModelOverloadedError("down")], ModelOverloadedError, 3),
    "500s in a repair": ([fabricate(), ModelOverloadedError("down")], ModelOverloadedError, 3),
}


@pytest.mark.parametrize(("script", "kind", "exit_code"), FAULTS.values(), ids=FAULTS)
def test_a_model_that_fails_leaves_no_file(
    script: list[Any], kind: type[LedgergenError], exit_code: int, kit: DraftKit, tmp_path: Path
) -> None:
    with pytest.raises(LedgergenError) as caught:
        draft(kit, tmp_path, script)
    assert type(caught.value) is kind
    assert caught.value.exit_code == exit_code
    assert list_files(tmp_path) == []


SOURCES: dict[str, tuple[list[Shelf], type[LedgergenError], int, str]] = {
    "no source": ([], NoEvidenceError, 2, "no source is set up"),
    "dossier missing": (
        [Shelf(None, "dossiers/"), Shelf(None, "the shipped dossiers")],
        NoEvidenceError,
        2,
        "looked in dossiers/; the shipped dossiers",
    ),
    "dossier empty": (
        [Shelf(Dossier(movie_id=990001, title="Harbor Lights"))],
        NoEvidenceError,
        2,
        "--facts",
    ),
    "no title": ([Shelf(HARBOR.model_copy(update={"title": ""}))], NoEvidenceError, 2, "--film"),
    "no director": ([Shelf(HARBOR.model_copy(update={"directors": ()}))], NoEvidenceError, 2, "--director"),
    "dossier malformed": ([Shelf(DossierError("bad"))], DossierError, 2, "bad"),
    "source down": ([Shelf(HARBOR), Shelf(SourceError("down"))], SourceError, 3, "down"),
}


@pytest.mark.parametrize(("sources", "kind", "exit_code", "says"), SOURCES.values(), ids=SOURCES)
def test_without_evidence_nothing_is_asked_or_written(  # noqa: PLR0917 - one row of the table each
    sources: list[Shelf],
    kind: type[LedgergenError],
    exit_code: int,
    says: str,
    kit: DraftKit,
    tmp_path: Path,
) -> None:
    with pytest.raises(LedgergenError) as caught:
        draft(kit, tmp_path, [], sources=sources)
    assert type(caught.value) is kind
    assert caught.value.exit_code == exit_code
    assert says in str(caught.value)
    assert list_files(tmp_path) == []


def test_a_checker_that_raises_holds_the_draft(kit: DraftKit, tmp_path: Path) -> None:
    result = draft(kit, tmp_path, [GOOD], check=raise_in_check)
    assert not result.outcome.is_clean
    assert list_files(tmp_path) == [f"review/{NAME}.md", f"review/{NAME}.report.json"]


def fail_with(code: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_nothing_behind(
    call: str, code: int, kit: DraftKit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, call, fail_with(code))
    with pytest.raises(StoreError) as caught:
        draft(kit, tmp_path, [GOOD])
    assert caught.value.exit_code == 3
    assert list_files(tmp_path) == []


def test_a_folder_that_is_a_file_is_a_store_error(kit: DraftKit, tmp_path: Path) -> None:
    (tmp_path / "ledgers").write_text("in the way")
    with pytest.raises(StoreError):
        draft(kit, tmp_path, [GOOD])
    assert list_files(tmp_path) == ["ledgers"]


def test_what_the_caller_knows_fills_the_gaps_of_the_evidence() -> None:
    bare = HARBOR.model_copy(update={"title": "", "directors": (), "year": None})
    film = FilmRef(movie_id=990001, title="Harbor Lights", director="Nora Vance", year=1984)
    dossier = asyncio.run(gather_dossier(film, sources=[Shelf(None), Shelf(bare)]))
    assert (dossier.title, dossier.directors, dossier.year) == ("Harbor Lights", ("Nora Vance",), 1984)


def test_what_several_sources_know_is_put_together() -> None:
    first = HARBOR.model_copy(update={"facts": HARBOR.facts[:3], "passages": ()})
    dossier = asyncio.run(gather_dossier(FILM, sources=[Shelf(first), Shelf(HARBOR)]))
    assert len(dossier.facts) == len(HARBOR.facts)
    assert len(dossier.passages) == 1
