"""Canonical JSON, the hashes made of it, and the shape `report/1` on disk."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from ledgergen.model.dossier import Source
from ledgergen.model.report import (
    Approval,
    Figure,
    Finding,
    ModelUse,
    Report,
    Severity,
    Support,
    Usage,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergen.model.dossier import Dossier, Fact, Passage
    from ledgergen.model.prompt import Message, Prompt

REPORT_SCHEMA = "report/1"
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
_quote = json.encoder.encode_basestring


def to_canonical_json(value: object) -> str:
    """Write JSON with one spelling only: sorted keys, no spaces, no escapes beyond JSON's own."""
    return _CANONICAL.encode(value)


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hex.

    Lone surrogates, which no UTF-8 file can hold, are hashed as themselves so
    that any string has a hash.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_json(tag: str, value: object) -> str:
    """Return the SHA-256 of a JSON value under a tag that names its meaning and version."""
    return hash_text(tag + "\n" + to_canonical_json(value))


def hash_dossier(dossier: Dossier) -> str:
    """Name the evidence: any change of any fact, passage or source changes it.

    What could not be had (`gaps`) is no evidence. A dossier that uses none of
    the optional words of a source or fact has the hash it would have without them.
    """
    try:
        parts = _write_parts(dossier, "python")
    except TypeError:  # records may hold what only pydantic knows to write as JSON
        parts = _write_parts(dossier, "json")
    evidence = ",".join([f'"{key}":{parts[key]}' for key in sorted(parts)])
    return hash_text(f"dossier/1\n{{{evidence}}}")


def _write_parts(dossier: Dossier, mode: Literal["python", "json"]) -> dict[str, str]:
    """Write each part of the evidence as canonical JSON, by its key.

    Facts come by the dozen, and a page as hundreds of passages of a sentence each: these are written
    without a detour.
    """
    values = dossier.model_dump(mode=mode, by_alias=True, exclude=_EXCLUDED[mode])
    for source in values["sources"]:
        if not source["attribution"]:
            del source["attribution"]
    if mode == "python":
        values["records"] = dossier.records  # JSON values, which need no copy to be written
    parts = {key: to_canonical_json(value) for key, value in values.items()}
    parts["facts"] = f"[{','.join(map(_write_fact, dossier.facts))}]"
    parts["passages"] = f"[{','.join(map(_write_passage, dossier.passages))}]"
    return parts


def _write_fact(fact: Fact) -> str:
    also = f'"also":[{",".join(map(_quote, fact.also))}],' if fact.also else ""
    qualifiers = ",".join([f"{_quote(key)}:{_quote(told)}" for key, told in sorted(fact.qualifiers.items())])
    return (
        f'{{{also}"approximate":{"true" if fact.approximate else "false"},'
        f'"attribute":{_quote(fact.attribute)},"id":{_quote(fact.id)},"qualifiers":{{{qualifiers}}},"source":{_quote(fact.source)},'
        f'"subject":{_quote(fact.subject)},"unit":{"null" if fact.unit is None else _quote(fact.unit)},'
        f'"value":{_quote(fact.value)}}}'
    )


def _write_passage(passage: Passage) -> str:
    return f'{{"id":{_quote(passage.id)},"source":{_quote(passage.source)},"text":{_quote(passage.text)}}}'


_EXCLUDED: Final = {
    "python": {"gaps", "facts", "passages", "records"},
    "json": {"gaps", "facts", "passages"},
}


def hash_prompt(prompt: Prompt, *, model: str) -> str:
    """Name a request: what would be sent to which model, and nothing else.

    Template names and versions are left out, because they only matter through
    the text they produce; the evidence is in the messages already.
    """
    # Canonical JSON, in two parts: keys stand in the order of the alphabet, and
    # what comes first is the same for every film of a run, and long.
    first, last = prompt.messages[:-1], prompt.messages[-1]
    digest = _begin_prompt_hash(prompt.max_tokens, first).copy()
    rest = {
        "model": model,
        "sections": list(prompt.sections),
        "temperature": None if prompt.temperature is None else str(prompt.temperature),
    }
    message = to_canonical_json([last.role, last.content])
    text = f"{',' if first else ''}{message}],{to_canonical_json(rest)[1:]}"
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _begin_prompt_hash(max_tokens: int, messages: tuple[Message, ...]) -> hashlib._Hash:
    shown = ",".join(to_canonical_json([message.role, message.content]) for message in messages)
    text = f'prompt/1\n{{"max_tokens":{max_tokens},"messages":[{shown}'
    return hashlib.sha256(text.encode("utf-8", "surrogatepass"))


