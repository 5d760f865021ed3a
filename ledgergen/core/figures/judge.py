"""Judge every mention of a text: the rules in their order, the first that knows decides.

    not a claim?  →  facts that agree  →  derivations  →  passages  →  records
                  →  derivations from what passages tell  →  what luck does not explain
                  →  facts that contradict  →  unsupported

Proof is sought everywhere before anything is called wrong, and everything is
called wrong that nothing proves. A mention that a fact contradicts can still be
right by a passage: sources disagree, and the disagreement is named.

Where words leave nothing open, what they mean is settled before: `facts.plain` and `facts.occasion` leave
the facts of that matter alone, and a figure whose sentence names the amounts that it comes of is held to what
these make: a ratio or a time by `derive.frames`, a sum of money by `derive.amounts.framed`.

The order is that of certainty, and of cost: what a fact states outright is found
by a look, and only a figure that nothing states is reckoned with.
"""

from __future__ import annotations

from functools import partial

from ledgergen.core.figures import rules
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.derive.described_subject import hold_to_subject
from ledgergen.core.figures.derive.direction import Facing
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.search import Search
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.lookup import look_up
from ledgergen.core.figures.facts.lookup_date import look_up_date
from ledgergen.core.figures.facts.occasion import hold_to_occasion
from ledgergen.core.figures.facts.plain import hold_to_plain_words
from ledgergen.core.figures.facts.standing import is_difference, is_settled, is_stated, orders_nothing
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.prepared import PreparedDossier
from ledgergen.core.figures.proofs import Proofs
from ledgergen.core.figures.prose import Prose
from ledgergen.core.figures.records import judge as records
from ledgergen.core.figures.ruling import RulingWriter
from ledgergen.core.figures.scan.found import UNREADABLE
from ledgergen.core.figures.text import Document
from ledgergen.model.report import Verdict


