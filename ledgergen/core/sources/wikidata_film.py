"""A film's Wikidata item, and its director's, as statements.

What is read is a table of properties below; how a value is written follows the
dossier's rules (base units, ISO dates, ISO currency codes). Item ids are no
words: the caller fetches the labels of `find_label_ids` and hands them in, and
what has no label is left out.

That an item carries the TMDB id is checked in the item itself (`is_film_of`),
whichever search found it: games and television specials have film ids, too,
some of them deprecated for that very reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ledgergen.core.sources.reading import Reading, Statement, clean_text, drop_empty
from ledgergen.core.sources.wikidata_shapes import Claim, Entity, Moment, Quantity
from ledgergen.model.dossier import Source

LICENCE = "CC0 1.0"

CURRENCIES = {"Q4917": "USD", "Q4916": "EUR", "Q25224": "GBP", "Q8146": "JPY", "Q80524": "INR"}
"""Items of the usual currencies; the code of any other is read from its own item (P498)."""

_MINUTES = {"Q7727": Decimal(1), "Q25235": Decimal(60), "Q11574": Decimal(1) / 60}
_WORLDWIDE = "Q13780930"
_US = "Q30"
_TERRITORIES = {_WORLDWIDE: "worldwide", _US: "US"}
_FILM_KINDS = frozenset({
    "Q11424", "Q24869", "Q29168811", "Q93204", "Q202866", "Q506240", "Q18011172", "Q20650540", "Q24862",
    "Q336144", "Q226730", "Q185529", "Q229390", "Q52207399", "Q31235", "Q10590726", "Q52162262",
})  # fmt: skip
"""Items that say: this is a film of some kind (feature, animated, documentary, silent, short, …)."""

_CREDITS = {"P58": "screenwriter", "P344": "cinematographer", "P86": "composer", "P1040": "film editor",
            "P162": "producer"}  # fmt: skip
_TEXTS = {"P272": "company", "P915": "location"}
MAX_OF_A_KIND = 12
"""Statements of one property that are taken; films with two hundred locations exist."""

_AWARD = re.compile(r"(?P<family>.+?\b(?:Award|Prize)s?) for (?P<category>.+)")
_OCCASION = re.compile(r"^(?:the\s+)?(?:[0-9]{1,3}(?:st|nd|rd|th)\s+|[0-9]{4}\s+)", re.IGNORECASE)
_RATIO = re.compile(r"([0-9](?:[.,][0-9]{1,2})?)\s*:\s*1\b")


def is_film_of(entity: Entity, movie_id: int) -> bool:
    """Tell whether the item itself says, and still says, that it has this TMDB film id (P4947)."""
    return any(claim.value == str(movie_id) for claim in entity.find("P4947"))


def find_imdb_id(entity: Entity) -> str:
    """Return the IMDb title id of the item, or ""."""
    values = [claim.value for claim in entity.find("P345")]
    return next((v for v in values if isinstance(v, str) and re.fullmatch(r"tt[0-9]{7,9}", v)), "")


def find_director_ids(entity: Entity) -> tuple[str, ...]:
    """Return the items of the directors, in the order of their series ordinals (P1545)."""

    def order(claim: Claim) -> int:
        ordinal = next((v for v in claim.qualifiers.get("P1545", ()) if isinstance(v, str)), "")
        return int(ordinal) if re.fullmatch("[0-9]{1,3}", ordinal) else 999

    claims = sorted(entity.find("P57"), key=order)
    return tuple(claim.value for claim in claims if isinstance(claim.value, str) and claim.value[:1] == "Q")


def find_label_ids(entity: Entity) -> tuple[str, ...]:
    """Return the items whose names are needed to read this film."""
    ids: dict[str, None] = dict.fromkeys(find_director_ids(entity))
    for prop in (*_CREDITS, *_TEXTS, "P2061", "P31"):
        ids.update(dict.fromkeys(entity.find_items(prop)[:MAX_OF_A_KIND]))
    for prop in ("P166", "P1411"):
        for claim in entity.find(prop):
            if isinstance(claim.value, str):
                ids[claim.value] = None
            ids.update(dict.fromkeys(claim.find_items("P1346", "P2453", "P805")))
    for prop in ("P2142", "P577", "P2130", "P2047"):
        for claim in entity.find(prop):
            ids.update(dict.fromkeys(claim.find_items("P3005", "P291", "P518")))
    return tuple(item for item in ids if item not in _TERRITORIES)


def find_unit_ids(entity: Entity) -> tuple[str, ...]:
    """Return the items of currencies that are not known by heart."""
    units = [
        claim.value.unit
        for prop in ("P2130", "P2142")
        for claim in entity.find(prop)
        if isinstance(claim.value, Quantity)
    ]
    return tuple(dict.fromkeys(unit for unit in units if unit and unit not in CURRENCIES))


def read_currency(entity: Entity) -> str:
    """Return the ISO 4217 code (P498) of a currency's item, or ""."""
    values = [claim.value for claim in entity.find("P498")]
    return next((v for v in values if isinstance(v, str) and re.fullmatch("[A-Z]{3}", v)), "")


