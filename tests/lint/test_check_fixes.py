"""`--fix`, `--diff` and `--unsafe-fixes`: the form is mended, a figure only where there is no doubt."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from ledgergen.core.collection.mending import is_safe_fix
from ledgergen.model.report import Figure, Support, Verdict
from tests.lint.ledger_collection import DOSSIER, LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


WILD = {
    "hash headings": LEDGER.replace("**1. The Balance", "#### 1. The Balance").replace(
        "Before)**", "Before)"
    ),
    "extra keys": LEDGER.replace(
        "categoryName: LEDGER\n", "categoryName: LEDGER\ndirector: Ana Ferro\nslug: x\nlang: en\n"
    ),
    "word count": LEDGER + "\n\n(Word count: 378)\n",
    "gamble": LEDGER.replace("of the gamble)", "of the Gamble)"),
    "carriage returns": LEDGER.replace("\n", "\r\n"),
    "title with the film": LEDGER.replace(
        LEDGER.split("\n")[6], "### The Director's Ledger: The Quiet Harbor as a Career Pivot"
    ),
    "credits": LEDGER.replace("**Film:** *The Quiet Harbor* (2019)", 'Film: "The Quiet Harbor" (2019)'),
}


@pytest.mark.parametrize("text", WILD.values(), ids=WILD.keys())
def test_what_is_found_in_the_wild_is_reported_and_mended(project: Project, text: str) -> None:
    path = project.write("a.md", text)
    assert project.codes("a.md", "--fail-level", "any")
    code, out, err = project.check("a.md", "--fix")
    assert (code, out) == (0, "")
    assert "1 file mended, 0 figures replaced" in err
    assert path.read_bytes().decode() == LEDGER


def test_the_diff_shows_what_fix_does_and_changes_nothing(project: Project) -> None:
    text = WILD["extra keys"].replace("$55 million", "$62 million")
    path = project.write("content/a.md", text)
    code, diff, _ = project.check("content", "--diff")
    assert code == 1
    assert path.read_text("utf-8") == text
    applied = subprocess.run(["git", "apply", "-p1"], input=diff, text=True, cwd=project.root, check=False)
    assert applied.returncode == 0
    patched = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    project.check("content", "--fix")
    assert path.read_text("utf-8") == patched == LEDGER
    assert project.check("content", "--diff")[:2] == (0, "")


def test_a_figure_is_replaced_by_the_exact_value_at_its_own_rounding(project: Project) -> None:
    path = project.write("a.md", WRONG)
    code, _, err = project.check("a.md", "--fix")
    assert code == 0
    assert "1 figure replaced" in err
    assert path.read_text("utf-8") == LEDGER


def test_a_figure_that_would_be_rounded_is_left_to_unsafe_fixes(project: Project) -> None:
    facts = [DOSSIER["facts"][0] | {"value": "55300000"}, *DOSSIER["facts"][1:]]
    project.save_dossier(DOSSIER | {"facts": facts})
    path = project.write("a.md", WRONG)
    assert project.check("a.md", "--fix")[0] == 1
    assert path.read_text("utf-8") == WRONG
    _, out, err = project.check("a.md")
    assert "(--unsafe-fixes)" in out
    assert "1 fixable with --unsafe-fixes" in err
    assert project.check("a.md", "--fix", "--unsafe-fixes")[0] == 0
    assert "$62" not in path.read_text("utf-8")


def build_figure(
    text: str, suggestion: str, *values: str, kind: str = "fact", agrees: bool = False
) -> Figure:
    supports = tuple(
        Support(
            id=f"f{n}",
            kind="fact" if kind == "fact" else "passage",
            statement=f"X, y: {v}",
            source="s",
            agrees=agrees,
        )
        for n, v in enumerate(values)
    )
    return Figure(
        id="fig-1",
        start=0,
        end=len(text),
        text=text,
        section=None,
        verdict=Verdict.CONFLICT,
        rule="V01",
        reason="",
        evidence=supports,
        suggestion=suggestion,
    )


@pytest.mark.parametrize(
    ("figure", "is_safe"),
    [
        (build_figure("$62 million", "$55 million", "$55,000,000"), True),
        (build_figure("$62 million", "$55 million", "$55,300,000"), False),
        (build_figure("$62 million", "$55.3 million", "$55,300,000"), False),
        (build_figure("$62.1 million", "$55.3 million", "$55,300,000"), True),
        (build_figure("$62 million", "$55 million", "$55,000,000", "$56,000,000"), False),
        (build_figure("$62 million", "$55 million", "about $55,000,000"), False),
        (build_figure("$62 million", "€55 million", "$55,000,000"), False),
        (build_figure("$62 million", "$55 million", "$55,000,000", kind="passage"), False),
        (build_figure("$62 million", "$55 million", "$55,000,000", agrees=True), False),
        (build_figure("February 18, 1976", "February 8, 1976", "8 February 1976"), True),
        (build_figure("1977", "1976", "8 February 1976"), False),
        (build_figure("62 minutes", "98 minutes", "98 minutes"), True),
        (build_figure("$62 million", "a fortune", "$55,000,000"), False),
    ],
)
def test_which_replacements_are_safe(figure: Figure, *, is_safe: bool) -> None:
    assert is_safe_fix(figure) is is_safe


def test_what_is_excused_or_ignored_is_not_mended(project: Project) -> None:
    comment = '<!-- ledgergen: ignore-next LG102 reason="quoted" -->\n'
    text = WRONG.replace("The film was made", f"{comment}The film was made")
    path = project.write("a.md", text)
    project.check("a.md", "--fix")
    assert path.read_text("utf-8") == text
    path = project.write("a.md", WRONG)
    project.check("a.md", "--fix", "--ignore", "LG102")
    assert path.read_text("utf-8") == WRONG


def test_an_approved_text_is_mended_only_where_that_is_asked_for(project: Project) -> None:
    path = project.write("a.md", WRONG)
    approval = {
        "sha256": hashlib.sha256(WRONG.encode()).hexdigest(),
        "actor": "ana",
        "at": "2026-05-02T09:12:00Z",
    }
    project.write("a.report.json", json.dumps({"approval": approval}))
    project.check("a.md", "--fix")
    assert path.read_text("utf-8") == WRONG
    project.check("a.md", "--fix", "--unsafe-fixes")
    assert path.read_text("utf-8") == LEDGER


def test_mending_keeps_the_file_s_mode_and_its_link(project: Project) -> None:
    target = project.write("store/a.md", WRONG)
    target.chmod(0o640)
    link = project.root / "a.md"
    link.symlink_to(target)
    project.check("a.md", "--fix")
    assert link.is_symlink()
    assert target.read_text("utf-8") == LEDGER
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ledgergen.adapters.ledger_texts import rewrite_ledger
    from ledgergen.runs import check as run

    path = project.write("a.md", WRONG)

    def edit_first(target: Path, *, before: str, after: str) -> None:
        path.write_text("typed meanwhile", "utf-8")
        rewrite_ledger(target, before=before, after=after)

    monkeypatch.setattr(run, "rewrite_ledger", edit_first)
    code, out, _ = project.check("a.md", "--fix")
    assert code == 3
    assert "it changed while it was being checked" in out
    assert path.read_text("utf-8") == "typed meanwhile"


def test_no_temporary_file_stays_behind(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.check("content", "--fix")
    assert [path.name for path in (project.root / "content").iterdir()] == ["a.md"]
