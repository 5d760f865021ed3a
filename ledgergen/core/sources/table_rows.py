"""One row of an imported table, as statements.

Rows are kept as they were written and read only when their film is asked for:
an import of a million rows need not understand a cell. So every trap of the
cells is here: mojibake and hard spaces, zeros for the unknown, dates as
Americans write them, centuries lost in two-digit years, lists as JSON or with
bars, sums in millions beside sums in dollars, local money without a currency.

A cell that cannot be read safely gives a gap, not a guess.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from ledgergen.core.dossiers.values import CURRENCIES, find_date_problem
from ledgergen.core.sources.reading import Reading, Statement, clean_text, drop_empty
from ledgergen.model.dossier import Source

_MONEY = (
    ("budget", "budget", ""),
    ("gross", "gross", "worldwide"),
    ("gross_domestic", "gross", "US"),
    ("gross_foreign", "gross", "overseas"),
    ("opening_weekend", "opening_weekend", "US"),
)
_DATE_FORMS = ("%m/%d/%Y", "%d %b %Y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y")
MAX_NAMES = 12


def read_row(cells: Mapping[str, str], *, kind: str, source: Source) -> Reading:
    """Read a row; `cells` are by role, `kind` is that of its table (`table_columns`)."""
    cells = {role: mend_text(cell) for role, cell in cells.items()}
    gaps: list[str] = []
    if kind == "oscars":
        return Reading(source=source, statements=tuple(_read_nomination(cells)))
    statements = [
        *_read_money(cells, kind, source, gaps),
        *_read_figures(cells, kind, source),
        *_read_date(cells, source, gaps),
    ]
    year = cells.get("year", "")[:4]
    released = next((s.value for s in statements if s.attribute == "release_date"), "")
    year = year if year.isdigit() else released[:4]
    return Reading(
        source=source,
        title=cells.get("title") or cells.get("original_title", ""),
        original_title=cells.get("original_title") or None,
        year=int(year) if year.isdigit() and 1870 <= int(year) < 2200 else None,
        directors=read_directors(cells),
        statements=tuple(statements),
        gaps=tuple(gaps),
    )


def mend_text(text: str) -> str:
    """Return a cell with hard spaces made plain, and with UTF-8 that was read as Latin-1 put right.

    >>> mend_text("JoachimÂ RÃ¸nning\u00a0")
    'Joachim Rønning'
    """
    if "Ã" in text or "Â" in text or "â€" in text:
        whole = re.sub("Â(?:\\s|$)", " ", text).strip()
        try:
            text = whole.encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            text = whole
    text = clean_text(text.replace("\u00a0", " "))
    return "" if text.lower() in {"", "nan", "none", "null", "n/a", "\\n", "-"} else text


def read_directors(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the directors of a row: names with bars or semicolons between, or a crew in JSON."""
    if crew := cells.get("crew"):
        members = _read_list(crew)
        names = [
            str(m.get("name", "")) for m in members if isinstance(m, dict) and m.get("job") == "Director"
        ]
    else:
        names = re.split(r"[|;]", cells.get("directors", ""))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))[:MAX_NAMES]


def _read_money(cells: Mapping[str, str], kind: str, source: Source, gaps: list[str]) -> Iterator[Statement]:
    for role, attribute, territory in _MONEY:
        text = cells.get(role, "")
        if not text:
            continue
        value = read_sum(text)
        if value is None:
            gaps.append(f"{source.name} gives as {role.replace('_', ' ')} {text[:40]!r}, which was not read.")
        elif value > 0:
            yield Statement(
                attribute=attribute,
                value=f"{value:f}",
                unit=_find_currency(cells, kind, role),
                qualifiers=drop_empty({"territory": territory}),
            )


def read_sum(text: str) -> Decimal | None:
    """Return a sum in whole base units, or None where its unit is anybody's guess.

    >>> read_sum("$2,783,918,982"), read_sum("1,131.6"), read_sum("0")
    (Decimal('2783918982'), None, Decimal('0'))
    """
    digits = re.sub(r"^(?:US)?[$£€₹¥]\s*|\s*(?:USD|EUR|GBP)$", "", text.strip())
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?|[0-9]{1,18}(?:\.0+)?", digits):
        return Decimal(digits.replace(",", "").partition(".")[0])
    if re.fullmatch(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}", digits):
        value = Decimal(digits)
        return value.quantize(Decimal(1)) if value == value.to_integral() else None
    return None


