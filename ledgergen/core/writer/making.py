"""Slots about making and showing the film: shoot, format, companies, dates, screens."""

from __future__ import annotations

import re
from decimal import Decimal

from ledgergen.core.writer import grammar
from ledgergen.core.writer.material import Dated, Material, clean, find_texts
from ledgergen.core.writer.people import find_unveiling
from ledgergen.core.writer.slots import Desk, cite, cite_ids
from ledgergen.model.dossier import Fact

_DISTRIBUTORS = re.compile(r"distribut|releas", re.IGNORECASE)
_SELLERS = re.compile(r"\bsales?\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:inc|ltd|llc|co|s\.?a|gmbh)\.?", re.IGNORECASE)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)")
_NEAR_MINUTES = 6
"""Running times this close differ by a clerk and not by a cut."""
_LONG_NAME = 45
_WIDE_SCREENS = 1960
_PERIOD = 10
"""A story set at least so many years before the film is a period piece."""
_FESTIVAL = re.compile(
    r"festival|biennale|mostra|cannes|berlin|venice|sundance|toronto|telluride|locarno", re.IGNORECASE
)
_GALA = re.compile(r"(.+?) (?:world )?premiere", re.IGNORECASE)
_HOUSE = re.compile(r"^(?:\w+ )*(?:theat(?:er|re)|cinema)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|half|double|dozen)\b",
    re.IGNORECASE,
)
_KIND = (
    r"is an? (?:\d{4} )?(?P<kind>(?:[\w'’-]+ ){0,6}?)"
    r"(?P<noun>film|documentary|comedy|drama|thriller|western)\b"
)
_PLACES = {
    "us": "the United States",
    "usa": "the United States",
    "uk": "the United Kingdom",
    "domestic": "North America",
    "united states": "the United States",
    "united kingdom": "the United Kingdom",
    "netherlands": "the Netherlands",
    "philippines": "the Philippines",
    "bahamas": "the Bahamas",
    "ussr": "the Soviet Union",
}
_CREDITS = (
    ("photographer", re.compile(r"cinematograph|photograph|camera")),
    ("composer", re.compile(r"compos|music|score")),
    ("cutter", re.compile(r"^(?:film )?edit")),
    ("screenwriter", re.compile(r"^(?:screen)?writ|screenplay")),
    ("executive", re.compile(r"executive produc")),
    ("producer", re.compile(r"^produc")),
    ("stars", re.compile(r"star|actor|actress|cast|lead")),
)


def name_place(place: str) -> str:
    """Write a territory as prose does: `US` is `the United States`."""
    name = _PLACES.get(place.casefold(), clean(place))
    return re.sub(r"^(?=(?:UK|US|USA)\b)", "the ", name)


def is_wordy(text: str) -> bool:
    """Tell whether a name can stand in prose without being taken for a figure."""
    return bool(text) and not _DIGIT.search(text) and not _NUMBER_WORD.search(text)


def read_making(material: Material, desk: Desk) -> None:
    """Lay down companies, credits, setting, shoot, format and dates."""
    _read_companies(material, desk)
    _read_credits(material, desk)
    _read_kind(material, desk)
    _read_setting(material, desk)
    _read_shoot(material, desk)
    _read_format(material, desk)
    _read_dates(material, desk)
    _read_screens(material, desk)


def _read_companies(material: Material, desk: Desk) -> None:
    makers: list[str] = []
    # Long company names read as a register and not as prose.
    for fact in material.film.find("company", "production_company", "distributor"):
        role = fact.qualifiers.get("role", fact.qualifiers.get("part", ""))
        names = [n for n in split_names(fact.value) if is_wordy(n) and len(n) < _LONG_NAME]
        if fact.attribute == "distributor" or _DISTRIBUTORS.search(role):
            if names and "distributor" not in desk.slots:
                desk.put("distributor", names[0])
        elif _SELLERS.search(role):
            if names and "seller" not in desk.slots:
                desk.put("seller", names[0])
        elif not role or "produc" in role or role == "studio":
            makers.extend(names)
    if makers:
        kept = tuple(dict.fromkeys(makers))[:3]
        desk.put("makers", grammar.join_words(kept))
        desk.flags.add("makers_many" if len(kept) > 1 else "makers_single")


def split_names(text: str) -> list[str]:
    """Split a list of names at commas, but not before `Inc.`; drop bracketed asides."""
    parts: list[str] = []
    for part in clean(re.sub(r"\s*\([^)]*\)", "", text)).split(", "):
        if parts and _SUFFIX.fullmatch(part):
            continue
        parts.append(part)
    return [part for part in parts if part]


