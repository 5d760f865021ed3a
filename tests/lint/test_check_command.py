"""`ledgergen check` over a collection: totals, exit codes, and nothing skipped in silence."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ledgergen.core.collection.inspection import judge_text
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Report
from tests.lint.ledger_collection import DOSSIER, LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


def test_a_clean_collection_is_silent_and_counted(project: Project) -> None:
    project.write("content/a.md", LEDGER)
    project.write("content/deep/b.markdown", LEDGER)
    project.write("content/notes.txt", "no ledger")
    code, out, err = project.check("content")
    assert (code, out) == (0, "")
    assert err.startswith("0 errors, 0 warnings in 0 of 2 files · ")
    assert "not examined" not in err


def test_full_output_points_at_the_figure(project: Project) -> None:
    project.write("a.md", WRONG)
    code, out, _ = project.check("a.md")
    assert code == 1
    lines = out.splitlines()
    assert lines[0].startswith("a.md:16:34: LG102 error '$62 million': ")
    assert lines[2].index("^" * len("$62 million")) == lines[1].index("$62 million")
    assert lines[3].startswith("   evidence  The Quiet Harbor, budget: $55,000,000")
    assert lines[4] == "        fix  '$55 million'"


def test_a_mistyped_path_is_said_and_the_rest_is_checked(project: Project) -> None:
    project.write("a.md", WRONG)
    code, out, err = project.check("contnet", "a.md")
    assert code == 2
    assert "contnet:1:1: LG911 error there is no file or folder 'contnet'" in out
    assert "a.md:16:34: LG102" in out
    assert "1 file could not be checked" in err


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("binary.md", b"\x89PNG\0\0", "it is a binary file"),
        ("latin.md", "caf\xe9".encode("latin-1"), "line 1 is not UTF-8 (byte 0xE9)"),
        ("huge.md", b"---\n" + b"a: b\n" * 250_000, "it has over 1,000,000 bytes"),
    ],
)
def test_an_unreadable_file_is_one_finding_and_exit_3(
    project: Project, name: str, content: bytes, because: str
) -> None:
    project.write(f"content/{name}", content)
    project.write("content/good.md", LEDGER)
    code, out, err = project.check("content", "--output-format", "concise")
    assert code == 3
    (line,) = out.splitlines()
    assert line.startswith(f"content/{name}:1:1: LG911 error ")
    assert because in line
    assert "in 1 of 2 files" in err
    assert "1 file could not be checked" in err


def test_links_that_lead_nowhere_or_back_are_said(project: Project) -> None:
    project.write("content/good.md", LEDGER)
    (project.root / "content" / "loop").symlink_to(project.root / "content")
    (project.root / "content" / "broken.md").symlink_to(project.root / "nowhere.md")
    code, out, err = project.check("content", "--output-format", "concise")
    assert code == 3
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()] == ["LG911", "LG912"]
    assert "it is a link to what is searched already" in out
    assert "of 2 files" in err


def test_a_pipe_does_not_keep_the_run_waiting(project: Project) -> None:
    os.mkfifo(project.root / "pipe.md")
    code, out, _ = project.check("pipe.md")
    assert code == 3
    assert "it is no ordinary file" in out


def test_a_file_that_vanishes_while_it_is_checked_is_said(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ledgergen.adapters import collection as finding

    project.write("content/a.md", LEDGER)
    doomed = project.write("content/b.md", LEDGER)
    search = finding.Collection._search

    def search_and_remove(self: finding.Collection, folder: Path) -> object:
        for path in search(self, folder):
            if path == Path("content/b.md"):
                doomed.unlink()
            yield path

    monkeypatch.setattr(finding.Collection, "_search", search_and_remove)
    code, out, err = project.check("content", "--output-format", "concise")
    assert code == 3
    assert out.startswith("content/b.md:1:1: LG911 error cannot read")
    assert "of 2 files" in err


def test_a_crash_is_the_finding_of_its_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledgergen.runs import check_worker

    def crash(text: str, dossier: Dossier | None, *, seeds: Sequence[str]) -> Report:
        if "$62" in text:
            raise RuntimeError("boom")
        return judge_text(text, dossier, seeds=seeds)

    monkeypatch.setattr(check_worker, "judge_text", crash)
    project.write("content/a.md", WRONG)
    project.write("content/b.md", LEDGER)
    code, out, err = project.check("content", "--output-format", "concise")
    assert code == 3
    assert out.startswith("content/a.md:1:1: LG913 error the check of this ledger failed; RuntimeError: boom")
    assert "in 1 of 2 files" in err


def test_a_broken_dossier_stops_its_own_film_only(project: Project) -> None:
    project.write("content/a.md", LEDGER)
    project.write("content/b.md", LEDGER.replace("990001", "990002"))
    project.write("facts/990002.json", '{"schema": "dossier/1"')
    code, out, _ = project.check("content", "--output-format", "concise")
    assert code == 3
    assert out.startswith("content/b.md:1:1: LG913 error cannot read the dossier")
    assert len(out.splitlines()) == 1


def test_figures_without_a_dossier_are_not_examined_and_exit_3(project: Project) -> None:
    project.write("a.md", LEDGER.replace("990001", "990077"))
    code, _, err = project.check("a.md")
    assert code == 3
    assert "not examined" in err
    assert "1 file without a dossier" in err


def test_nothing_to_check_is_a_mistake_unless_it_is_allowed(project: Project) -> None:
    (project.root / "content").mkdir()
    code, _, err = project.check("content")
    assert code == 2
    assert "error: found no ledger in 'content'" in err
    assert project.check("content", "--allow-empty")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--fail-level", "none"), 0),
        (("--fail-level", "any"), 1),
        (("--ignore", "LG102"), 0),
        (("--select", "LG3"), 0),
    ],
)
def test_the_exit_code_follows_the_level(project: Project, arguments: tuple[str, ...], code: int) -> None:
    project.write("a.md", WRONG)
    assert project.check("a.md", *arguments)[0] == code


def test_warnings_fail_only_where_asked(project: Project) -> None:
    project.write(
        "a.md", LEDGER.replace("**Film:** *The Quiet Harbor* (2019)", "**Film:** *The Quiet Harbor*")
    )
    assert project.codes("a.md") == ["LG314"]
    assert project.check("a.md")[0] == 0
    assert project.check("a.md", "--fail-level", "warning")[0] == 1


def test_statistics_count_by_code(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/b.md", WRONG.replace("98 minutes", "95 minutes"))
    _, out, _ = project.check("content", "--statistics", "--ignore", "LG2")
    assert out == "3  LG102  conflicting figure\n"


@pytest.mark.parametrize("option", ["--statistics", "--diff"])
def test_a_failure_is_said_where_findings_are_not_listed(project: Project, option: str) -> None:
    project.write("content/a.md", b"\0")
    code, _, err = project.check("content", option)
    assert code == 3
    assert "content/a.md:1:1: LG911 error cannot read 'content/a.md'; it is a binary file" in err


def test_the_output_file_holds_the_result_and_nothing_else_does(project: Project) -> None:
    project.write("a.md", WRONG)
    code, out, _ = project.check("a.md", "--output-format", "json", "-o", "deep/result.json")
    assert (code, out) == (1, "")
    assert json.loads((project.root / "deep/result.json").read_text())["summary"]["files"] == 1
    assert [path.name for path in (project.root / "deep").iterdir()] == ["result.json"]


def test_an_output_file_that_cannot_be_written_is_an_error(project: Project) -> None:
    project.write("a.md", LEDGER)
    code, _, err = project.check("a.md", "-o", "ledgergen.toml/x")
    assert code == 3
    assert err.startswith("error: cannot write 'ledgergen.toml/x'")


def test_the_same_file_named_twice_is_checked_once(project: Project) -> None:
    project.write("content/a.md", LEDGER)
    _, _, err = project.check("content", "content/a.md", "./content/../content/a.md")
    assert "of 1 file " in err


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)
        self.buffer.isatty = lambda: False  # type: ignore[method-assign]


def test_standard_input_goes_by_the_name_it_is_given(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(WRONG.encode()))
    code, out, _ = project.check("-", "--stdin-filename", "content/a.md", "--output-format", "concise")
    assert code == 1
    assert out.startswith("content/a.md:16:34: LG102")


def test_standard_input_is_mended_to_standard_output(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(WRONG.encode()))
    code, out, _ = project.check("-", "--fix")
    assert (code, out) == (0, LEDGER)


def test_standard_input_that_is_no_text_is_exit_3(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(b"\xff\xfe\0"))
    code, out, _ = project.check("-")
    assert code == 3
    assert "LG911" in out


def test_settings_choose_codes_and_files(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/old/b.md", WRONG)
    project.write("content/README.md", "# Not a ledger")
    project.write(
        "ledgergen.toml",
        '[check]\nexclude = ["README.md"]\n\n[check.per-file-ignores]\n"content/old" = ["LG1"]\n',
    )
    code, out, err = project.check("content", "--output-format", "concise")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ["content/a.md"]
    assert "1 ignored by configuration" in err
    assert "1 file excluded" in err


def test_the_project_file_serves_as_well(project: Project) -> None:
    (project.root / "ledgergen.toml").unlink()
    project.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.ledgergen.check]\nignore = ["LG102"]\n')
    project.write("content/a.md", WRONG)
    assert project.check("content")[0] == 0


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ('[check]\nselct = ["LG1"]\n', "unknown key 'selct'", "did you mean 'select'?"),
        ('[check]\nignore = ["LG999"]\n', "names 'LG999', which is no code", "did you mean"),
        ('[check]\nfail-level = "never"\n', "check.fail-level cannot be 'never'", "exit 1"),
        ('[check]\nbaseline = "none.json"\n', "cannot read the baseline", "check the path"),
    ],
)
def test_a_wrong_setting_is_an_error_with_a_way_out(project: Project, text: str, what: str, fix: str) -> None:
    project.write("ledgergen.toml", text)
    project.write("a.md", LEDGER)
    code, _, err = project.check("a.md")
    assert code == 2
    assert what in err
    assert fix in err


def test_two_ledgers_with_different_figures_are_told(project: Project) -> None:
    project.save_dossier(
        {**DOSSIER, "movie_id": 990003, "facts": [{**DOSSIER["facts"][0], "value": "41000000"}]}
    )
    project.write("content/a.md", LEDGER)
    other = LEDGER.replace("990001", "990003").replace("$55 million", "$41 million")
    project.write(
        "content/b.md",
        other.replace(" and ran 98 minutes", "").replace("The film grossed $120.3 million. ", ""),
    )
    code, out, err = project.check("content", "--select", "LG203", "--output-format", "concise")
    assert code == 0, "a warning"
    assert out == (
        "content/b.md:16:34: LG203 warning '$41 million' (The Quiet Harbor, budget): "
        "content/a.md:16 says '$55 million'\n"
    )
    assert err.startswith("0 errors, 1 warning in 1 of 2 files")


def test_two_roundings_of_one_figure_agree(project: Project) -> None:
    project.write("content/a.md", LEDGER)
    project.write("content/b.md", LEDGER.replace("$120.3 million", "$120,300,000"))
    project.write("content/c.md", LEDGER.replace("$120.3 million", "about $120 million"))
    assert project.codes("content", "--select", "LG203") == []


def test_one_wrong_figure_is_one_difference_wherever_it_stands(project: Project) -> None:
    project.write("content/a.md", WRONG)
    for name in ("b", "c", "d"):
        project.write(f"content/{name}.md", LEDGER)
    _, out, _ = project.check("content", "--select", "LG203", "--output-format", "concise")
    assert out == (
        "content/a.md:16:34: LG203 warning '$62 million' (The Quiet Harbor, budget): "
        "content/b.md:16 says '$55 million'\n"
    )


def test_a_ledger_that_tells_of_both_sources_disputes_neither(project: Project) -> None:
    facts = [
        DOSSIER["facts"][0],
        DOSSIER["facts"][0] | {"id": "f9", "value": "70000000"},
        *DOSSIER["facts"][1:],
    ]
    project.save_dossier(DOSSIER | {"facts": facts})
    both = LEDGER.replace(
        "of $55 million and", "of $55 million, or a budget of $70 million by another count, and"
    )
    project.write("content/a.md", both)
    project.write("content/b.md", both.replace("$120.3", "$120.30"))
    project.write("content/c.md", LEDGER)
    assert project.codes("content", "--select", "LG203") == []
    project.write("content/d.md", LEDGER.replace("$55 million", "$70 million"))
    _, out, err = project.check("content", "--select", "LG203", "--output-format", "concise")
    assert [line.split(":")[0] for line in out.splitlines()] == ["content/d.md"], "c and d share nothing"
    assert "in 1 of 4 files" in err


def test_every_code_has_an_explanation(project: Project) -> None:
    for code in ("LG203", "LG501", "LG502", "LG503", "LG504", "LG911", "LG912", "LG913"):
        exit_code, out, _ = project.run("explain", code)
        assert exit_code == 0
        assert "What to do:" in out


def test_the_hook_definition_runs_this_command() -> None:
    import yaml

    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "ledgergen check"
    assert hook["types"] == ["markdown"]
    assert hook["language"] == "python"


def test_watching_checks_again_when_a_file_changes(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    from ledgergen.cli.check_watch import watch

    path = project.write("a.md", LEDGER)
    codes: list[int] = []

    def check() -> int:
        codes.append(project.check("a.md")[0])
        if len(codes) == 1:
            path.write_text(WRONG, "utf-8")
        return codes[-1]

    assert watch([path], check, rounds=4, pause_s=0.01) == 1
    assert codes == [0, 1], "once at first, once after the change, and not again"
