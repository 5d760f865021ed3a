"""Slots about prizes and opinion: what was won, what was only nominated, what ratings say.

A prize keeps its result: a nomination never becomes a win. Mock prizes (the
Razzies) are kept apart, so that no sentence congratulates a film on them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ledgergen.core.writer import grammar
from ledgergen.core.writer.making import is_wordy, name_event
from ledgergen.core.writer.material import Material, Subject, clean
from ledgergen.core.writer.slots import Desk, cite_ids
from ledgergen.model.dossier import Fact

_MOCK = re.compile(r"razzie|raspberry|stinker", re.IGNORECASE)
_ALL = re.compile(r"^(?:all|total|overall)\b", re.IGNORECASE)
_REGISTRY = re.compile(r"national film registry", re.IGNORECASE)
_BARE_PRIZE = re.compile(r"^(?:Best|Worst|Outstanding|Film|Director|Picture)\b")
_WON = frozenset({"won", "winner", "awarded", ""})
_MAJOR = re.compile(r"Cannes|Berlin|Venice|Academy|Sundance|BAFTA|Golden Globe|Toronto|César", re.IGNORECASE)
_TOP = re.compile(
    r"palme d|golden (?:bear|lion)|best (?:motion )?picture|best film$|grand (?:jury )?pri[xz]e?",
    re.IGNORECASE,
)


def read_honors(material: Material, desk: Desk) -> None:
    """Lay down the film's prizes, tallies and ratings."""
    film = material.film
    won = _find_awards(film, _WON)
    named = _group(won)
    last_year = ""
    for slot, (event, facts) in zip(("honor", "honor_next", "honor_last"), named, strict=False):
        year = facts[0].qualifiers.get("year", "")
        desk.put(slot, name_prizes(facts))
        # A year just given holds for the next prize as well.
        occasion = name_occasion(event, facts[0], film)
        desk.put(f"{slot}_at", f"at {event}" if year == last_year and " in " in occasion else occasion)
        last_year = year
    if any(_TOP.search(fact.value) and _MAJOR.search(fact.qualifiers.get("event", "")) for fact in won):
        desk.flags.add("crowned")
    losing = _find_awards(film, frozenset({"nominated", "shortlisted"}))
    if losing and not won:
        event, facts = _group(losing)[0]
        desk.put("near_miss", name_prizes(facts[:1]))
        desk.put("near_miss_at", name_occasion(event, facts[0]))
        if facts[0].qualifiers.get("result") == "shortlisted":
            desk.flags.add("shortlisted")
    tallies = find_tallies(film, told={event: len(facts) for event, facts in named[:3]})
    for slot, (text, event) in zip(("tally", "tally_next"), tallies, strict=False):
        desk.put(slot, text)
        desk.put(f"{slot}_at", f"at {event}")
    _read_overall(film, desk)
    _read_registry(film, desk)
    _read_ratings(film, desk)
    if won or any("win" in text for text, _ in tallies):
        desk.flags.add("decorated")
    elif tallies or losing:
        desk.flags.add("shortlist_only")


def _find_awards(subject: Subject, results: frozenset[str]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in subject.find("award")
        if fact.qualifiers.get("result", "") in results
        and not _MOCK.search(fact.qualifiers.get("event", "") + fact.value)
        and not _REGISTRY.search(fact.value)
        and is_wordy(clean(fact.value).replace("First", "").replace("Two", ""))
        and is_wordy(name_event(fact.qualifiers.get("event", "")))
    )


