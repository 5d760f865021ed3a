"""The checker's word on a ledger in review.

The same text is looked at again and again: by everybody who opens the ledger,
and twice by everybody who decides. So what a check says is remembered (`checks`),
and the evidence by its fingerprint, which costs a look at the folders and no
parsing. What a decision leaves behind is what the next page of the ledger shows,
so that the review made of it all is remembered, too, for as long as every part
of it is what it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledgergen.adapters.remembered import LastUsed
from ledgergen.adapters.reviews.shelf import Shelf
from ledgergen.adapters.sources.at_hand import EvidenceAtHand
from ledgergen.codec import hash_dossier
from ledgergen.core.review.review import Review, build_review, build_sourced_waiver
from ledgergen.core.review.state import State
from ledgergen.core.waivers import Waiver, fingerprint_figure
from ledgergen.model.dossier import Dossier, Passage, Source
from ledgergen.model.film import FilmRef
from ledgergen.runs.review.checking import Checked, HashedDossier, check_ahead
from ledgergen.runs.review.checks import REMEMBERED, Checks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A review, and what else it was made of besides its state."""

    review: Review
    checked: Checked
    waivers: Mapping[str, Waiver]

    def is_of(self, state: State, checked: Checked, waivers: Mapping[str, Waiver]) -> bool:
        """Tell whether these would make the same review again."""
        # The check and the waivers are remembered themselves: what is equal is the same. A state may
        # have been folded twice.
        is_same = self.checked is checked and self.waivers is waivers
        return is_same and (self.review.state is state or self.review.state == state)


class Judge:
    """Checks texts against the evidence at hand and what editors decided."""

    def __init__(self, *, evidence: Sequence[EvidenceAtHand], shelf: Shelf, checks: Checks) -> None:
        """Ask `evidence` in order; the shelf has the workspace's waivers, `checks` the checker's word."""
        self._evidence = evidence
        self._shelf = shelf
        self._dossiers: LastUsed[tuple[str, HashedDossier]] = LastUsed(REMEMBERED)
        self._checks = checks
        self._judged: LastUsed[_Judged] = LastUsed(REMEMBERED)

    def judge(self, state: State, *, found: HashedDossier | None = None, is_own: bool = False) -> Review:
        """Return the ledger with the checker's word and everybody's decisions.

        `found` is its evidence, where that was just looked at. With `is_own` no report's word is taken
        for the checker's.

        Raises:
            DossierError, SourceError, StoreError: evidence or waivers cannot be read.
        """
        extended = _add_sources(found or self.find_dossier(state.movie_id), state)
        checked = self._checks.find(state.text, state.movie_id, extended, is_own=is_own)
        waivers = self._shelf.load_waivers()
        key = (state.movie_id, state.base)
        known = self._judged.get(key)
        if known is not None and known.is_of(state, checked, waivers):
            return known.review
        review = build_review(
            state,
            report=checked.report,
            figures=checked.figures,
            dossier=extended.dossier,
            title=checked.title,
            year=checked.year,
            waivers=waivers,
        )
        self._judged.put(key, _Judged(review=review, checked=checked, waivers=waivers))
        return review

    def check_ahead(self, state: State, *, found: HashedDossier) -> None:
        """Have at hand, in this process, what a check of nearly this text by this evidence can rest on."""
        check_ahead(state.text, _add_sources(found, state))

    def find_dossier(self, movie_id: int) -> HashedDossier:
        """Return the film's evidence as it is now."""
        film = FilmRef(movie_id=movie_id)
        names = [source.fingerprint(film) for source in self._evidence]
        mark = " ".join(name for name in names if name is not None)
        known = self._dossiers.get(movie_id)
        if known is not None and known[0] == mark and None not in names:
            return known[1]
        found = _hash(self._read_dossier(film))
        self._dossiers.put(movie_id, (mark, found))
        return found

    def _read_dossier(self, film: FilmRef) -> Dossier | None:
        async def ask() -> Dossier | None:
            for source in self._evidence:
                if dossier := await source.gather(film):
                    return dossier
            return None

        return asyncio.run(ask())

    def list_waivers(self, review: Review) -> dict[str, Waiver]:
        """Return the waivers that this text needs, as `ledgergen check` will look for them.

        A passage that an editor added is not in the dossier, so that outside
        the review its figure is as unproven as before: it is excused there in
        the passage's own words.
        """
        waivers = {f.claim: f.waiver for f in review.figures if f.waiver is not None and f.figure.flagged}
        state = review.state
        if not state.sourced:
            return waivers
        plain = self._checks.find(state.text, state.movie_id, self.find_dossier(state.movie_id)).report
        by_passage = {f"editor{event.rev}": event for event in state.sourced}
        for bare, judged in zip(plain.figures, review.report.figures, strict=True):
            events = [by_passage[s.id] for s in judged.evidence if s.id in by_passage]
            if bare.flagged and not judged.flagged and events:
                claim = fingerprint_figure(bare, movie_id=state.movie_id, text=state.text)
                waivers[claim] = build_sourced_waiver(events[0], claim=claim, exact=bare.text)
        return waivers


def _hash(dossier: Dossier | None) -> HashedDossier:
    return HashedDossier(dossier, "" if dossier is None else hash_dossier(dossier))


def _add_sources(found: HashedDossier, state: State) -> HashedDossier:
    return _hash(_extend(found.dossier, state)) if state.sourced else found


def _extend(dossier: Dossier | None, state: State) -> Dossier | None:
    """Return the evidence with the passages that editors added."""
    if dossier is None:
        return None
    named = [(f"editor{event.rev}", event) for event in state.sourced]
    sources = [
        Source(id=name, name=event.source_name, url=event.source_url or None, retrieved=event.at[:10])
        for name, event in named
    ]
    passages = [Passage(id=name, text=event.quote, source=name) for name, event in named]
    return dossier.model_copy(
        update={"sources": (*dossier.sources, *sources), "passages": (*dossier.passages, *passages)}
    )
