"""From a dossier to the four sections of a ledger."""

from __future__ import annotations

from collections.abc import Mapping

from ledgergen.codec import hash_json, hash_text
from ledgergen.core.writer import bank_aftermath, bank_balance, bank_execution, bank_investment
from ledgergen.core.writer.compose import Stock, choose_sentences
from ledgergen.core.writer.honors import read_honors
from ledgergen.core.writer.making import read_making
from ledgergen.core.writer.material import build_material
from ledgergen.core.writer.money import read_money
from ledgergen.core.writer.others import name_film, read_others
from ledgergen.core.writer.people import build_names, read_people
from ledgergen.core.writer.slots import Desk
from ledgergen.core.writer.typeset import set_sections
from ledgergen.model.dossier import Dossier

SECTION_KEYS = {1: "balance_sheet", 2: "investment", 3: "execution", 4: "aftermath"}
"""How the reply names the four sections."""

EDITION = "1509"
"""Part of every seed: another edition words every film anew."""

BANK = (*bank_balance.BANK, *bank_investment.BANK, *bank_execution.BANK, *bank_aftermath.BANK)


def build_stock(dossier: Dossier, *, salt: str = "") -> Stock:
    """Read everything the sentences may use out of a dossier."""
    material, desk = build_material(dossier), Desk()
    read_people(material, desk)
    read_making(material, desk)
    read_money(material, desk)
    read_honors(material, desk)
    read_others(material, desk)
    film = name_film(material.film.name) if material.film.name else "the film"
    return Stock(
        slots=desk.slots,
        flags=frozenset(desk.flags),
        names=build_names(material),
        film=film,
        seed=hash_text(f"{EDITION}|{dossier.movie_id}|{_hash_facts(dossier)}|{salt}"),
    )


def _hash_facts(dossier: Dossier) -> str:
    # Values and not sources: where a fact was read is no reason to word it otherwise.
    facts = [
        [fact.subject, fact.attribute, fact.value, sorted(fact.qualifiers.items())] for fact in dossier.facts
    ]
    return hash_json("writer-facts/1", facts)


def build_sections(dossier: Dossier, *, salt: str = "") -> Mapping[int, str]:
    """Write the four sections of a ledger, each figure followed by its citation.

    The same dossier and salt always give the same bytes. Another salt words the
    same facts another way: a repair asks for that.

    >>> from ledgergen.model.dossier import Dossier, Fact
    >>> fact = Fact(id="f1", subject="Primer", attribute="runtime", value="77", unit="min", source="s1")
    >>> sections = build_sections(Dossier(movie_id=14337, title="Primer", facts=(fact,)))
    >>> "77 minutes [f1]" in sections[3]
    True
    """
    return set_sections(choose_sentences(build_stock(dossier, salt=salt), BANK))