def _read_credits(material: Material, desk: Desk) -> None:
    own = {s.name for s in material.directors}
    found: dict[str, list[str]] = {}
    for fact in material.film.find(
        "credit", "cast", "star", "producer", "writer", "cinematographer", "composer"
    ):
        keys = ("role", "part", "category")
        label = " ".join(fact.qualifiers.get(key, "") for key in keys).strip().casefold()
        slot = find_credit(label or fact.attribute.casefold())
        if slot:
            found.setdefault(slot, []).extend(
                n for n in split_names(fact.value) if is_wordy(n) and n not in own
            )
    for slot, names in found.items():
        if names:
            desk.put(slot, grammar.join_words(tuple(dict.fromkeys(names))[:2]))


def find_credit(label: str) -> str:
    """Return the slot for a credit's role, or an empty string."""
    return next((slot for slot, pattern in _CREDITS if pattern.search(label)), "")


def _read_kind(material: Material, desk: Desk) -> None:
    kinds = [k.casefold() for k in find_texts(material.film.find("genre")) if is_wordy(k)]
    kind = kinds[0] if kinds else ""
    if not kind and material.film.name:
        opening = re.compile(re.escape(material.film.name) + " " + _KIND)
        for passage in material.dossier.passages:
            match = opening.match(clean(passage.text))
            if match and is_wordy(match["kind"] + match["noun"]):
                kind = (match["kind"] + ("" if match["noun"] == "film" else match["noun"])).strip()
                break
    if kind and len(kind) < 60:
        desk.put(
            "kind",
            kind
            if kind.endswith(("drama", "comedy", "documentary", "western", "thriller"))
            else f"{kind} film",
        )
        for flag, word in (("documentary", "documentar"), ("animated", "animat"), ("horror", "horror")):
            if word in kind.casefold():
                desk.flags.add(flag)


def _read_setting(material: Material, desk: Desk) -> None:
    phrases = []
    for fact in material.film.find("setting_year"):
        decade = re.fullmatch(r"(\d{3,4})s", fact.value.strip())
        day = grammar.parse_day(fact.value)
        if decade:
            phrases.append(cite_ids(f"the {decade[0]}", fact))
        elif day and material.year and day.last.year <= material.year - _PERIOD:
            phrases.append(cite_ids(grammar.render_day(day), fact))
    if phrases:
        desk.put("setting", phrases[0])
        if len(phrases) > 1:
            desk.put("setting_rival", phrases[1])
    shot = [
        p
        for p in find_texts(material.film.find("location", "filming_location"))
        if is_wordy(p) and len(p) < 60
    ]
    if shot:
        desk.put("location", grammar.join_words([name_place(place) for place in shot[:2]]))
        if shot[0] == desk.slots.get("birthplace"):
            desk.flags.add("hometown")


def _read_shoot(material: Material, desk: Desk) -> None:
    for fact in material.film.find("shooting_days"):
        number = grammar.parse_count(fact.value)
        if number and number > 1:
            hedge = f"{desk.hedge()} " if fact.approximate else ""
            desk.put("shoot_days", cite_ids(f"{hedge}{grammar.render_count(number)} days", fact))
            desk.flags.add("swift" if number <= 35 else "lengthy")
            break
    start = next(iter(material.film.find_dates("production_start")), None)
    end = next(iter(material.film.find_dates("production_end")), None)
    if start and end and end.day.first >= start.day.last:
        desk.put("shoot_from", cite_ids(grammar.render_day(start.day), start.fact))
        desk.put("shoot_to", cite_ids(grammar.render_day(end.day), end.fact))
    elif start and not start.fact.approximate:
        desk.put("shoot_start", cite_ids(f"{_on(start)} {grammar.render_day(start.day)}", start.fact))


def _on(dated: Dated) -> str:
    return "on" if dated.day.is_day else "in"


