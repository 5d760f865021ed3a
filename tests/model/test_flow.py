from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergen import Dossier, Report, Verdict, check
from ledgergen.codec import hash_prompt, hash_text, report_from_json, report_to_json
from ledgergen.core.dossiers.dossier import parse_dossier
from ledgergen.core.drafting.flow import RULES, Outcome, draft_flow
from ledgergen.core.drafting.kit import DraftKit, build_kit
from ledgergen.errors import (
    EmptyReplyError,
    ModelCutShortError,
    ModelError,
    ModelOverloadedError,
    ModelRefusedError,
    ReplyError,
)
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Usage

ROOT = Path(__file__).parents[2]
HARBOR = parse_dossier((ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8"), where="harbor")
GOOD = (ROOT / "tests" / "cases" / "harbor-reply.json").read_text("utf-8")
BODIES: dict[str, str] = json.loads(GOOD)

Step = str | Reply | ModelError


@pytest.fixture(scope="module")
def kit() -> DraftKit:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "prompts").glob("*.md")}
    return build_kit(texts, seeds=[], check=check)


def run(
    kit: DraftKit,
    script: Iterable[Step],
    *,
    judge: Callable[[str, Dossier], Report] = check,
    dossier: Dossier = HARBOR,
) -> tuple[Outcome, list[Prompt]]:
    """Drive the flow by hand with a script that must be used up exactly."""
    steps = list(script)
    flow = draft_flow(dossier, kit=kit, check=judge, writer="tiny")
    prompts = [next(flow)]
    try:
        while True:
            step = steps.pop(0)
            if isinstance(step, ModelError):
                prompts.append(flow.throw(step))
            else:
                reply = Reply(text=step, model="tiny-1", provider="here") if isinstance(step, str) else step
                prompts.append(flow.send(reply))
    except StopIteration as end:
        assert steps == []
        outcome: Outcome = end.value
        assert outcome.report.text_sha256 == hash_text(outcome.text)
        return outcome, prompts


def with_section(key: str, old: str, new: str) -> str:
    assert old in BODIES[key]
    return json.dumps({**BODIES, key: BODIES[key].replace(old, new)})


FABRICATED = with_section("investment", "$1.9 million [f1]", "$62 million [f1]")
UNFOUNDED = with_section("execution", "on the quay", "on the quay under 57 lamps")
MENDED = json.dumps({"investment": BODIES["investment"]})


def test_a_good_reply_is_a_clean_ledger_at_once(kit: DraftKit) -> None:
    outcome, prompts = run(kit, [GOOD])
    assert outcome.is_clean
    assert (outcome.n_rounds, len(prompts), len(outcome.exchanges)) == (0, 1, 1)
    assert outcome.text.startswith("---\nmovieId: 990001\nmovieTitle: Harbor Lights\n")
    assert "[f" not in outcome.text
    assert outcome.report.movie_id == 990001
    assert {figure.verdict for figure in outcome.report.figures} >= {Verdict.EXACT, Verdict.ROUNDED}


def test_a_fabricated_figure_is_mended_and_nothing_else_changes(kit: DraftKit) -> None:
    repair = json.dumps({"investment": BODIES["investment"], "aftermath": "It made $99 billion."})
    outcome, prompts = run(kit, [FABRICATED, repair])
    clean, _ = run(kit, [GOOD])
    assert outcome.text == clean.text
    assert outcome.is_clean
    assert (outcome.n_rounds, prompts[1].sections) == (1, (2,))
    asked = prompts[1].messages[-1].content
    assert '"$62 million"' in asked
    assert "[f1]" in asked
    assert "1,900,000" in asked


def test_a_figure_fabricated_thrice_is_held(kit: DraftKit) -> None:
    repair = json.dumps({"investment": json.loads(FABRICATED)["investment"]})
    outcome, prompts = run(kit, [FABRICATED, repair, repair])
    assert not outcome.is_clean
    assert [figure.text for figure in outcome.report.flagged] == ["$62 million"]
    assert outcome.report.flagged[0].section == 2
    assert (outcome.n_rounds, len(prompts)) == (2, 3)
    assert "$62 million" in outcome.text


def test_a_repair_that_trades_one_invention_for_another_goes_another_round(kit: DraftKit) -> None:
    other = json.dumps({"investment": BODIES["investment"].replace("$1.9 million [f1]", "$7 million [f1]")})
    outcome, prompts = run(kit, [FABRICATED, other, MENDED])
    assert outcome.is_clean
    assert '"$7 million"' in prompts[2].messages[-1].content
    assert "$62 million" not in prompts[2].messages[-2].content


