"""Evals: did a change of prompt, rule, model or code make ledgers better or worse?

A *suite* is a folder of `evals/`: its `suite.yaml` names its kind, its cases
and its thresholds. A *case* is run to an *observation*: what passed, what was
measured, what was said. A *metric* sums the observations of a suite up, with
an interval, and thresholds are held against metrics.

    case, reader      suite and case files, strict, with lines in their errors
    observation       what a run of one case yields, whatever the kind
    draft_case        judge a draft against what its case expects
    ledger_case       judge ledgers that are there already, and prompts
    figures_case      count what became of planted faults (`core.faults`)
    style             how far a ledger's manner is from the seeds'
    metric            every metric as a row
    result            cases and metrics of a run; its JSON; thresholds
    export            a case of what editors decided
    diff              a run against an earlier one, case by case
    table, junit, page    a run as text, as JUnit XML, as one HTML page

Everything here is pure. What was not measured is the label `unscored`: it is
never a zero, never left out of sight, and it fails a threshold.
"""