def read_film(
    entity: Entity, *, labels: Mapping[str, str], currencies: Mapping[str, str], retrieved: str
) -> Reading:
    """Read a film's item; `labels` are names by item id, `currencies` codes by item id."""
    names = {**labels, **_TERRITORIES}
    directors = tuple(clean_text(names[item]) for item in find_director_ids(entity) if names.get(item))
    return Reading(
        source=build_source(entity, retrieved=retrieved),
        title=clean_text(entity.label),
        year=_find_year(entity),
        directors=directors,
        statements=tuple(_read_statements(entity, names, {**CURRENCIES, **currencies})),
        gaps=tuple(_find_gaps(entity, names)),
    )


def read_other_film(
    entity: Entity,
    *,
    role: str,
    person: str,
    labels: Mapping[str, str],
    currencies: Mapping[str, str],
) -> tuple[Statement, ...]:
    """Read the figures of another film of the director's: `role` is `previous film` or `next film`."""
    names = {**labels, **_TERRITORIES}
    title = clean_text(entity.label)
    if not title:
        return ()
    statements = [
        *_read_money(entity, "P2130", "budget", names, {**CURRENCIES, **currencies}),
        *_read_money(entity, "P2142", "gross", names, {**CURRENCIES, **currencies}),
        *_read_dates(entity, names),
        *_read_runtime(entity, names),
        *_read_awards(entity, "P166", "won", names),
    ]
    relation = drop_empty({"role": role, "person": person})
    return tuple(
        Statement(
            about=title,
            attribute=s.attribute,
            value=s.value,
            unit=s.unit,
            qualifiers={**relation, **{k: v for k, v in s.qualifiers.items() if k not in relation}},
        )
        for s in statements
    )


def read_person(entity: Entity, *, name: str = "") -> tuple[Statement, ...]:
    """Read a person's dates; several birth dates stay several statements."""
    about = clean_text(name or entity.label)
    return tuple(
        Statement(about=about, attribute=attribute, value=claim.value.value)
        for prop, attribute in (("P569", "birth_date"), ("P570", "death_date"))
        for claim in entity.find(prop)
        if about and isinstance(claim.value, Moment)
    )


def build_source(entity: Entity, *, retrieved: str) -> Source:
    """Name the item as a source."""
    return Source(
        id="wikidata",
        name="Wikidata",
        url=f"https://www.wikidata.org/wiki/{entity.id}",
        retrieved=retrieved,
        licence=LICENCE,
    )


def _read_statements(
    entity: Entity, names: Mapping[str, str], currencies: Mapping[str, str]
) -> Iterator[Statement]:
    yield from _read_money(entity, "P2130", "budget", names, currencies)
    yield from _read_money(entity, "P2142", "gross", names, currencies)
    yield from _read_dates(entity, names)
    yield from _read_runtime(entity, names)
    for item in entity.find_items("P2061"):
        if ratio := _RATIO.search(names.get(item, "")):
            yield Statement(attribute="aspect_ratio", value=f"{ratio[1].replace(',', '.')}:1")
    yield from _read_awards(entity, "P166", "won", names)
    yield from _read_awards(entity, "P1411", "nominated", names)
    for prop, attribute in _TEXTS.items():
        for name in _name_all(entity.find_items(prop), names):
            yield Statement(attribute=attribute, value=name)
    for prop, role in _CREDITS.items():
        for name in _name_all(entity.find_items(prop), names):
            yield Statement(attribute="credit", value=name, qualifiers={"role": role})


