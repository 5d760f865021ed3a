"""Wikidata entities, in whichever of its two shapes they come.

The action API and `Special:EntityData` write `claims`, each with a `mainsnak`
and a `datavalue`; the REST API writes `statements` with `value.content`. Both
are read into one `Entity` of `Claim`s, after which nobody cares.

Four traps of the data, all settled here:

- *Rank.* A deprecated statement is what Wikidata knows to be wrong. Where any
  is preferred, the others are history. `Entity.find` returns the best only.
- *No value.* "Some value" and "no value" have no content; they are dropped.
- *Precision.* A year is written `+1983-01-01` or `+1982-00-00` with precision
  9. The value is cut to what is known (`1983`), never padded.
- *Calendar.* A Julian day is another day in ours. It is moved, not relabelled.

An empty map is written `[]` by PHP; that, too, is read as empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

JULIAN = "Q1985786"
_DAY, _MONTH, _YEAR, _DECADE = 11, 10, 9, 8
_TIME = re.compile(r"\+0*([0-9]{1,4})-([0-9]{2})-([0-9]{2})T")
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number and the item id of its unit, empty for a bare number."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An ISO date cut to its precision (`1976`, `1976-02`, `1976-02-08`, `1970s`)."""

    value: str


Value: TypeAlias = "str | Quantity | Moment"
"""An item id, a string or the words of a text; a quantity; a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement with a value."""

    value: Value
    rank: str
    qualifiers: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def find_item(self, *properties: str) -> str:
        """Return the first item id under one of the qualifiers, or ""."""
        return next(iter(self.find_items(*properties)), "")

    def find_items(self, *properties: str) -> tuple[str, ...]:
        """Return the item ids under the qualifiers, in order."""
        values = [value for name in properties for value in self.qualifiers.get(name, ())]
        return tuple(value for value in values if isinstance(value, str) and _ITEM.fullmatch(value))

    def find_date(self, *properties: str) -> str:
        """Return the first date under one of the qualifiers, or ""."""
        values = [value for name in properties for value in self.qualifiers.get(name, ())]
        return next((value.value for value in values if isinstance(value, Moment)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One item: its English name, its statements, its article in the English Wikipedia."""

    id: str
    label: str = ""
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    article: str = ""
    """Title of the article, or ""."""

    def find(self, name: str) -> tuple[Claim, ...]:
        """Return the statements of a property that count: the preferred, or else the normal ones."""
        claims = [claim for claim in self.claims.get(name, ()) if claim.rank != "deprecated"]
        preferred = [claim for claim in claims if claim.rank == "preferred"]
        return tuple(preferred or claims)

    def find_items(self, name: str) -> tuple[str, ...]:
        """Return the item ids that a property has, in order."""
        values = [claim.value for claim in self.find(name)]
        return tuple(value for value in values if isinstance(value, str) and _ITEM.fullmatch(value))


def _empty_list_is_empty_map(value: object) -> object:
    return {} if value == [] else value


_Map = Annotated[dict[str, Any], BeforeValidator(_empty_list_is_empty_map)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _ActionSnak(_Answer):
    snaktype: str = "value"
    datavalue: dict[str, Any] | None = None


class _ActionStatement(_Answer):
    mainsnak: _ActionSnak
    rank: str = "normal"
    qualifiers: Annotated[dict[str, list[_ActionSnak]], BeforeValidator(_empty_list_is_empty_map)] = {}


class _ActionEntity(_Answer):
    id: str = ""
    missing: str | None = None
    labels: _Map = {}
    claims: Annotated[dict[str, list[_ActionStatement]], BeforeValidator(_empty_list_is_empty_map)] = {}
    sitelinks: _Map = {}


class _EntitiesAnswer(_Answer):
    entities: Annotated[dict[str, _ActionEntity], BeforeValidator(_empty_list_is_empty_map)]


class _RestValue(_Answer):
    type: str = "value"
    content: Any = None


class _RestQualifier(_Answer):
    property: dict[str, Any]
    value: _RestValue


class _RestStatement(_Answer):
    value: _RestValue
    rank: str = "normal"
    qualifiers: list[_RestQualifier] = []


class _RestItem(_Answer):
    id: str
    labels: _Map = {}
    statements: Annotated[dict[str, list[_RestStatement]], BeforeValidator(_empty_list_is_empty_map)]
    sitelinks: _Map = {}


def read_entities(answer: object) -> dict[str, Entity]:
    """Read an answer of the action API, of `EntityData` or of the REST API, by the ids in it.

    A redirected item stands under the id it redirects to, not under the one
    that was asked for.

    Raises:
        ValueError: the answer has neither shape.
    """
    try:
        if isinstance(answer, dict) and "statements" in answer:
            item = _RestItem.model_validate(answer)
            return {item.id: _from_rest(item)}
        found = _EntitiesAnswer.model_validate(answer).entities
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as Wikidata writes them") from None
    return {
        entity.id or name: _from_action(entity, name)
        for name, entity in found.items()
        if entity.missing is None
    }


def _from_action(entity: _ActionEntity, name: str) -> Entity:
    claims: dict[str, tuple[Claim, ...]] = {}
    for prop, statements in entity.claims.items():
        kept = []
        for statement in statements:
            value = _read_snak(statement.mainsnak)
            if value is not None:
                qualifiers = {
                    key: tuple(v for snak in snaks if (v := _read_snak(snak)) is not None)
                    for key, snaks in statement.qualifiers.items()
                }
                kept.append(Claim(value=value, rank=statement.rank, qualifiers=qualifiers))
        claims[prop] = tuple(kept)
    label = entity.labels.get("en") or entity.labels.get("mul") or {}
    link = entity.sitelinks.get("enwiki") or {}
    return Entity(
        id=entity.id or name,
        label=str(label.get("value", "")) if isinstance(label, dict) else "",
        claims=claims,
        article=str(link.get("title", "")) if isinstance(link, dict) else "",
    )


def _from_rest(item: _RestItem) -> Entity:
    claims: dict[str, tuple[Claim, ...]] = {}
    for prop, statements in item.statements.items():
        kept = []
        for statement in statements:
            value = _read_content(statement.value.content) if statement.value.type == "value" else None
            if value is None:
                continue
            qualifiers: dict[str, tuple[Value, ...]] = {}
            for qualifier in statement.qualifiers:
                inner = _read_content(qualifier.value.content) if qualifier.value.type == "value" else None
                key = str(qualifier.property.get("id", ""))
                if inner is not None:
                    qualifiers[key] = (*qualifiers.get(key, ()), inner)
            kept.append(Claim(value=value, rank=statement.rank, qualifiers=qualifiers))
        claims[prop] = tuple(kept)
    link = item.sitelinks.get("enwiki") or {}
    return Entity(
        id=item.id,
        label=str(item.labels.get("en") or item.labels.get("mul") or ""),
        claims=claims,
        article=str(link.get("title", "")) if isinstance(link, dict) else "",
    )


def _read_snak(snak: _ActionSnak) -> Value | None:
    if snak.snaktype != "value" or snak.datavalue is None:
        return None
    value = snak.datavalue.get("value")
    if isinstance(value, dict) and "id" in value:
        return str(value["id"])
    if isinstance(value, dict) and "numeric-id" in value:  # entities of some years ago
        return f"Q{value['numeric-id']}"
    return _read_content(value)


def _read_content(content: object) -> Value | None:
    if isinstance(content, str):
        return content or None
    if not isinstance(content, dict):
        return None
    if "time" in content:
        return read_moment(
            str(content["time"]),
            precision=content.get("precision"),
            calendar=str(content.get("calendarmodel", "")),
        )
    if "amount" in content:
        return _read_quantity(content)
    text = content.get("text")
    return text if isinstance(text, str) and text else None


def _read_quantity(content: dict[str, Any]) -> Quantity | None:
    try:
        amount = Decimal(str(content["amount"]))
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount.adjusted() not in range(-9, 15):
        return None
    unit = str(content.get("unit", "")).rpartition("/")[2]
    return Quantity(amount=amount, unit=unit if _ITEM.fullmatch(unit) else "")


def read_moment(time: str, *, precision: object, calendar: str = "") -> Moment | None:
    """Read a time as Wikidata writes it, cut to its precision; None where it is no date we can hold.

    >>> read_moment("+1982-00-00T00:00:00Z", precision=9)
    Moment(value='1982')
    """
    parts = _TIME.match(time)
    if parts is None or not isinstance(precision, int) or precision < _DECADE:
        return None
    year, month, day = int(parts[1]), int(parts[2]), int(parts[3])
    if precision >= _DAY and month and day:
        if calendar.endswith(JULIAN):
            year, month, day = to_gregorian(year, month, day)
        return Moment(value=f"{year:04}-{month:02}-{day:02}")
    if precision >= _MONTH and month:
        return Moment(value=f"{year:04}-{month:02}")
    return Moment(value=f"{year:04}" if precision >= _YEAR else f"{year // 10}0s")


def to_gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return the same day in our calendar, by way of the Julian day number.

    >>> to_gregorian(1917, 10, 25)  # the October Revolution
    (1917, 11, 7)
    """
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    a = number + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return 100 * b + d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1