def report_to_json(report: Report) -> dict[str, Any]:
    """Return the report in the shape `report/1`. Fields are added, never renamed."""
    return {
        "schema": REPORT_SCHEMA,
        "movie_id": report.movie_id,
        "text_sha256": report.text_sha256,
        "dossier_sha256": report.dossier_sha256,
        "checker": report.checker,
        "model": None if report.model is None else _model_to_json(report.model),
        "summary": {"found": report.found, "examined": report.examined, "flagged": len(report.flagged)},
        "figures": [_figure_to_json(figure) for figure in report.figures],
        "findings": [_finding_to_json(finding) for finding in report.findings],
        "sources": [source.model_dump(mode="json") for source in report.sources],
        "approval": None if report.approval is None else _approval_to_json(report.approval),
    }


def report_from_json(value: Mapping[str, Any]) -> Report:
    """Read `report/1`.

    Raises:
        KeyError, ValueError, TypeError: it is not a report; the caller says which file.
    """
    if value["schema"] != REPORT_SCHEMA:
        raise ValueError(f"schema is {value['schema']!r}, not {REPORT_SCHEMA!r}")
    model, approval = value.get("model"), value.get("approval")
    return Report(
        movie_id=value["movie_id"],
        text_sha256=value["text_sha256"],
        dossier_sha256=value["dossier_sha256"],
        checker=value["checker"],
        figures=tuple(_figure_from_json(figure) for figure in value["figures"]),
        findings=tuple(_finding_from_json(finding) for finding in value["findings"]),
        model=None if model is None else _model_from_json(model),
        sources=tuple(Source.model_validate(source) for source in value.get("sources", ())),
        approval=None if approval is None else Approval(**approval),
    )


def _approval_to_json(approval: Approval) -> dict[str, str]:
    return {"sha256": approval.sha256, "actor": approval.actor, "at": approval.at}


def _model_to_json(model: ModelUse) -> dict[str, Any]:
    usage = model.usage
    return {
        "name": model.name,
        "provider": model.provider,
        "usage": {
            "input_tokens": usage.input_tokens,
            "cached_tokens": usage.cached_tokens,
            "output_tokens": usage.output_tokens,
            "calls": usage.calls,
        },
        # A string: a float would print 0.0030000000000000001.
        "cost_usd": None if model.cost_usd is None else str(model.cost_usd),
        "prompt_hash": model.prompt_hash,
    }


def _model_from_json(value: Mapping[str, Any]) -> ModelUse:
    cost = value["cost_usd"]
    return ModelUse(
        name=value["name"],
        provider=value["provider"],
        usage=Usage(**value["usage"]),
        cost_usd=None if cost is None else Decimal(cost),
        prompt_hash=value.get("prompt_hash", ""),
    )


def _figure_to_json(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "section": figure.section,
        "kind": figure.kind,
        "about": figure.about,
        "value": figure.value,
        "unit": figure.unit,
        "precision": figure.precision,
        "verdict": figure.verdict.value,
        "flagged": figure.flagged,
        "rule": figure.rule,
        "reason": figure.reason,
        "evidence": [
            {
                "id": support.id,
                "kind": support.kind,
                "statement": support.statement,
                "source": support.source,
                "url": support.url,
                "retrieved": support.retrieved,
                "agrees": support.agrees,
            }
            for support in figure.evidence
        ],
        "formula": figure.formula,
        "suggestion": figure.suggestion,
    }


def _figure_from_json(value: Mapping[str, Any]) -> Figure:
    return Figure(
        id=value["id"],
        start=value["start"],
        end=value["end"],
        text=value["text"],
        section=value["section"],
        kind=value.get("kind", ""),
        about=value.get("about", ""),
        value=value.get("value", ""),
        unit=value.get("unit", ""),
        precision=value.get("precision", ""),
        verdict=Verdict(value["verdict"]),
        rule=value["rule"],
        reason=value["reason"],
        evidence=tuple(Support(**support) for support in value["evidence"]),
        formula=value["formula"],
        suggestion=value.get("suggestion"),
    )


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "end_column": finding.end_column,
        "section": finding.section,
    }


def _finding_from_json(value: Mapping[str, Any]) -> Finding:
    return Finding(
        code=value["code"],
        severity=Severity(value["severity"]),
        message=value["message"],
        line=value["line"],
        column=value["column"],
        end_column=value.get("end_column"),
        section=value.get("section"),
    )
