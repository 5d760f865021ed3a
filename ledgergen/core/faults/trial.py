"""Draw edits by a seed, plant them one by one, and see what the check says.

For every ledger and class, up to `n` sites are drawn, and at each site the
first edit, in drawn order, that is surely a fault. A planted fault is caught
when some flagged figure touches the changed words. Where the edit adds a
sentence, that is any figure of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ledgergen.core.drafting.kit import Check
from ledgergen.core.faults.classes import CLASSES, Edit, FaultClass
from ledgergen.core.faults.draw import shuffle
from ledgergen.core.faults.honest import HONEST
from ledgergen.core.faults.sites import Ledger, Site, find_sites
from ledgergen.core.faults.wrongness import is_surely_wrong
from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Figure, Report

Accept = Callable[[Edit, Site, Dossier], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One edited ledger and what the check made of it."""

    ledger: str
    fault: str
    """Name of the class."""
    before: str
    """The sentence as it was."""
    after: str
    """The sentence as it was edited."""
    was: str
    became: str
    is_flagged: bool
    found: tuple[Figure, ...]
    """The figures at the edited words, as the check reads them there."""


def plant_faults(ledger: Ledger, *, check: Check, seed: int, n: int = 2) -> Iterator[Trial]:
    """Plant up to `n` faults of every class, each in a fresh copy of the ledger."""
    yield from run_trials(ledger, CLASSES, check=check, seed=seed, n=n, accept=_is_fault)


def plant_rewordings(ledger: Ledger, *, check: Check, seed: int, n: int = 2) -> Iterator[Trial]:
    """Reword up to `n` figures for every class, each in a fresh copy of the ledger; all stay true."""
    yield from run_trials(ledger, HONEST, check=check, seed=seed, n=n, accept=lambda edit, *_: edit.is_sure)


def run_trials(  # noqa: PLR0913 - what is tried, on what, how often
    ledger: Ledger, classes: Iterable[FaultClass], *, check: Check, seed: int, n: int, accept: Accept
) -> Iterator[Trial]:
    """Try each class on up to `n` drawn sites of the ledger, with the first edit that `accept` takes."""
    sites = find_sites(ledger)
    for fault in classes:
        about = f"{ledger.name} {fault.name}"
        fitting = [site for site in sites if site.mention.kind in fault.kinds]
        n_planted = 0
        for site in shuffle(fitting, seed=seed, about=about):
            if n_planted == n:
                break
            edits = shuffle(
                fault.propose(site, ledger.dossier), seed=seed, about=f"{about} {site.figure.start}"
            )
            edit = next((edit for edit in edits if accept(edit, site, ledger.dossier)), None)
            if edit is not None:
                n_planted += 1
                yield _try(ledger, fault, site, edit, check=check)


def _try(ledger: Ledger, fault: FaultClass, site: Site, edit: Edit, *, check: Check) -> Trial:
    text = ledger.text[: edit.start] + edit.text + ledger.text[edit.end :]
    end = edit.start + len(edit.text)
    found = find_touching(check(text, ledger.dossier), edit.start, end)
    first, last = site.sentence
    return Trial(
        ledger=ledger.name,
        fault=fault.name,
        before=ledger.text[first:last],
        after=text[first : max(last - edit.end + end, end)],
        was=ledger.text[edit.start : edit.end],
        became=edit.text.strip(),
        is_flagged=any(figure.flagged for figure in found),
        found=found,
    )


def find_touching(report: Report, start: int, end: int) -> tuple[Figure, ...]:
    """Return the figures of a report that share a character with a stretch of its text."""
    return tuple(figure for figure in report.figures if figure.start < end and start < figure.end)


def read_edit(edit: Edit, site: Site) -> Mention | None:
    """Read the edited words in their sentence; None where they state no figure."""
    first, last = site.sentence
    sentence = site.text[first : edit.start] + edit.text + site.text[edit.end : last]
    start, end = edit.start - first, edit.start - first + len(edit.text)
    mentions = extract_mentions(read_document(sentence))
    return next((mention for mention in mentions if mention.start < end and start < mention.end), None)


def _is_fault(edit: Edit, site: Site, dossier: Dossier) -> bool:
    if edit.is_sure:
        return True
    new = read_edit(edit, site)
    if new is None or new.not_a_claim:
        return False
    return is_surely_wrong(new, site, dossier, same_place=edit.same_place)
