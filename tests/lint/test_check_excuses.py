"""What excuses a finding (comments, waivers, a baseline, an approval's limits), and when it does not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.collection.ignores import strip_ignores
from ledgergen.core.lines import LineIndex
from ledgergen.core.waivers import REASONS, Waiver, parse_waivers, render_waivers
from tests.lint.ledger_collection import LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


def comment(body: str, text: str = WRONG) -> str:
    """Put an ignore comment above the second section's paragraph."""
    return text.replace("\nThe film was made", f"\n<!-- ledgergen: {body} -->\nThe film was made")


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('ignore-next LG102 reason="the studio\'s own claim of 2019"', []),
        ('ignore-next LG102, LG101 reason="why"', ["LG503"]),
        ('ignore-file LG102 reason="why"', []),
        ('ignore-next LG102 text="$62 million" reason="why"', []),
        ('ignore-next LG102 text="$63 million" reason="why"', ["LG503", "LG102"]),
        ('ignore-next LG101 reason="why"', ["LG503", "LG102"]),
        ("ignore-next LG102", ["LG502", "LG102"]),
        ('ignore-next LG102 reason=" "', ["LG502", "LG102"]),
        ('ignore-next LG999 reason="why"', ["LG504", "LG102"]),
        ('ignore-next LG501 reason="why"', ["LG504", "LG102"]),
        ('ignore-all LG102 reason="why"', ["LG504", "LG102"]),
        ('ignore-next reason="why"', ["LG504", "LG102"]),
        ("nonsense", ["LG504", "LG102"]),
    ],
)
def test_a_comment_excuses_what_it_names_with_a_reason(project: Project, body: str, codes: list[str]) -> None:
    project.write("a.md", comment(body))
    assert project.codes("a.md") == codes


def test_a_comment_reaches_one_paragraph(project: Project) -> None:
    text = comment('ignore-next LG102 reason="why"').replace("$120.3 million", "$120.9 million")
    project.write("a.md", text)
    _, out, err = project.check("a.md", "--output-format", "concise")
    assert [line.split(":")[1] for line in out.splitlines()] == ["23"]
    assert "excused: 1 by comments" in err


