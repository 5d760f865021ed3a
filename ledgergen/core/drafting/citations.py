"""Citations: how a model says what a figure rests on, and what becomes of it.

The model writes the id of a fact or passage in square brackets behind each
figure: `$1.9 million [f1]`, `at 33 [f8, f5]`, `[p2]`. Printed text has none of
that, so `build_draft_text` takes the marks out and keeps their places.

A citation proves nothing. The figure check judges each figure by itself,
without seeing what the model cited; `find_citation_findings` then compares the
two. A citation that names no evidence is an error, because a writer who makes
up a source may make up anything. One that names other evidence than the proof
is a warning: the figure is true, the writer was confused.

A citation covers its sentence from the citation before it, or from the start
of the sentence, up to its own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Figure, Finding, Severity, Verdict
from ledgergen.model.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="LG110",
        name="citation names no evidence",
        severity=Severity.ERROR,
        summary="The model cited a fact or passage that the dossier does not hold.",
        why="A source that does not exist was made up, and so may be the figure before it.",
        bad="took $28.3 million [f99] (the dossier ends at f40)",
        good="took $28.3 million [f3]",
        fix="Cite the fact the figure rests on, or take the figure out.",
    ),
    Rule(
        code="LG111",
        name="citation names other evidence",
        severity=Severity.WARNING,
        summary="The figure is proven, but not by what the model cited for it.",
        why="The figure is right and the reason for it was not: the sentence may mean something else.",
        bad="its budget of $1.9 million [f6] (f6 is the running time)",
        good="its budget of $1.9 million [f1]",
        fix="Read the sentence: does it say what the evidence says?",
    ),
    Rule(
        code="LG112",
        name="figure without citation",
        severity=Severity.NOTE,
        summary="The model gave no evidence for a figure.",
        why="Citing makes a writer look at the evidence; an uncited figure is likelier to be invented.",
        bad="a budget of $1.9 million",
        good="a budget of $1.9 million [f1]",
        fix="Nothing, if the figure check has proven it.",
    ),
    Rule(
        code="LG113",
        name="citation mark left over",
        severity=Severity.ERROR,
        summary="A citation in a form that could not be read still stands in the text.",
        why="A reader would see the mark in print.",
        bad="a budget of $1.9 million [f1: budget]",
        good="a budget of $1.9 million [f1]",
        fix="Take the mark out.",
    ),
)

# "and" is no id: were it one, "[a and and and …" could be read in exponentially many ways.
_ID = r"`?(?!and\b)[A-Za-z][\w.:-]{0,60}`?"
_GAP = r"(?:[ \t]*(?:[,;&/|+]|\band\b)[ \t]*|[ \t]+)"
_MARK = re.compile(
    r"(?<![ \t])[ \t]*(?P<wrap>\*\*|`)?[\[【]{1,2}[ \t]*"
    r"(?:(?:facts?|passages?|sources?|evidence|cited?|ids?|refs?)(?:[ \t]*:[ \t]*|[ \t]+))?"
    rf"(?P<ids>{_ID}(?:{_GAP}{_ID})*){_GAP}?[\]】]{{1,2}}(?(wrap)(?P=wrap))(?!\()",
    re.IGNORECASE,
)
_BETWEEN_IDS = re.compile(_GAP)
# What an id looks like even where the dossier has none of that name.
_ID_LIKE = re.compile(r"[A-Za-z]{1,3}\d{1,5}\Z")
_BRACKETED = re.compile(r"[\[【{(<][^\[\]【】{}()<>\n]{0,80}[\]】})>]")
_WORD_LIKE_ID = re.compile(r"(?<!\w)[A-Za-z]{1,3}\d{1,5}(?!\w)")
_USUAL_ID = re.compile(r"[fp]\d{1,4}")
# What is left where a mark was taken out of other markup.
_RESIDUE = re.compile(r"\[\s*\]|【\s*】|\(\s*\)|\*{4,}")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Evidence named for a stretch of a section; offsets into its printed text."""

    start: int
    end: int
    """Where the mark stood; it covers everything from `start` to here."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """One section's body, as the model wrote it and as it is printed."""

    number: int
    """1 to 4."""
    cited: str
    """With citation marks."""
    text: str
    """Without them."""
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """The bodies of a reply, in the order of their numbers."""

    sections: tuple[SectionText, ...]

    def replace(self, mended: DraftText) -> DraftText:
        """Return this draft with the mended sections in place of its own; all others are the same objects."""
        new = {section.number: section for section in mended.sections}
        return DraftText(sections=tuple(new.get(section.number, section) for section in self.sections))


def build_draft_text(bodies: Mapping[int, str]) -> DraftText:
    """Take the citation marks out of the bodies, by section number, and keep their places."""
    return DraftText(sections=tuple(_build_section(number, bodies[number]) for number in sorted(bodies)))


def find_citation_findings(
    section: SectionText, *, figures: Iterable[Figure], at: int, text: str, dossier: Dossier
) -> tuple[Finding, ...]:
    """Compare what was cited in a section with what the figure check found.

    `figures` are those of the section, with offsets into `text`, the whole
    ledger, in which the section's printed body starts at `at`.
    """
    evidence = _Evidence(dossier)
    findings = list(_find_unknown(section, evidence, at=at, text=text))
    findings += _find_leftovers(section, evidence, at=at, text=text)
    for figure in figures:
        if figure.verdict is Verdict.NOT_A_CLAIM:
            continue
        cited = _find_cited(section, figure, at)
        if not cited:
            message = f"{figure.text!r} has no citation"
            findings.append(_finding("LG112", message, section.number, (figure.start, figure.end), text))
        elif not figure.flagged and not evidence.covers(figure, cited):
            proof = ", ".join(support.id for support in figure.evidence)
            message = f"{figure.text!r} cites {', '.join(cited)}, and is proven by {proof}"
            findings.append(_finding("LG111", message, section.number, (figure.start, figure.end), text))
    return tuple(findings)


