"""Slots about the films around this one: what came before it, and what it led to."""

from __future__ import annotations

from ledgergen.core.writer import grammar
from ledgergen.core.writer.honors import find_tallies, name_occasion, name_prizes
from ledgergen.core.writer.making import find_credit, is_wordy, name_event
from ledgergen.core.writer.material import Amount, Material, Subject, choose, find_texts
from ledgergen.core.writer.money import find_totals, read_other_money, read_step
from ledgergen.core.writer.slots import Desk, cite_ids

_OTHERS = ("prev", "elder", "next", "later", "short", "sequel", "novel")


def read_others(material: Material, desk: Desk) -> None:
    """Lay down the nearest earlier and later films, their money, prizes and distance in time."""
    total = choose(find_totals(material.film))
    budget = choose(material.film.find_amounts("budget"), total.unit if total else None)
    taken: set[str] = set()
    for relation in _OTHERS:
        for subject in material.others.get(relation, ()):
            if subject.name not in taken and subject.name:
                taken.add(subject.name)
                _read_other(relation, subject, material, budget, desk)
                break


def _read_other(
    prefix: str, subject: Subject, material: Material, own_budget: Amount | None, desk: Desk
) -> None:
    desk.put(f"{prefix}_short", name_film(subject.name))
    released = subject.released
    long = name_film(subject.name)
    if released and not released.fact.approximate:
        long = f"{long} ({cite_ids(str(released.day.first.year), released.fact)})"
    desk.put(prefix, long)
    own = material.film.released
    if released and own and not own.fact.approximate and not released.fact.approximate:
        first, last = (released, own) if released.day.first < own.day.first else (own, released)
        years = grammar.find_years_between(first.day, last.day)
        if years:
            noun = "year" if years == 1 else "years"
            number = "a" if years == 1 else grammar.render_count(years)
            desk.put(f"{prefix}_gap", cite_ids(f"{number} {noun}", first.fact, last.fact))
            if years == 1:
                desk.flags.add(f"{prefix}_gap_single")
            if years >= 5:
                desk.flags.add(f"{prefix}_gap_wide")
    budget = read_other_money(prefix, subject, own_budget, desk)
    if budget and own_budget:
        before_ours = prefix in {"prev", "elder", "short"}
        pair = (own_budget, budget) if before_ours else (budget, own_budget)
        read_step(f"{prefix}_step", *pair, desk)
        if "prev_step_up" in desk.slots:
            desk.flags.add("step_up_flag")
    _read_fortunes(prefix, subject, desk)


def _read_fortunes(prefix: str, subject: Subject, desk: Desk) -> None:
    tallies = find_tallies(subject)
    if tallies:
        desk.put(f"{prefix}_tally", f"{tallies[0][0]} at {tallies[0][1]}")
    for fact in subject.find("award"):
        result, event = fact.qualifiers.get("result", ""), fact.qualifiers.get("event", "")
        if not is_wordy(fact.value) or not is_wordy(name_event(event)):
            continue
        slot = {"won": "honor", "nominated": "listed", "shortlisted": "listed"}.get(result)
        if slot and f"{prefix}_{slot}" not in desk.slots:
            desk.put(f"{prefix}_{slot}", name_prizes([fact]))
            desk.put(f"{prefix}_{slot}_at", name_occasion(name_event(event), fact))
            if result == "shortlisted":
                desk.flags.add(f"{prefix}_shortlisted")
    for fact in subject.find("credit"):
        label = " ".join(fact.qualifiers.get(key, "") for key in ("part", "category")).strip().casefold()
        label = label or fact.qualifiers.get("role", "").casefold()
        name = next(iter(find_texts([fact])), "")
        if find_credit(label) == "producer" and is_wordy(name):
            desk.put(f"{prefix}_producer", name)


def name_film(title: str) -> str:
    """Set a film's title in italics; a title that would break them stands in quotation marks."""
    return f"“{title}”" if set("*_") & set(title) else f"*{title}*"