def test_an_unsupported_figure_is_to_be_taken_out(kit: DraftKit) -> None:
    outcome, prompts = run(kit, [UNFOUNDED, json.dumps({"execution": BODIES["execution"]})])
    assert outcome.is_clean
    assert "take the figure out" in prompts[1].messages[-1].content


def test_a_style_error_goes_back_with_its_section(kit: DraftKit) -> None:
    chatty = json.dumps({**BODIES, "aftermath": BODIES["aftermath"] + " (Word count: 378)"})
    outcome, prompts = run(kit, [chatty, json.dumps({"aftermath": BODIES["aftermath"]})])
    assert outcome.is_clean
    assert prompts[1].sections == (4,)
    assert "LG4" in prompts[1].messages[-1].content


@pytest.mark.parametrize(
    "addition",
    [
        "\n\n**5. Conclusion**\nIt cost $62 million [f1].",
        "\n\n**3. The Execution (Managing the Risk)**\nIt cost $62 million [f1].",
        "\n\n# The Director's Ledger\nIt cost $62 million [f1].",
    ],
)
def test_what_stands_under_a_foreign_heading_goes_back_with_the_section_it_came_in(
    addition: str, kit: DraftKit
) -> None:
    strange = json.dumps({**BODIES, "investment": BODIES["investment"] + addition})
    outcome, prompts = run(kit, [strange, MENDED])
    assert outcome.is_clean
    assert prompts[1].sections == (2,)
    assert '"$62 million"' in prompts[1].messages[-1].content


def test_what_is_wrong_in_the_head_is_not_the_models_to_mend(kit: DraftKit) -> None:
    dossier = HARBOR.model_copy(update={"year": 1971})
    outcome, prompts = run(kit, [GOOD], dossier=dossier)
    assert not outcome.is_clean
    assert len(prompts) == 1


def test_an_invented_source_goes_back_though_the_figure_is_true(kit: DraftKit) -> None:
    invented = with_section("execution", "44 days [f6]", "44 days [f77]")
    outcome, prompts = run(kit, [invented, json.dumps({"execution": BODIES["execution"]})])
    assert outcome.is_clean
    assert prompts[1].sections == (3,)
    assert "LG110" in prompts[1].messages[-1].content
    held, _ = run(replace(kit, max_rounds=0), [invented])
    assert not held.is_clean
    assert held.report.flagged == ()


def test_citing_the_wrong_fact_or_none_is_said_and_holds_nothing_back(kit: DraftKit) -> None:
    confused = json.loads(with_section("execution", "44 days [f6]", "44 days [f1]"))
    confused["execution"] = confused["execution"].replace("113 minutes [f4]", "113 minutes")
    outcome, _ = run(kit, [json.dumps(confused)])
    assert outcome.is_clean
    found = [(f.code, f.section) for f in outcome.report.findings if f.code.startswith("LG11")]
    assert found == [("LG111", 3), ("LG112", 3)]


def test_an_unreadable_reply_is_asked_for_again_saying_why(kit: DraftKit) -> None:
    outcome, prompts = run(kit, ["Here you go!", GOOD])
    assert outcome.is_clean
    assert outcome.n_rounds == 0
    assert "neither a JSON object" in prompts[1].messages[-1].content
    assert prompts[1].messages[-2].content == "Here you go!"
    assert len(outcome.exchanges) == 2


def test_an_empty_reply_is_asked_for_again_in_the_same_words(kit: DraftKit) -> None:
    outcome, prompts = run(kit, [EmptyReplyError("empty"), GOOD])
    assert prompts[0] == prompts[1]
    assert outcome.is_clean


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (["no", "no"], ReplyError),
        (["", ""], EmptyReplyError),
        ([EmptyReplyError("empty"), EmptyReplyError("empty")], EmptyReplyError),
        ([Reply(text=GOOD, model="m", provider="p", finish_reason="length")], ModelCutShortError),
        ([ModelRefusedError("no")], ModelRefusedError),
        ([ModelOverloadedError("down")], ModelOverloadedError),
        ([FABRICATED, ModelOverloadedError("down")], ModelOverloadedError),
    ],
)
def test_without_a_draft_or_a_server_there_is_no_outcome(
    script: list[Step], kind: type[ModelError], kit: DraftKit
) -> None:
    with pytest.raises(ModelError) as caught:
        run(kit, script)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    "bad",
    [
        "no JSON here",
        "",
        EmptyReplyError("empty"),
        ModelRefusedError("I will not"),
        Reply(text=MENDED, model="m", provider="p", finish_reason="length"),
    ],
)
def test_a_repair_without_result_costs_a_round_and_is_noted(bad: Step, kit: DraftKit) -> None:
    outcome, _ = run(kit, [FABRICATED, bad, MENDED])
    assert outcome.is_clean
    assert outcome.n_rounds == 2
    assert [finding.code for finding in outcome.report.findings if finding.code == "LG902"] == ["LG902"]
    held, _ = run(kit, [FABRICATED, bad, bad])
    assert [figure.text for figure in held.report.flagged] == ["$62 million"]
    assert not held.is_clean


