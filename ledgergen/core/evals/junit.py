"""A run as JUnit XML, for the test page of a CI server: a case is a test, and so is a threshold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ledgergen.core.evals.observation import UNSCORED
from ledgergen.core.evals.result import EvalResult, SuiteResult
from ledgergen.core.evals.table import render_limit, render_value

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(result: EvalResult) -> str:
    """Return the XML document, with a line end."""
    root = ET.Element("testsuites", name="ledgergen eval")
    for suite in result.suites:
        _add_suite(root, suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_suite(root: ET.Element, suite: SuiteResult) -> None:
    n_failed = sum(case.state == "failed" for case in suite.cases)
    n_skipped = sum(case.state == "unscored" for case in suite.cases)
    limits = [metric for metric in suite.metrics if metric.threshold is not None]
    node = ET.SubElement(
        root,
        "testsuite",
        name=suite.name,
        tests=str(len(suite.cases) + len(limits)),
        failures=str(n_failed + len(suite.missed)),
        skipped=str(n_skipped),
        errors="0",
    )
    for case in suite.cases:
        test = ET.SubElement(node, "testcase", classname=suite.name, name=_clean(case.name))
        said = _clean("\n".join(case.reasons))
        if case.state == "failed":
            failure = ET.SubElement(test, "failure", message=said.partition("\n")[0][:300])
            failure.text = said
        elif case.state == "unscored":
            ET.SubElement(test, "skipped", message=said[:300])
    for metric in limits:
        test = ET.SubElement(node, "testcase", classname=f"{suite.name} thresholds", name=metric.name)
        if metric.is_missed:
            value = render_value(metric.name, metric.estimate.value) if metric.estimate else UNSCORED
            message = f"{metric.name} is {value}, and must be {render_limit(metric)}"
            ET.SubElement(test, "failure", message=message)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