class Judge:
    """Judges the mentions of one document against one dossier."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], prepared: PreparedDossier) -> None:
        self._document = document
        self._mentions = mentions
        self._passages = prepared.open_passages()
        self._records = prepared.open_records()
        self._rulings: dict[int, Ruling] = {}
        self._reading: Reading | None = None
        self._scene: Scene | None = None
        if not prepared.has_facts:
            return
        self._index = prepared.open_facts()
        self._reading = Reading(document, mentions, self._index)
        told = self._told = Told(self._passages, self._index, self._reading, prepared.read_passages)
        self._prose = Prose(self._reading, self._passages, told) if self._passages else None
        self._writer = RulingWriter(self._index)
        self._proofs = Proofs(mentions, self._reading, self._writer, self._prose, self._rulings)
        self._scene = Scene(self._reading, self._passages, told, self._proofs.find)

    @property
    def scene(self) -> Scene | None:
        """What is read of the text beside facts; None where the dossier has none."""
        return self._scene

    def take(self, number: int, ruling: Ruling) -> None:
        """Take a ruling on one mention as made: by a check before this one (`core.figures.kept`)."""
        self._rulings[number] = ruling

    def rule(self, number: int) -> Ruling:
        """Return the ruling on one mention."""
        known = self._rulings.get(number)
        if known is None:
            known = self._rulings[number] = self._rule(number)
        return known

    def _rule(self, number: int) -> Ruling:
        mention = self._mentions[number]
        if mention.not_a_claim:
            reason = f"{mention.text!r} is {mention.not_a_claim}."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=mention.rule or rules.NOT_A_CLAIM, reason=reason)
        if mention.unit == UNREADABLE and mention.kind is Kind.COUNT:
            return self._rule_unread(mention)
        if self._reading is None or self._scene is None:
            return self._rule_without_facts(number)
        claim = self._reading.read_claim(number)
        self._reading.footing.nouns.add(claim.mention.noun)
        find = look_up_date if mention.kind is Kind.DATE else look_up
        evidence = self._proofs.take_evidence(number) or find(claim, self._reading)
        search = Search(claim, self._scene)
        evidence = hold_to_subject(search.view, evidence)
        is_told = partial(self._told.states, claim)
        evidence = hold_to_plain_words(claim, evidence, self._reading, is_told=is_told)
        if mention.kind is Kind.DATE:
            evidence = hold_to_occasion(claim, evidence, self._reading, is_told=is_told)
        if search.laws.is_framed:
            evidence = evidence.set_aside()
        facing = Facing(search)
        if search.frame.is_settled:
            return self._rule_by_frame(claim, evidence, search, facing)
        ruling = None if is_difference(claim) else self._writer.write_proof(claim, evidence)
        ruling = ruling or self._writer.write_derivation(claim, search.frame.find())
        ruling = ruling or self._writer.write_derivation(claim, search.laws.derive_tally())
        if ruling is None:
            framed = search.laws.derive_framed()
            framed = framed if search.laws.is_faced else facing.hold_reversed(framed)
            ruling = self._writer.write_derivation(claim, framed)
        if ruling is None and not is_settled(claim, evidence, self._index):
            ruling = self._rule_by_search(claim, evidence, search, facing)
        ruling = ruling or self._rule_by_echo(number)
        if ruling is None and orders_nothing(claim, evidence):
            reason = f"{mention.text!r} ranks neither a film nor a prize."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=rules.NOT_A_CLAIM, reason=reason)
        return ruling or self._rule_against(claim, evidence, search, facing)

    def _rule_by_frame(self, claim: Claim, evidence: Evidence, search: Search, facing: Facing) -> Ruling:
        """Rule on what may be nothing but the reckoning that its sentence names: all else is luck."""
        ruling = self._writer.write_derivation(claim, search.frame.find())
        ruling = ruling or self._writer.write_reversed(claim, search.frame.find_reversed())
        ruling = ruling or self._writer.write_instead(claim, search.frame.find_instead())
        return ruling or self._rule_against(claim, evidence, search, facing)

    def _rule_by_search(
        self, claim: Claim, evidence: Evidence, search: Search, facing: Facing
    ) -> Ruling | None:
        """Rule on what no fact states; with what passages tell only for what nothing else proves."""
        laws = search.laws
        is_reckoned = not is_stated(claim, evidence) or search.is_rate
        return (
            (self._writer.write_derivation(claim, facing.admit(laws.derive())) if is_reckoned else None)
            or (self._prose.rule(claim, evidence, search) if self._prose else None)
            or records.judge(self._document, claim.mention, self._records)
            or (
                self._writer.write_derivation(claim, facing.admit(laws.derive_told()))
                if is_reckoned and self._passages
                else None
            )
            or self._writer.write_derivation(claim, laws.compare())
            or self._writer.write_derivation(
                claim, facing.admit(laws.reckon() if is_reckoned else laws.reckon_rest())
            )
            or self._writer.write_derivation(claim, facing.admit(laws.guess()))
        )

    def _rule_against(self, claim: Claim, evidence: Evidence, search: Search, facing: Facing) -> Ruling:
        held_back = facing.reversed or search.laws.find_reversed()
        instead = self._writer.write_reversed(claim, held_back)
        instead = instead or self._writer.write_instead(claim, search.laws.find_instead())
        if instead:
            return instead
        otherwise = None if evidence.against or not self._prose else self._prose.find_otherwise(claim.mention)
        ruling = otherwise or self._writer.write_refusal(claim, evidence)
        if ruling.verdict is not Verdict.UNSUPPORTED:
            return ruling
        return passages.find_nearest(self._document, claim.mention, self._passages) or ruling

    def _rule_by_echo(self, number: int) -> Ruling | None:
        """“Those four rooms” are the four theaters of the sentence before."""
        mention = self._mentions[number]
        if self._reading is None or mention.kind is not Kind.COUNT or not self._points_back(mention):
            return None
        places = self._reading.places
        self._reading.footing.look(places[number - _ECHO][0] if number >= _ECHO else -1, places[number][1])
        for earlier in range(number - 1, max(number - _ECHO, -1), -1):
            other = self._mentions[earlier]
            if other.kind is Kind.COUNT and other.value == mention.value and not other.not_a_claim:
                self._reading.footing.asked.add(earlier)
                ruling = self.rule(earlier)
                return None if ruling.verdict.flagged else ruling
        return None

    def _points_back(self, mention: Mention) -> bool:
        left = self._document.token_at(mention.start)
        return self._document.words[max(left - 1, 0) : left] in {("those",), ("these",)}

    # --- what facts have no say in ---------------------------------------------------

    def _rule_unread(self, mention: Mention) -> Ruling:
        """A number without a value is proven by the same writing alone, in prose or a table."""
        for ruling in (
            passages.judge(self._document, mention, self._passages),
            records.judge(self._document, mention, self._records),
        ):
            if ruling and not ruling.verdict.flagged and _is_copied(mention, ruling):
                return ruling
        reason = f"{mention.text!r} has no reading as one number; check it by hand."
        return Ruling(verdict=Verdict.NOT_EXAMINED, rule=rules.UNREAD, reason=reason)

    def _rule_without_facts(self, number: int) -> Ruling:
        """Judge by prose and tables alone, where the dossier is of no film in particular."""
        mention = self._mentions[number]
        near = self._mentions[max(number - _ECHO, 0) : number + _ECHO]
        ruling = passages.judge(self._document, mention, self._passages, near=near)
        if ruling is None or ruling.verdict.flagged:
            ruling = records.judge(self._document, mention, self._records) or ruling
        ruling = ruling or passages.find_nearest(self._document, mention, self._passages)
        return ruling or Ruling(
            verdict=Verdict.UNSUPPORTED,
            rule=rules.UNSUPPORTED,
            reason=f"Nothing in the dossier supports {mention.text}.",
        )


def _is_copied(mention: Mention, ruling: Ruling) -> bool:
    """Tell whether the evidence shown writes the figure as the text does."""
    return any(support.agrees and mention.text in support.statement for support in ruling.evidence)


_ECHO = 6
"""So many figures back, the same count may be what “those four” points to."""