def test_a_checker_that_raises_proves_nothing(kit: DraftKit) -> None:
    def judge(text: str, dossier: Dossier) -> Report:
        raise ZeroDivisionError(f"in {len(text)} of {dossier.movie_id}")

    outcome, prompts = run(kit, [GOOD], judge=judge)
    assert not outcome.is_clean
    assert len(prompts) == 1
    assert outcome.report.figures
    assert {figure.verdict for figure in outcome.report.figures} == {Verdict.NOT_EXAMINED}
    assert outcome.report.examined == 0
    finding = outcome.report.findings[0]
    assert finding.code == "LG901"
    assert "ZeroDivisionError" in finding.message
    assert report_from_json(report_to_json(outcome.report)) == outcome.report


def test_a_checker_that_returns_nonsense_proves_nothing(kit: DraftKit) -> None:
    outcome, _ = run(kit, [GOOD], judge=lambda *_: None)  # type: ignore[arg-type]
    assert not outcome.is_clean


def test_a_checker_that_answers_for_another_text_proves_nothing(kit: DraftKit) -> None:
    outcome, _ = run(kit, [GOOD], judge=lambda _, dossier: check("Nothing to see.", dossier))
    assert not outcome.is_clean
    assert "another text" in outcome.report.findings[0].message


def paid(text: str, cost: str | None, n: int) -> Reply:
    usage = Usage(input_tokens=n, cached_tokens=n // 2, output_tokens=1, calls=1)
    return Reply(
        text=text,
        model="tiny-1",
        provider="here",
        usage=usage,
        cost_usd=None if cost is None else Decimal(cost),
    )


@pytest.mark.parametrize(
    ("costs", "total"),
    [(["0.01", "0.02"], Decimal("0.03")), (["0.01", None], None), (["0", "0"], Decimal(0))],
)
def test_use_is_summed_and_one_unknown_price_makes_the_sum_unknown(
    costs: list[str | None], total: Decimal | None, kit: DraftKit
) -> None:
    outcome, prompts = run(kit, [paid(FABRICATED, costs[0], 100), paid(MENDED, costs[1], 300)])
    use = outcome.report.model
    assert use is not None
    assert (use.name, use.provider, use.cost_usd) == ("tiny-1", "here", total)
    assert use.usage == Usage(input_tokens=400, cached_tokens=200, output_tokens=2, calls=2)
    assert use.prompt_hash == hash_prompt(prompts[0], model="tiny")


def test_the_flow_is_the_same_every_time(kit: DraftKit) -> None:
    script = [FABRICATED, "what?", MENDED]
    assert run(kit, script) == run(kit, script)


_ODD = st.text(max_size=80) | st.text(alphabet="[]f19,*#-. \n()$%:“”\u00a0\ufeff\r", max_size=80)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(before=_ODD, after=_ODD)
def test_whatever_a_reply_says_its_figures_and_findings_have_their_places(
    before: str, after: str, kit: DraftKit
) -> None:
    body = f"{before} It cost $62 million [f1]. {after}"
    once = replace(kit, max_rounds=0, max_rereads=0)
    try:
        outcome, _ = run(once, [json.dumps({**BODIES, "investment": body})])
    except ReplyError:
        return
    lines = outcome.text.split("\n")
    for figure in outcome.report.figures:
        assert outcome.text[figure.start : figure.end] == figure.text
    for finding in outcome.report.findings:
        assert finding.line <= len(lines)
        assert finding.column <= len(lines[finding.line - 1]) + 1
    uncited = [f for f in outcome.report.findings if f.code == "LG112" and "$62 million" in f.message]
    assert uncited == []
    assert not outcome.is_clean


def test_codes_of_the_flow_are_rows() -> None:
    assert [rule.code for rule in RULES] == ["LG901", "LG902"]
