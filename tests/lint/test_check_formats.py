"""Every notation says the same problems, keeps to its standard, and survives hostile text."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.formats.github import render_annotation
from ledgergen.core.formats.registry import FORMATS, Context
from ledgergen.core.formats.sarif import write_uri
from ledgergen.core.listing import Excuse, Problem, Suppression
from ledgergen.errors import ArticleError
from ledgergen.model.report import Report, Severity
from tests.lint.ledger_collection import LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


def build_problem(**values: Any) -> Problem:  # noqa: ANN401 - any field
    defaults: dict[str, Any] = {
        "code": "LG314",
        "severity": Severity.WARNING,
        "path": "content/a.md",
        "line": 3,
        "column": 2,
        "end_column": 6,
        "message": "the Film line gives no year",
        "source_line": "some line",
        "fingerprint": "0123",
    }
    return Problem(**(defaults | values))


def build_result(*problems: Problem, path: str = "content/a.md") -> CheckedFile:
    report = Report(movie_id=1, text_sha256="t", dossier_sha256="d", checker="c", figures=())
    return CheckedFile(path=path, report=report, problems=problems, has_dossier=True)


def render(
    name: str, *results: CheckedFile, across: tuple[Problem, ...] = (), has_baseline: bool = False
) -> str:
    notation = FORMATS[name](Context(config={"select": ["LG"]}, has_baseline=has_baseline))
    tally = Tally()
    parts = [notation.open()]
    for result in results:
        tally.add(result)
        parts.append(notation.add(result))
    for problem in across:
        tally.add_problem(problem)
    return "".join([*parts, notation.close(tally, across)])


def build_failure(path: str = "content/bad.md") -> CheckedFile:
    error = ArticleError("cannot read 'content/bad.md'", because="it is a binary file", fix="give a ledger")
    problem = build_problem(code="LG911", severity=Severity.ERROR, path=path, message="cannot read it")
    return CheckedFile(path=path, error=error, problems=(problem,))


# What the standard "SARIF 2.1.0" says of the objects in use: names, types, what is required, nothing else.


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel, populate_by_name=True)


class Message(Strict):
    text: str
    markdown: str | None = None


class Uri(Strict):
    uri: str = Field(pattern=r"^[A-Za-z0-9._~:/%-]+$")


class Region(Strict):
    start_line: int = Field(ge=1)
    start_column: int = Field(ge=1)
    end_line: int = Field(ge=1)
    end_column: int = Field(ge=1)


class PhysicalLocation(Strict):
    artifact_location: Uri
    region: Region | None = None


class Location(Strict):
    physical_location: PhysicalLocation
    message: Message | None = None


class Replacement(Strict):
    deleted_region: Region
    inserted_content: Message | None = None


class ArtifactChange(Strict):
    artifact_location: Uri
    replacements: list[Replacement] = Field(min_length=1)


class Fix(Strict):
    description: Message | None = None
    artifact_changes: list[ArtifactChange] = Field(min_length=1)


class SarifSuppression(Strict):
    kind: Literal["inSource", "external"]
    status: Literal["accepted", "underReview", "rejected"] | None = None
    justification: str | None = None


class Result(Strict):
    rule_id: str
    rule_index: int = Field(ge=0)
    level: Literal["none", "note", "warning", "error"]
    message: Message
    locations: list[Location]
    partial_fingerprints: dict[str, str]
    related_locations: list[Location] | None = None
    fixes: list[Fix] | None = None
    suppressions: list[SarifSuppression] | None = None
    baseline_state: Literal["new", "unchanged", "updated", "absent"] | None = None


class Configuration(Strict):
    level: Literal["none", "note", "warning", "error"]


class SarifRule(Strict):
    id: str
    name: str = Field(pattern=r"^[A-Z][A-Za-z0-9]*$")
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Configuration


class Driver(Strict):
    name: str
    semantic_version: str = Field(pattern=r"^\d+\.\d+\.\d+")
    rules: list[SarifRule]


class Tool(Strict):
    driver: Driver


class RuleReference(Strict):
    id: str


class Notification(Strict):
    level: Literal["error"]
    message: Message
    locations: list[Location]
    associated_rule: RuleReference


class Invocation(Strict):
    execution_successful: bool
    tool_execution_notifications: list[Notification]
    properties: dict[str, int]


class Run(Strict):
    tool: Tool
    column_kind: Literal["unicodeCodePoints", "utf16CodeUnits"]
    results: list[Result]
    invocations: list[Invocation]


class Log(Strict):
    schema_uri: str = Field(alias="$schema")
    version: Literal["2.1.0"]
    runs: list[Run] = Field(min_length=1)


def read_sarif(text: str) -> Run:
    (run,) = Log.model_validate_json(text).runs
    rules = run.tool.driver.rules
    assert len({rule.id for rule in rules}) == len(rules)
    for result in run.results:
        assert rules[result.rule_index].id == result.rule_id
    return run


def test_sarif_holds_to_the_standard(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/b é#.md", LEDGER.replace("(2019)\n", "\n"))
    project.write("content/c.md", b"\0")
    _, out, _ = project.check("content", "--output-format", "sarif", "--ignore", "LG203")
    run = read_sarif(out)
    assert [result.rule_id for result in run.results] == ["LG102", "LG314"]
    assert run.column_kind == "unicodeCodePoints"
    assert run.results[1].locations[0].physical_location.artifact_location.uri == "content/b%20%C3%A9%23.md"
    (invocation,) = run.invocations
    assert invocation.execution_successful is False
    assert [note.associated_rule.id for note in invocation.tool_execution_notifications] == ["LG911"]
    (change,) = (run.results[0].fixes or [])[0].artifact_changes
    assert change.replacements[0].inserted_content == Message(text="$55 million")


def test_sarif_fingerprints_survive_moved_lines_and_not_changed_claims(project: Project) -> None:
    def fingerprint(text: str) -> dict[str, str]:
        project.write("a.md", text)
        run = read_sarif(project.check("a.md", "--select", "LG1", "--output-format", "sarif")[1])
        return run.results[0].partial_fingerprints

    original = fingerprint(WRONG)
    assert fingerprint(WRONG.replace("\n\n**1.", "\n\n\n\n**1.")) == original
    assert fingerprint(WRONG.replace("was made on a budget of", "had a budget of")) == original
    assert fingerprint(WRONG.replace("$62", "$63")) != original


def test_sarif_says_what_is_excused_and_by_whom() -> None:
    excuses = [
        (Excuse.COMMENT, "inSource"),
        (Excuse.WAIVER, "external"),
        (Excuse.BASELINE, "external"),
    ]
    problems = [build_problem(suppression=Suppression(excuse=excuse, reason="why")) for excuse, _ in excuses]
    run = read_sarif(render("sarif", build_result(*problems, build_problem()), has_baseline=True))
    kinds = [result.suppressions[0].kind for result in run.results if result.suppressions]
    assert kinds == [kind for _, kind in excuses]
    assert [result.baseline_state for result in run.results] == ["new", "new", "unchanged", "new"]


def test_sarif_shows_the_other_places_of_a_claim(project: Project) -> None:
    project.write("a.md", WRONG.replace("**3. The", "Those $62 million of budget were lent.\n\n**3. The"))
    run = read_sarif(project.check("a.md", "--select", "LG1", "--output-format", "sarif")[1])
    related = [result.related_locations for result in run.results if result.related_locations]
    assert len(related) in {0, 2}, "each names the other, where both are read as one claim"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/a b/c.md", "file:///a%20b/c.md"),
        ("a:b.md", "a%3Ab.md"),
        ("x/é.md", "x/%C3%A9.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    assert write_uri(path) == uri


def test_json_tells_results_and_errors_apart(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/b.md", b"\0")
    _, out, _ = project.check("content", "--json")
    value = json.loads(out)
    assert list(value) == ["schema_version", "tool", "config", "results", "collection", "errors", "summary"]
    assert [result["path"] for result in value["results"]] == ["content/a.md"]
    assert value["results"][0]["report"]["schema"] == "report/1"
    (problem,) = value["results"][0]["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("LG102", 16, 34)
    assert problem["fix"] == "$55 million"
    assert [error["code"] for error in value["errors"]] == ["LG911"]
    summary = value["summary"]
    assert (summary["files"], summary["not_checked"]) == (2, 1)
    assert summary["found"] == summary["examined"] + summary["not_examined"]


def test_json_lines_end_with_the_summary(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/b.md", b"\0")
    _, out, _ = project.check("content", "--output-format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["type"] for line in lines] == ["file", "error", "summary"]


def test_github_shows_the_gravest_ten_and_the_count() -> None:
    warnings = [build_problem(line=number) for number in range(1, 16)]
    errors = [build_problem(code="LG102", severity=Severity.ERROR, line=number) for number in range(1, 13)]
    lines = render("github", build_result(*warnings), build_result(*errors)).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[-1] == "20 of 27 findings shown"


def test_github_gets_the_whole_list_in_its_job_summary(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.write("summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    project.write("a.md", WRONG)
    project.check("a.md", "--output-format", "github")
    text = path.read_text("utf-8")
    assert text.startswith("before\n<!-- ledgergen check -->\n")
    assert "a.md:16:34" in text


def test_annotations_escape_what_would_end_them() -> None:
    line = render_annotation(build_problem(path="a,b:c%.md", message="100%\nsure::error::"))
    assert line == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,endLine=3,col=2,endColumn=5,title=LG314 warning"
        "::100%25%0Asure::error::"
    )


def test_junit_counts_failures_and_errors_apart() -> None:
    text = render("junit", build_result(build_problem()), build_result(path="content/b.md"), build_failure())
    suites = list(ET.fromstring(text))
    assert [(s.get("failures"), s.get("errors")) for s in suites] == [("1", "0"), ("0", "0"), ("0", "1")]


def test_markdown_keeps_its_table_whole() -> None:
    problem = build_problem(message="a | b\n<img src=x> `c` **d**", path="x|y.md")
    lines = render("markdown", build_result(problem)).splitlines()
    assert lines[0] == "<!-- ledgergen check -->"
    assert lines[3].count("|") - lines[3].count(r"\|") == 6
    assert r"\<img" in lines[3]


def test_markdown_is_cut_below_what_a_comment_may_have() -> None:
    problems = [build_problem(message="x|" * 400, fix="y" * 400) for _ in range(400)]
    text = render("markdown", build_result(*problems))
    assert len(text) < 65_536
    assert "400 findings (" in text


TEXT = st.text() | st.sampled_from(
    ["\0", "\ud800", "]]>", "\x1b[31m", "::error::", "</failure>", "%0A", "\u2028"]
)


@given(TEXT, TEXT, st.sampled_from(sorted(FORMATS)))
def test_no_text_breaks_a_notation(text: str, path: str, name: str) -> None:
    problem = build_problem(message=text, path=path or "a", source_line=text, fix=text, note=text)
    result = render(
        name, build_result(problem, path=path or "a"), build_failure(path or "b"), across=(problem,)
    )
    written = result.encode("utf-8", "backslashreplace").decode()
    match name:
        case "json":
            json.loads(written)
        case "jsonl":
            assert all(json.loads(line) for line in written.split("\n") if line)
        case "sarif":
            json.loads(written)
        case "junit":
            ET.fromstring(written)
        case "github":
            assert all(re.match(r"::|\d+ of \d+ findings", line) for line in written.split("\n") if line)
        case _:
            assert written.endswith("\n")