def insert_citations(text: str, marks: Iterable[tuple[int, tuple[str, ...]]]) -> str:
    """Write `[id, id]` at each place of the text: how examples show citing. The inverse of reading them."""
    for place, ids in sorted(marks, reverse=True):
        text = f"{text[:place]} [{', '.join(ids)}]{text[place:]}"
    return text


def _build_section(number: int, cited: str) -> SectionText:
    parts: list[str] = []
    citations: list[Citation] = []
    length = position = covered = 0
    for match, named in _find_marks(cited):
        ids = named
        before = cited[position : match.start()]
        parts.append(before)
        length += len(before)
        position = match.end()
        if not length:  # nothing stands before it: the space behind it goes with it
            position += len(cited[position:]) - len(cited[position:].lstrip())
        printed = "".join(parts)
        start = max(covered, _find_sentence_start(printed))
        if citations and citations[-1].end == length:  # `[f1][f2]` is `[f1, f2]`
            last = citations.pop()
            start, ids = last.start, last.ids + ids
        citations.append(Citation(start=start, end=length, ids=ids))
        covered = length
    parts.append(cited[position:])
    return SectionText(number=number, cited=cited, text="".join(parts), citations=tuple(citations))


def _find_marks(cited: str) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    for match in _MARK.finditer(cited):
        ids = tuple(name.strip("`") for name in _BETWEEN_IDS.split(match["ids"]))
        if all(_ID_LIKE.match(name) or "." in name or "_" in name for name in ids):  # not "[sic]"
            yield match, ids


def _find_sentence_start(printed: str) -> int:
    # "… for $2 million. [f1]": the mark belongs to the sentence before it.
    body = printed.rstrip(" \t.!?\"”’')")
    start = 0
    for match in _SENTENCE_END.finditer(body):
        start = match.end()
    return start


def _find_cited(section: SectionText, figure: Figure, at: int) -> tuple[str, ...]:
    start, end = figure.start - at, figure.end - at
    return next((c.ids for c in section.citations if c.start < end <= c.end and start >= c.start), ())


class _Evidence:
    """What the dossier's ids stand for."""

    def __init__(self, dossier: Dossier) -> None:
        self._topics = {fact.id: (fact.subject.casefold(), fact.attribute) for fact in dossier.facts}
        self._passages = {passage.id for passage in dossier.passages}
        # "[F1]" is f1: a slip of the shift key invents no source.
        self._ids = {name.casefold(): name for name in (*self._topics, *self._passages)}

    def knows(self, name: str) -> bool:
        return name.casefold() in self._ids

    def holds(self, name: str) -> bool:
        """Tell whether this is an id to the letter."""
        return self._ids.get(name.casefold()) == name

    def covers(self, figure: Figure, cited: tuple[str, ...]) -> bool:
        """Tell whether the citation and the proof share a fact, or facts about the same thing.

        Passages are taken at their word: several may say what one proves.
        """
        cited = tuple(self._ids.get(name.casefold(), name) for name in cited)
        proof = {support.id for support in figure.evidence}
        if not proof or proof & set(cited) or any(name in self._passages for name in cited):
            return True
        topics = {self._topics[name] for name in proof if name in self._topics}
        known = [self._topics[name] for name in cited if name in self._topics]
        # Unknown ids have their own finding.
        return not known or not topics or any(topic in topics for topic in known)


def _find_unknown(section: SectionText, evidence: _Evidence, *, at: int, text: str) -> Iterator[Finding]:
    for citation in section.citations:
        unknown = [name for name in citation.ids if not evidence.knows(name)]
        if unknown:
            covered = section.text[citation.start : citation.end].strip()
            quoted = covered if len(covered) <= 60 else "…" + covered[-59:]
            message = f"{quoted!r} cites {', '.join(unknown)}, which the dossier does not hold"
            span = (max(at + citation.start, at + citation.end - len(covered)), at + citation.end)
            yield _finding("LG110", message, section.number, span, text)


def _find_leftovers(section: SectionText, evidence: _Evidence, *, at: int, text: str) -> Iterator[Finding]:
    spans = [match.span() for match in _RESIDUE.finditer(section.text)]
    for bracket in _BRACKETED.finditer(section.text):
        names = _WORD_LIKE_ID.findall(bracket.group())
        if any(_USUAL_ID.fullmatch(name) or evidence.holds(name) for name in names):
            spans.append(bracket.span())
    covered = bytearray(len(section.text))
    for start, end in spans:
        covered[start:end] = b"1" * (end - start)
    spans += [
        word.span()
        for word in _WORD_LIKE_ID.finditer(section.text)
        if not covered[word.start()] and evidence.holds(word.group())
    ]
    for start, end in sorted(spans):
        message = f"{section.text[start:end]!r} is a citation mark in a form that cannot be read"
        yield _finding("LG113", message, section.number, (at + start, at + end), text)


_SEVERITIES = {rule.code: rule.severity for rule in RULES}


def _finding(code: str, message: str, section: int, span: tuple[int, int], text: str) -> Finding:
    start, end = span
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Finding(
        code=code,
        severity=_SEVERITIES[code],
        message=message,
        line=text.count("\n", 0, start) + 1,
        column=column,
        end_column=column + end - start,
        section=section,
    )