def _find_currency(cells: Mapping[str, str], kind: str, role: str) -> str | None:
    code = cells.get("currency", "").upper()
    if code:
        return code if code in CURRENCIES else None
    sign = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR"}.get(cells[role][:1])
    if sign:
        return sign
    # This table gives budgets in the money of the country, and says so nowhere.
    is_local = kind == "imdb5000" and role == "budget" and cells.get("country", "USA") != "USA"
    return None if is_local else "USD"


def _read_figures(cells: Mapping[str, str], kind: str, source: Source) -> Iterator[Statement]:
    runtime = re.fullmatch(r"([1-9][0-9]{0,3})(?:\.0+)?(?: min)?", cells.get("runtime", ""))
    if runtime:
        yield Statement(attribute="runtime", value=runtime[1], unit="min")
    moving = drop_empty({"site": "TMDB" if kind == "tmdb" else source.name, "as_of": source.retrieved})
    votes = re.fullmatch(r"([1-9][0-9]{0,11})(?:\.0+)?", cells.get("vote_count", "").replace(",", ""))
    rating = re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,6})?", cells.get("rating", ""))
    if rating and Decimal(rating[0]) > 0:
        yield Statement(attribute="rating", value=f"{Decimal(rating[0]).normalize():f}", qualifiers=moving)
    if votes:
        yield Statement(attribute="vote_count", value=votes[1], unit="count", qualifiers=moving)
    companies = cells.get("companies", "")
    listed = _read_list(companies) if companies.startswith("[") else re.split(r"[|;]", companies)
    for company in listed[:MAX_NAMES]:
        name = company.get("name", "") if isinstance(company, dict) else company
        if isinstance(name, str) and name.strip():
            yield Statement(attribute="company", value=clean_text(name))


def _read_date(cells: Mapping[str, str], source: Source, gaps: list[str]) -> Iterator[Statement]:
    text = cells.get("release_date", "")
    if not text:
        return
    day = read_day(text, year=cells.get("year", ""), today=source.retrieved or "")
    if day:
        yield Statement(attribute="release_date", value=day)
    else:
        gaps.append(f"{source.name} gives as release date {text[:40]!r}, which was not read.")


def read_day(text: str, *, year: str, today: str) -> str:
    """Return an ISO date, or "" where the day or its century is in doubt.

    A two-digit year needs the row's `year` beside it; a day long after `today`
    has lost its century.

    >>> read_day("8/14/60", year="1960", today="2026-01-01")
    '1960-08-14'
    """
    short = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})", text)
    if short:
        if not re.fullmatch("[0-9]{4}", year) or year[2:] != short[3]:
            return ""
        text = f"{short[1]}/{short[2]}/{year}"
    found = "" if find_date_problem(text[:10]) else text[:10]
    for form in () if found else _DATE_FORMS:
        try:
            found = datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        break
    is_far = bool(today) and found[:4].isdigit() and int(found[:4]) > int(today[:4]) + 5
    return "" if is_far else found


def _read_nomination(cells: Mapping[str, str]) -> Iterator[Statement]:
    category = cells.get("category", "").title()
    if not category:
        return
    year = re.match("[0-9]{4}", cells.get("year", ""))
    yield Statement(
        attribute="award",
        value=category,
        qualifiers=drop_empty(
            {
                "event": "Academy Awards",
                # The table counts by the year of the films; the ceremony is in the next.
                "year": str(int(year[0]) + 1) if year else None,
                "result": "won" if cells.get("winner", "").lower() in {"true", "1", "yes"} else "nominated",
                "person": clean_text(cells.get("person", "").replace("|", ", "))[:200],
            }
        ),
    )


def _read_list(text: str) -> list[object]:
    """Return a list written as JSON or, as some dumps do, as Python."""
    if len(text) > 500_000:
        return []
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return []
    return value if isinstance(value, list) else []
