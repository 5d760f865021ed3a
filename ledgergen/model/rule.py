"""A rule as data: what stands in reports, in `ledgergen explain`, in the README and in test names."""

from __future__ import annotations

from dataclasses import dataclass

from ledgergen.model.report import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that findings or verdicts name. Codes are stable and never reused."""

    code: str
    """LG code of a finding (`LG301`), or id of a verdict rule (`V07`)."""
    name: str
    """Two to five words: "heading missing"."""
    severity: Severity
    summary: str
    """One sentence: what it means when this rule speaks."""
    why: str
    """Why the house holds to it."""
    bad: str = ""
    """An example that trips it."""
    good: str = ""
    """The same, mended."""
    fix: str = ""
    """What to do, in one sentence."""
