"""Suite and case files: strict, and wrong by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledgergen.adapters.eval_files import BrokenCase, LoadedCase, load_suites
from ledgergen.core.evals.case import build_reply_text, parse_case, parse_suite
from ledgergen.errors import CaseError
from ledgergen.model.prompt import Reply

GOOD = """\
schema: case/1
says: A good reply.
film: 452008
replies:
  - {text: "hello"}
expect: {outcome: clean}
"""


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ("expect:", "expects:", "line 6: unknown key 'expects' (did you mean 'expect'?)"),
        ("outcome: clean", "outcome: fine", "line 6: expect.outcome cannot be 'fine'"),
        (
            "{outcome: clean}",
            "{outcome: clean, flaged: []}",
            "unknown key 'expect.flaged' (did you mean 'flagged'?)",
        ),
        ('{text: "hello"}', '{text: "hello", file: a.json}', "line 5: replies.0"),
        ('{text: "hello"}', "{error: tired}", "error is one of refused"),
        (
            '  - {text: "hello"}',
            "  - {txt: hello}",
            "line 5: unknown key 'replies.0.txt' (did you mean 'text'?)",
        ),
        ("film: 452008", "film: many", "line 3: film cannot be 'many'"),
        ("film: 452008\n", "", "a case needs either film or dossier"),
        ("schema: case/1", "schema: case/9", "line 1: schema cannot be 'case/9'"),
        ("says: A good reply.", "says: [", "line"),
        ("says: A good reply.", "says: a\nsays: b", "line 3"),
    ],
)
def test_a_case_that_is_wrong_says_where(old: str, new: str, because: str) -> None:
    assert old in GOOD
    with pytest.raises(CaseError) as caught:
        parse_case(GOOD.replace(old, new, 1), where="evals/x/y.yaml")
    assert because in caught.value.because
    assert "'evals/x/y.yaml'" in caught.value.what


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("schema: suite/1\nkind: poems\nsays: x\n", "line 2: kind cannot be 'poems'"),
        (
            "schema: suite/1\nkind: seeds\nsays: x\nthresholds:\n  glory: {at_least: '1'}\n",
            "no metric 'glory'",
        ),
        (
            "schema: suite/1\nkind: seeds\nsays: x\nthresholds:\n  passed: {}\n",
            "a threshold needs at_least or at_most",
        ),
        ("- a\n- b\n", "line 1: it is no mapping"),
    ],
)
def test_a_suite_that_is_wrong_says_where(text: str, because: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_suite(text, where="evals/x/suite.yaml")
    assert because in caught.value.because


def test_edits_apply_in_order_and_must_fit_once() -> None:
    text = GOOD.replace(
        '{text: "hello"}', "{text: one two two, edits: [{replace: one, by: 1}, {replace: two}]}"
    )
    case = parse_case(text, where="a.yaml")
    with pytest.raises(CaseError) as caught:
        build_reply_text(case, 0, "one two two")
    assert caught.value.because == "line 5: 'two' stands 2 times in the reply, not once"
    assert build_reply_text(case, 0, "one two") == "1 "


def test_a_step_keeps_keys_wraps_and_cuts() -> None:
    step = "{file: r.json, only: [execution], before: '>> ', after: ' <<', cut_at: 12}"
    case = parse_case(GOOD.replace('{text: "hello"}', step), where="a.yaml")
    said = build_reply_text(case, 0, json.dumps({"execution": "b", "investment": "a"}))
    assert said == '>> {\n "execu'
    with pytest.raises(CaseError, match="cannot run the case"):
        build_reply_text(case, 0, json.dumps({"investment": "a"}))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "evals" / "own"
    folder.mkdir(parents=True)
    (folder / "suite.yaml").write_text("schema: suite/1\nkind: drafting\nsays: Ours.\n")
    (folder / "a-good.yaml").write_text(GOOD)
    return tmp_path


def test_a_workspaces_own_suite_joins_ours(workspace: Path) -> None:
    names = [suite.name for suite in load_suites((), workspace=workspace)]
    assert names == ["drafting", "figures", "own", "prompt", "seeds", "writer"]


def test_a_workspaces_case_takes_the_place_of_ours(workspace: Path) -> None:
    (workspace / "evals" / "drafting").mkdir()
    (workspace / "evals" / "drafting" / "good.yaml").write_text(GOOD.replace("A good reply.", "Mine."))
    (suite,) = load_suites(["drafting"], workspace=workspace)
    (good,) = [case for case in suite.cases if case.name == "good"]
    assert isinstance(good, LoadedCase)
    assert good.text.case.says == "Mine."
    assert len(suite.cases) > 30


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ('{text: "hello"}', "{file: none.json}", "line 5: there is no file 'none.json'"),
        ("film: 452008", "film: 99999999", "line 3: there is no dossier of film 99999999"),
        ("film: 452008", "dossier: none.yaml", "line 3: there is no file 'none.yaml'"),
        ('replies:\n  - {text: "hello"}', "record: none.json", "line 4: there is no file 'none.json'"),
    ],
)
def test_a_missing_file_breaks_its_case_alone(workspace: Path, old: str, new: str, because: str) -> None:
    (workspace / "evals" / "own" / "b-broken.yaml").write_text(GOOD.replace(old, new))
    (suite,) = load_suites(["own"], workspace=workspace)
    good, broken = suite.cases
    assert isinstance(good, LoadedCase)
    assert isinstance(good.script[0], Reply)
    assert isinstance(broken, BrokenCase)
    assert because in broken.error.because


def test_an_unknown_suite_is_an_error_with_a_suggestion(workspace: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load_suites(["drafing"], workspace=workspace)
    assert caught.value.fix == "did you mean 'drafting'?"