def _read_format(material: Material, desk: Desk) -> None:
    seen: dict[int, list[Fact]] = {}
    for fact in material.film.find("runtime"):
        minutes = grammar.parse_count(fact.value)
        cut = fact.qualifiers.get("version", fact.qualifiers.get("cut", "")).casefold()
        if minutes and fact.unit in {"min", None} and cut in {"", "theatrical", "original"}:
            seen.setdefault(minutes, []).append(fact)
    ranked = sorted(seen.items(), key=lambda item: -len({f.source for f in item[1]}))
    if ranked:
        minutes, facts = ranked[0]
        desk.put("runtime", cite(f"{minutes} minutes", facts))
        desk.flags.add("long" if minutes >= 150 else "brisk" if minutes <= 90 else "standard")
        if len(ranked) > 1:
            desk.put("runtime_rival", cite(f"{ranked[1][0]} minutes", ranked[1][1]))
            if abs(ranked[1][0] - minutes) > _NEAR_MINUTES:
                desk.flags.add("recut")
    ratios = [f for f in material.film.find("aspect_ratio") if "version" not in f.qualifiers]
    for fact in ratios[:1]:
        match = _RATIO.fullmatch(fact.value.strip())
        if match and Decimal(match[2]) > 0:
            desk.put("ratio", cite_ids(f"{match[1]}:{match[2]}", fact))
            shape = Decimal(match[1]) / Decimal(match[2])
            # Before wide screens came in, a square frame was no choice.
            is_boxy = shape < Decimal("1.4") and (material.year or 0) >= _WIDE_SCREENS
            desk.flags.add("boxy" if is_boxy else "wide" if shape > Decimal("2.1") else "flat")


def _read_dates(material: Material, desk: Desk) -> None:
    release = material.film.released
    unveiled, verb = find_unveiling(material)
    if release and not (unveiled and verb == "premiered" and unveiled.day == release.day):
        on = "around" if release.fact.approximate else _on(release)
        same = [d.fact for d in material.film.find_dates("release_date") if d.day == release.day]
        desk.put("release", cite(f"{on} {grammar.render_day(release.day)}", [release.fact, *same]))
        if release.place:
            desk.put("market", name_place(release.place))
    if unveiled and verb == "premiered":
        same = [release.fact] if release and release.day == unveiled.day else []
        desk.put(
            "premiere", cite(f"{_on(unveiled)} {grammar.render_day(unveiled.day)}", [unveiled.fact, *same])
        )
        _read_venue(unveiled.fact, desk)
        if release and release.day.is_day and unveiled.day.is_day and not release.fact.approximate:
            days = (release.day.first - unveiled.day.first).days
            if 1 < days <= 400:
                desk.put("lag", cite_ids(f"{grammar.render_count(days)} days", unveiled.fact, release.fact))
        elif release and (release.day.first - unveiled.day.last).days > 0:
            desk.flags.add("released_after")


def _read_venue(fact: Fact, desk: Desk) -> None:
    event = clean(fact.qualifiers.get("event", ""))
    place = next(
        (clean(fact.qualifiers[k]) for k in ("location", "place", "territory") if k in fact.qualifiers), ""
    )
    gala = _GALA.fullmatch(event)
    if gala and is_wordy(event):
        desk.put("venue", f"in {gala[1]}")
    elif is_wordy(event) and not _FESTIVAL.search(event):
        desk.put("venue", f"at {'the ' if _HOUSE.search(event) else ''}{event}")
    elif is_wordy(event):
        desk.put("venue", f"at {name_event(event)}")
        desk.flags.add("festival")
        section = clean(fact.qualifiers.get("category", fact.qualifiers.get("part", "")))
        if is_wordy(section):
            desk.put("venue_section", section)
    elif is_wordy(place):
        desk.put("venue", f"{'at' if ',' in place or 'Theat' in place else 'in'} {name_place(place)}")


def name_event(event: str) -> str:
    """Write an event with its article: `the Cannes Film Festival`, but `Sundance`."""
    bare = re.sub(r"\s*\([^)]*\)", "", clean(event))
    bare = {"BAFTA": "BAFTA Awards", "Oscars": "Academy Awards"}.get(bare, bare)
    takes_article = re.search(r"(?:Awards|Festival|Globes|Circle|Festivals|Board|Prizes|Days|Césars?)$", bare)
    return f"the {bare}" if takes_article and not bare.startswith("The ") else bare


def _read_screens(material: Material, desk: Desk) -> None:
    facts = [
        f for f in material.film.find("theaters", "screens") if set(f.qualifiers) <= {"territory", "year"}
    ]
    counts = [(number, fact) for fact in facts if (number := grammar.parse_count(fact.value))]
    if len(counts) == 1 and counts[0][0] > 1:
        number, fact = counts[0]
        place = fact.qualifiers.get("territory", "")
        where = f" in {name_place(place)}" if place else ""
        hedge = f"{desk.hedge()} " if fact.approximate else ""
        desk.put("screens", f"{cite_ids(f'{hedge}{number:,}', fact)} {fact.attribute}{where}")
