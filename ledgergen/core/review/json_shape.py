"""A ledger in review as JSON: what the API and `--json` print. Fields are added, never renamed."""

from __future__ import annotations

from typing import Any

from ledgergen.codec import report_to_json
from ledgergen.core.review.events import event_to_json_value
from ledgergen.core.review.review import Review, ReviewedFigure

SCHEMA = "review/1"


def review_to_json(review: Review) -> dict[str, Any]:
    """Return the ledger with its figures, decisions, gate and history."""
    state = review.state
    by_id = {figure["id"]: figure for figure in report_to_json(review.report)["figures"]}
    return {
        "schema": SCHEMA,
        "movie_id": state.movie_id,
        "title": review.title,
        "year": review.year,
        "status": state.status.value,
        "rev": state.rev,
        "base": state.base,
        "text": state.text,
        "summary": {
            "found": review.report.found,
            "examined": review.report.examined,
            "open": len(review.open_figures),
            "minutes": review.minutes,
        },
        "gate": list(review.gate),
        "can_approve": review.can_approve,
        "figures": [{**by_id[f.figure.id], **figure_to_json(f)} for f in review.figures],
        "findings": report_to_json(review.report)["findings"],
        "history": [history_to_json(event_to_json_value(event)) for event in state.events],
    }


def figure_to_json(figure: ReviewedFigure) -> dict[str, Any]:
    """Return what the review adds to a figure of `report/1`."""
    waiver = figure.waiver
    return {
        "needs_person": figure.needs_person,
        "decision": figure.decision or None,
        "claim": figure.claim,
        "also_at": list(figure.twins),
        "options": [{"text": option.text, "source": option.source} for option in figure.options],
        "waiver": None
        if waiver is None
        else {
            "reason": waiver.reason,
            "comment": waiver.comment,
            "actor": waiver.actor,
            "at": waiver.at,
        },
    }


def history_to_json(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event without the whole text of a draft: the history would hold each draft again."""
    return {name: value for name, value in event.items() if name != "text"}
