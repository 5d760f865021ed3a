"""Draft, check, repair: the loop, as a generator without any effect.

`draft_flow` yields a `Prompt` and is sent the `Reply` to it, until it returns
an `Outcome`. A live model, a replayed record and a scripted test are three
drivers of the same loop:

    flow = draft_flow(dossier, kit=kit, check=check, writer="gpt-x")
    prompt = next(flow)
    while True:
        prompt = flow.send(answer(prompt))      # StopIteration.value is the Outcome

A driver whose model gave no reply worth reading throws the `ModelError` in
(`flow.throw`) instead, so that it counts as a try. The bounds:

- A first reply that cannot be read is asked for again `max_rereads` times; then
  its error leaves the flow, because there is no draft to hold.
- Sections with flagged figures or errors go back `max_rounds` times. The others
  are kept byte for byte, whatever a repair says about them. What fails after
  that is held for an editor, never guessed at.
- A server that cannot be reached ends the flow at any time: what was paid for
  is in the completion store, and the next run goes on from there.

A checker that raises proves nothing: every numeral is then `not_examined`.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeAlias

from ledgergen.codec import hash_prompt, hash_text
from ledgergen.core.article.article import Article, build_article
from ledgergen.core.article.form import SECTIONS
from ledgergen.core.article.render import render_article
from ledgergen.core.article.rules import check_article
from ledgergen.core.checking import build_unexamined
from ledgergen.core.drafting.citations import DraftText, find_citation_findings
from ledgergen.core.drafting.failures import FailedSection, find_failed
from ledgergen.core.drafting.kit import Check, DraftKit
from ledgergen.core.drafting.prompt import build_draft_prompt, build_repair_prompt, build_reread_prompt
from ledgergen.core.drafting.reply import parse_reply
from ledgergen.errors import ModelError, ModelUnavailableError, ReplyError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Finding, ModelUse, Report, Severity, Usage
from ledgergen.model.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="LG901",
        name="figure check failed",
        severity=Severity.ERROR,
        summary="The figure check ended in an error, so no figure of this text is proven.",
        why="A check that breaks proves nothing; what is not proven is not published.",
        fix="Report the defect with this text and its dossier, then check the text again.",
    ),
    Rule(
        code="LG902",
        name="repair without result",
        severity=Severity.NOTE,
        summary="The model was asked to mend sections, and its answer could not be used.",
        why="It says why a draft is held with fewer repairs than it was entitled to.",
        fix="Mend the flagged figures by hand, or draft again.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One prompt and its reply, for the record."""

    prompt: Prompt
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where a draft ended up."""

    text: str
    """The whole ledger file, front matter included."""
    report: Report
    """Figures, findings and who wrote it; offsets into `text`."""
    n_rounds: int
    """Repairs asked for."""
    exchanges: tuple[Exchange, ...]
    """Every reply that came, readable or not, in order."""

    @property
    def is_clean(self) -> bool:
        """Tell whether it may be published as it is."""
        return self.report.is_clean


Flow: TypeAlias = Generator[Prompt, Reply, Outcome]


def draft_flow(dossier: Dossier, *, kit: DraftKit, check: Check, writer: str) -> Flow:
    """Draft one film's ledger; `writer` is the model's name, under which the prompts are hashed.

    Raises:
        ReplyError: no readable draft came within the bounds.
        ModelError: the driver threw one in that no repetition can heal.
        TemplateError: a template does not render.
    """
    flow = _Flow(dossier=dossier, kit=kit, check=check, writer=writer)
    return (yield from flow.run())


@dataclass(slots=True, kw_only=True)
class _Flow:
    """The loop's memory. Everything it hands out is frozen."""

    dossier: Dossier
    kit: DraftKit
    check: Check
    writer: str
    exchanges: list[Exchange] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def run(self) -> Flow:
        kit = self.kit
        first = build_draft_prompt(self.dossier, templates=kit.templates, exemplars=kit.exemplars)
        draft = yield from self._read_first(first)
        text, report, failed = self._examine(draft)
        n_rounds = 0
        retry: Prompt | None = None
        while failed and n_rounds < kit.max_rounds:
            n_rounds += 1
            prompt = retry or build_repair_prompt(
                first,
                templates=kit.templates,
                draft=draft,
                failed=failed,
                n_left=kit.max_rounds - n_rounds,
            )
            mended, retry = yield from self._read_repair(prompt, n_rounds)
            if mended is not None:
                draft = draft.replace(mended)
                text, report, failed = self._examine(draft)
        report = replace(
            report,
            movie_id=self.dossier.movie_id,
            findings=(*report.findings, *self.notes),
            model=self._sum_use(first),
        )
        return Outcome(text=text, report=report, n_rounds=n_rounds, exchanges=tuple(self.exchanges))

    def _read_first(self, first: Prompt) -> Generator[Prompt, Reply, DraftText]:
        prompt = first
        for n_left in range(self.kit.max_rereads, -1, -1):
            reply: Reply | None = None
            try:
                reply = yield prompt
                self.exchanges.append(Exchange(prompt=prompt, reply=reply))
                return parse_reply(reply, first.sections)
            except ReplyError as problem:
                if not n_left:
                    raise
                prompt = self._ask_again(first, reply, problem)
        raise AssertionError("unreachable: the last try returns or raises")

    def _read_repair(
        self, prompt: Prompt, n_round: int
    ) -> Generator[Prompt, Reply, tuple[DraftText | None, Prompt | None]]:
        """Return the mended sections; or None and the prompt to go on with."""
        reply: Reply | None = None
        try:
            reply = yield prompt
            self.exchanges.append(Exchange(prompt=prompt, reply=reply))
            return parse_reply(reply, prompt.sections), None
        except ModelUnavailableError:
            raise
        except ModelError as problem:
            why = f"{problem.what}: {problem.because}" if problem.because else problem.what
            self.notes.append(_whole("LG902", Severity.NOTE, f"repair {n_round} gave no result: {why}"))
            return None, self._ask_again(prompt, reply, problem)

    def _ask_again(self, prompt: Prompt, reply: Reply | None, problem: ModelError) -> Prompt:
        if reply is None or not reply.text.strip():
            return prompt  # nothing to show back; the same request may well be answered now
        return build_reread_prompt(
            prompt, templates=self.kit.templates, reply=reply, because=problem.because or problem.what
        )

    def _examine(self, draft: DraftText) -> tuple[str, Report, tuple[FailedSection, ...]]:
        dossier = self.dossier
        article = build_article(
            movie_id=dossier.movie_id,
            title=dossier.title,
            directors=dossier.directors,
            year=dossier.year,
            sections=[section.text for section in draft.sections],
        )
        text = render_article(article)
        try:
            report = self.check(text, dossier)
            if report.text_sha256 != hash_text(text):
                raise ValueError("the report was made for another text")  # noqa: TRY301 - caught just below
            findings = _merge(report.findings, check_article(text, dossier=dossier, seeds=self.kit.seeds))
        except Exception as problem:  # noqa: BLE001 - whatever it is, nothing is proven
            report = _build_unexamined(text, dossier, problem)
            return text, report, ()
        bodies = _find_bodies(text, article)
        for section, body in zip(draft.sections, bodies, strict=True):
            figures = [figure for figure in report.figures if body.start <= figure.start < body.stop]
            findings += find_citation_findings(
                section, figures=figures, at=body.start, text=text, dossier=dossier
            )
        findings = tuple(sorted(findings, key=lambda finding: (finding.line, finding.column)))
        report = replace(report, findings=findings)
        return text, report, tuple(find_failed(text, report, bodies))

    def _sum_use(self, first: Prompt) -> ModelUse:
        replies = [exchange.reply for exchange in self.exchanges]
        costs = [reply.cost_usd for reply in replies]
        known = [cost for cost in costs if cost is not None]
        return ModelUse(
            name=replies[0].model,
            provider=replies[0].provider,
            usage=sum((reply.usage for reply in replies), Usage()),
            cost_usd=sum(known, Decimal(0)) if len(known) == len(costs) else None,
            prompt_hash=hash_prompt(first, model=self.writer),
        )


def _find_bodies(text: str, article: Article) -> tuple[range, ...]:
    """Find where each section's body stands in the rendered text, whatever headings it may hold itself."""
    bodies: list[range] = []
    position = 0
    for form, body in zip(SECTIONS, article.sections, strict=True):
        start = text.index(f"{form.heading}\n{body}", position) + len(form.heading) + 1
        position = start + len(body)
        bodies.append(range(start, position))
    return tuple(bodies)


def _merge(first: tuple[Finding, ...], second: tuple[Finding, ...]) -> tuple[Finding, ...]:
    seen = {(finding.code, finding.line, finding.column) for finding in first}
    return first + tuple(f for f in second if (f.code, f.line, f.column) not in seen)


def _build_unexamined(text: str, dossier: Dossier, problem: Exception) -> Report:
    why = f"{type(problem).__name__}: {' '.join(str(problem).split())[:200]}"
    finding = _whole("LG901", Severity.ERROR, f"the figure check failed: {why}")
    return replace(build_unexamined(text, dossier, why), findings=(finding,))


def _whole(code: str, severity: Severity, message: str) -> Finding:
    """Make a finding about the text as a whole; it stands at its first character."""
    return Finding(code=code, severity=severity, message=message, line=1, column=1)
