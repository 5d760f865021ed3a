"""Every metric as a row: what it means, which way is better, and its unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class MetricKind(NamedTuple):
    """What a metric means and which way is better."""

    says: str
    better: Literal["more", "less", "neither"]
    unit: Literal["share", "number", "usd", "s", "tokens"] = "share"


METRICS: Mapping[str, MetricKind] = {
    "passed": MetricKind("cases that went as expected", "more"),
    "schema_valid": MetricKind("replies in the form that was asked for", "more"),
    "first_pass_clean": MetricKind("drafts clean without a repair", "more"),
    "clean_after_repair": MetricKind("drafts clean in the end", "more"),
    "held": MetricKind("drafts held for an editor", "less"),
    "flag_precision": MetricKind("flagged figures that are labelled wrong", "more"),
    "flag_recall": MetricKind("figures labelled wrong that were flagged", "more"),
    "recall": MetricKind("planted faults that were flagged", "more"),
    "false_alarms": MetricKind("true figures that were flagged", "less"),
    "flagged": MetricKind("figures flagged", "less"),
    "form_errors": MetricKind("errors of form and style in a ledger", "less", "number"),
    "seed_overlap": MetricKind("words taken from a seed", "less"),
    "style_distance": MetricKind("spreads away from the seeds' manner", "less", "number"),
    "words": MetricKind("words of a ledger", "neither", "number"),
    "shared_sentences": MetricKind("sentences that stand in another ledger too", "less"),
    "cacheable": MetricKind("characters of a prompt that all films share", "more"),
    "stable": MetricKind("prompts built twice to the same bytes", "more"),
    "prompt_tokens": MetricKind("estimated tokens of a prompt", "less", "tokens"),
    "input_tokens": MetricKind("tokens sent for a draft", "less", "tokens"),
    "output_tokens": MetricKind("tokens written for a draft", "less", "tokens"),
    "cost_usd": MetricKind("price of a draft", "less", "usd"),
    "latency_s": MetricKind("seconds waited for a draft", "less", "s"),
}
"""Every metric. A name may end in `/class`: `recall/digit`."""


def find_kind(name: str) -> MetricKind:
    """Return the kind of a metric, whatever class it ends in."""
    return METRICS[name.partition("/")[0]]