def test_numbers_in_a_comment_are_no_figures_and_places_stay_the_file_s(project: Project) -> None:
    project.write("a.md", comment('ignore-file LG314 reason="in 1976, $9 million"'))
    _, out, _ = project.check("a.md", "--output-format", "json")
    (problem,) = [p for p in json.loads(out)["results"][0]["problems"] if p["code"] == "LG102"]
    assert (problem["line"], problem["column"]) == (17, 34)
    report = json.loads(out)["results"][0]["report"]
    text = (project.root / "a.md").read_text("utf-8")
    assert all(text[f["start"] : f["end"]] == f["text"] for f in report["figures"])
    assert report["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert "$9 million" not in {f["text"] for f in report["figures"]}


_PIECE = st.sampled_from(
    [
        "<!-- ledgergen: ignore-next LG101 -->",
        "<!-- ledgergen:x-->",
        "\n",
        "\r\n",
        "\r",
        " ",
        "a b",
        "<!--",
        "-->",
    ]
)


@given(st.lists(_PIECE, max_size=30).map("".join))
def test_stripping_keeps_every_other_character_in_its_place(text: str) -> None:
    stripped = strip_ignores(text)
    for offset, char in enumerate(stripped.text):
        assert text[stripped.restore(offset)] == char
    assert "<!-- ledgergen: ignore-next LG101 -->" not in stripped.text


@given(
    st.lists(st.sampled_from(["\n", "\r\n", "\r", "a", "\u2028", "bc"]), max_size=30).map("".join), st.data()
)
def test_lines_and_offsets_are_two_names_of_one_place(text: str, data: st.DataObject) -> None:
    lines = LineIndex(text)
    offset = data.draw(st.integers(0, len(text)))
    assert lines.offset(*lines.locate(offset)) == offset
    assert "".join(lines.line_text(n) for n in range(1, lines.count + 1)) == text.replace("\n", "").replace(
        "\r", ""
    )


def waive(project: Project, **values: str) -> None:
    """Write a waiver of every open figure of a.md."""
    _, out, _ = project.check(
        "a.md", "--output-format", "json", "--waivers", str(project.write("none.json", EMPTY))
    )
    problems = json.loads(out)["results"][0]["problems"]
    reason = values.get("reason", "title_or_name")
    waivers = [
        Waiver(fingerprint=p["fingerprint"], reason=reason, comment=values.get("comment", ""), actor="ana")
        for p in problems
        if p["figure"]
    ]
    project.write("ledgergen-waivers.json", render_waivers(waivers))


EMPTY = render_waivers([])


def test_a_waiver_holds_while_the_claim_does(project: Project) -> None:
    project.write("a.md", WRONG)
    waive(project)
    code, out, err = project.check("a.md")
    assert (code, out) == (0, "")
    assert "excused: 1 by waivers" in err
    project.write(
        "a.md", WRONG.replace("was made on a budget of $62 million and", "had a budget of $62 million, and")
    )
    assert project.codes("a.md") == [], "the prose changed and the claim did not"
    project.write("a.md", WRONG.replace("$62", "$61"))
    assert project.codes("a.md") == ["LG102"], "the number changed"


def test_a_waiver_ends_with_the_evidence_it_was_given_for(project: Project) -> None:
    from tests.lint.ledger_collection import DOSSIER

    project.write("a.md", WRONG)
    waive(project)
    facts = [DOSSIER["facts"][0] | {"value": "70000000"}, *DOSSIER["facts"][1:]]
    project.save_dossier(DOSSIER | {"facts": facts})
    assert project.codes("a.md") == ["LG102"]


@pytest.mark.parametrize(
    "values",
    [
        {"reason": ""},
        {"reason": "because"},
        {"reason": "other"},
        {"reason": "unlinkable_source", "comment": " "},
    ],
)
def test_a_waiver_without_a_valid_reason_excuses_nothing(project: Project, values: dict[str, str]) -> None:
    project.write("a.md", WRONG)
    waive(project, **values)
    assert project.codes("a.md") == ["LG102", "LG502"]


def test_a_broken_waiver_file_is_a_usage_error(project: Project) -> None:
    project.write("a.md", WRONG)
    project.write("ledgergen-waivers.json", '{"schema": "waivers/9"}')
    code, _, err = project.check("a.md")
    assert code == 2
    assert "because: schema is not 'waivers/1'" in err


_WORD = st.text(st.characters(codec="utf-8"), max_size=12)


@given(
    st.lists(
        st.builds(Waiver, fingerprint=_WORD, reason=st.sampled_from(sorted(REASONS)), comment=_WORD),
        max_size=5,
    )
)
def test_waivers_read_back_as_they_were_written(waivers: list[Waiver]) -> None:
    assert dict(parse_waivers(render_waivers(waivers), where="x")) == {w.fingerprint: w for w in waivers}


def test_a_baseline_lets_only_new_findings_count(project: Project) -> None:
    project.write("ledgergen.toml", '[check]\nbaseline = "known.json"\n')
    project.write("known.json", '{"schema": "baseline/1", "files": {}}')
    project.write("content/a.md", WRONG)
    code, _, err = project.check("content", "--write-baseline")
    assert code == 0
    assert "1 findings in 1 files are known now" in err
    assert project.check("content")[0] == 0
    # Moved: still known. A second one: new. Another file: new.
    project.write("content/a.md", WRONG.replace("98 minutes", "95 minutes").replace("**1.", "\n**1."))
    project.write("content/b.md", WRONG)
    _, out, err = project.check("content", "--select", "LG1", "--output-format", "concise")
    assert [line.split("'")[1] for line in out.splitlines()] == ["95 minutes", "$62 million"]
    assert "excused: 1 by the baseline" in err


def test_a_baseline_says_what_it_holds_for_nothing(project: Project) -> None:
    project.write("a.md", WRONG)
    project.check("a.md", "--write-baseline", "--baseline", "known.json")
    project.write("a.md", LEDGER)
    _, _, err = project.check("a.md", "--baseline", "known.json")
    assert "1 entries of the baseline are gone" in err


def test_failures_never_become_known(project: Project) -> None:
    project.write("content/a.md", b"\0")
    assert project.check("content", "--write-baseline", "--baseline", "known.json")[0] == 3
    assert project.check("content", "--baseline", "known.json")[0] == 3


def approve(project: Project, text: str) -> None:
    approval = {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "actor": "ana",
        "at": "2026-05-02T09:12:00Z",
    }
    project.write("a.report.json", json.dumps({"schema": "report/1", "approval": approval}))


def test_an_edit_after_approval_is_told(project: Project) -> None:
    project.write("a.md", LEDGER)
    approve(project, LEDGER)
    assert project.codes("a.md") == []
    project.write("a.md", LEDGER.replace("with care", "with some care"))
    _, out, _ = project.check("a.md", "--output-format", "concise")
    assert out == "a.md:1:1: LG501 error the text is not the one that ana approved on 2026-05-02\n"


@pytest.mark.parametrize("content", ["{", "[]", '{"approval": {"sha": "1"}}', '{"approval": 5}'])
def test_an_approval_that_cannot_be_read_is_no_approval(project: Project, content: str) -> None:
    project.write("a.md", LEDGER)
    project.write("a.report.json", content)
    assert project.check("a.md")[0] == 3