def _group(facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(name_event(fact.qualifiers["event"]), []).append(fact)
    return sorted(
        groups.items(),
        key=lambda item: (not _MAJOR.search(item[0]), item[1][0].qualifiers.get("year", "9999")),
    )


def name_prizes(facts: Sequence[Fact]) -> str:
    """List prizes with their articles: `the Golden Bear`, `Best Editing`."""
    names = []
    for fact in facts[:3]:
        prize = re.sub(r"\s*\(.*?\)$", "", clean(fact.value))
        prize = re.sub(r"^(.*?) - (.*)$", r"\1 (\2)", prize)
        prize = re.sub(r"^(.*?), ((?!.*\bor\b)[\w'’-]+(?: [\w'’-]+){0,2})$", r"\1 (\2)", prize)
        article = "" if _BARE_PRIZE.match(prize) or prize.lower().startswith("the ") else "the "
        winner = "" if "Direct" in prize else clean(fact.qualifiers.get("person", ""))
        names.append(f"{article}{prize}{f' for {winner}' if is_wordy(winner) else ''}")
    return grammar.join_words(list(dict.fromkeys(names)))


def name_occasion(event: str, fact: Fact, subject: Subject | None = None) -> str:
    """Say where and when: `at the Cannes Film Festival in 2017 [f14]`.

    Whatever else the facts say of the same event and year is cited with it.
    """
    year = fact.qualifiers.get("year", "")
    section = clean(fact.qualifiers.get("category", ""))
    where = f"at {event}"
    if is_wordy(section) and section.casefold() not in fact.value.casefold() and len(section) < 40:
        where = f"in {section} {where}"
    if not re.fullmatch(r"\d{4}", year):
        return where
    same = [
        other
        for other in (subject.facts if subject else ())
        if year in {other.qualifiers.get("year", ""), other.value[:4]}
        and name_event(other.qualifiers.get("event", "")) == event
    ]
    return f"{where} in {cite_ids(year, fact, *same)}"


def find_tallies(subject: Subject, *, told: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
    """Say how many nominations and wins each event gave: `three wins from seven nominations`, event.

    `told` is how many prizes of an event are named already: a tally that adds
    nothing to them is left out.
    """
    told = told or {}
    events: dict[str, dict[str, Fact]] = {}
    for fact in subject.find("award_count", "nomination_count"):
        event = fact.qualifiers.get("event", "")
        if event and not _ALL.match(event) and not _MOCK.search(event) and "as_of" not in fact.qualifiers:
            events.setdefault(name_event(event), {}).setdefault(fact.attribute, fact)
    texts = []
    for event, facts in events.items():
        wins, tries = facts.get("award_count"), facts.get("nomination_count")
        text = _tally(wins, tries, n_told=told.get(event, 0))
        if text and is_wordy(event):
            texts.append((text, event))
    return texts


def _tally(wins: Fact | None, tries: Fact | None, *, n_told: int) -> str:
    n_wins = grammar.parse_count(wins.value) if wins else None
    n_tries = grammar.parse_count(tries.value) if tries else None
    won = f"{cite_ids(grammar.render_count(n_wins), wins)} {_many(n_wins, 'win')}" if n_wins else ""
    tried = ""
    if n_tries:
        tried = f"{cite_ids(grammar.render_count(n_tries), tries)} {_many(n_tries, 'nomination')}"
    if n_told and max(n_wins or 0, n_tries or 0) <= n_told:
        return ""
    return f"{won} from {tried}" if won and tried else won or tried


def _many(number: int | None, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _read_overall(film: Subject, desk: Desk) -> None:
    counts: dict[str, str] = {}
    for fact in film.find("award_count", "nomination_count"):
        whose = fact.qualifiers.get("event", fact.qualifiers.get("who", ""))
        number = grammar.parse_count(fact.value)
        if whose.casefold() in {"all", "all events", "total"} and number:
            noun = _many(number, "award" if fact.attribute == "award_count" else "nomination")
            counts.setdefault(fact.attribute, f"{cite_ids(grammar.render_count(number), fact)} {noun}")
    if counts:
        desk.put("overall", grammar.join_words([counts[k] for k in sorted(counts)]))


def _read_registry(film: Subject, desk: Desk) -> None:
    for fact in film.find("award"):
        year = fact.qualifiers.get("year", "")
        if _REGISTRY.search(fact.value) and re.fullmatch(r"\d{4}", year):
            desk.put("registry", cite_ids(year, fact))
            return


def _read_ratings(film: Subject, desk: Desk) -> None:
    votes = {f.qualifiers.get("site", ""): f for f in film.find("vote_count")}
    for fact in film.find("rating"):
        value = grammar.parse_number(fact.value)
        site = clean(fact.qualifiers.get("site", ""))
        who = fact.qualifiers.get("group", fact.qualifiers.get("who", "")).casefold()
        if value is None or (site and not is_wordy(site)):
            continue
        if fact.unit == "percent":
            text = cite_ids(f"{grammar.render_plain(value)} percent", fact)
            slot = "audience" if who == "audience" else "critics"
            where = f" on {site}" if site and slot == "critics" else ""
            if slot not in desk.slots and value <= 100:
                desk.put(slot, f"{text}{where}")
                if slot == "critics":
                    desk.flags.add("adored" if value >= 85 else "disliked" if value < 50 else "mixed")
        elif fact.unit in {None, "count", ""} and site and value <= 10 and "score" not in desk.slots:
            score = f"{cite_ids(fact.value.strip(), fact)} on {site}"
            number = grammar.parse_count(votes[site].value) if site in votes else None
            as_of = grammar.parse_day(fact.qualifiers.get("as_of", ""))
            if number and number > 1:
                score += f" from {cite_ids(f'{number:,}', votes[site])} votes"
            desk.put("score", score)
            if as_of:
                desk.put("score_as_of", cite_ids(grammar.render_day(as_of), fact))