def _name_all(items: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [clean_text(names[item]) for item in items if names.get(item)][:MAX_OF_A_KIND]


def _read_money(
    entity: Entity, prop: str, attribute: str, names: Mapping[str, str], currencies: Mapping[str, str]
) -> Iterator[Statement]:
    for claim in entity.find(prop)[:MAX_OF_A_KIND]:
        value = claim.value
        if not isinstance(value, Quantity) or value.amount <= 0:
            continue
        yield Statement(
            attribute=attribute,
            value=f"{value.amount.normalize():f}",
            # An amount whose currency is not known stays one without a unit:
            # it is shown, and proves nothing.
            unit=currencies.get(value.unit),
            qualifiers=drop_empty(
                {
                    "territory": names.get(claim.find_item("P3005")),
                    "as_of": claim.find_date("P585") or None,
                    "part": names.get(claim.find_item("P518")),
                }
            ),
        )


def _read_dates(entity: Entity, names: Mapping[str, str]) -> Iterator[Statement]:
    for claim in entity.find("P577")[:MAX_OF_A_KIND]:
        if isinstance(claim.value, Moment):
            place = names.get(claim.find_item("P291", "P3005"))
            yield Statement(
                attribute="release_date",
                value=claim.value.value,
                qualifiers=drop_empty({"territory": place, "part": names.get(claim.find_item("P518"))}),
            )


def _read_runtime(entity: Entity, names: Mapping[str, str]) -> Iterator[Statement]:
    for claim in entity.find("P2047"):
        value = claim.value
        if isinstance(value, Quantity) and value.unit in _MINUTES and value.amount > 0:
            minutes = (value.amount * _MINUTES[value.unit]).quantize(Decimal("0.1"))
            yield Statement(
                attribute="runtime",
                value=f"{minutes.normalize():f}",
                unit="min",
                qualifiers=drop_empty({"part": names.get(claim.find_item("P518"))}),
            )


def _read_awards(entity: Entity, prop: str, result: str, names: Mapping[str, str]) -> Iterator[Statement]:
    for claim in entity.find(prop):
        label = names.get(claim.value, "") if isinstance(claim.value, str) else ""
        if not label:
            continue
        occasion = _OCCASION.sub("", names.get(claim.find_item("P805"), ""))
        prize, event = split_award(clean_text(label))
        people = ", ".join(
            clean_text(names[item]) for item in claim.find_items("P1346", "P2453") if names.get(item)
        )
        year = claim.find_date("P585")[:4]
        yield Statement(
            attribute="award",
            value=prize,
            qualifiers=drop_empty(
                {
                    "event": event or clean_text(occasion),
                    "year": year if year.isdigit() else None,
                    "result": result,
                    "person": people,
                }
            ),
        )


def split_award(label: str) -> tuple[str, str]:
    """Part an award's name into prize and event.

    >>> split_award("Academy Award for Best Cinematography")
    ('Best Cinematography', 'Academy Awards')
    >>> split_award("Palme d'Or")
    ("Palme d'Or", '')
    """
    parts = _AWARD.fullmatch(label)
    if parts is None:
        return label, ""
    family = parts["family"].removeprefix("the ")
    return parts["category"], family if family.endswith("s") else f"{family}s"


def _find_year(entity: Entity) -> int | None:
    years = [claim.value.value[:4] for claim in entity.find("P577") if isinstance(claim.value, Moment)]
    return min((int(year) for year in years if year.isdigit()), default=None)


def _find_gaps(entity: Entity, names: Mapping[str, str]) -> Iterator[str]:
    kinds = entity.find_items("P31")
    if kinds and not _FILM_KINDS.intersection(kinds):
        words = ", ".join(_name_all(kinds, names)) or ", ".join(kinds)
        yield f"Wikidata does not call this a feature film, but: {clean_text(words)}."
