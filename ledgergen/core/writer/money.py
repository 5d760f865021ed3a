"""Slots about money: cost, takings, what the takings are of the cost, and where accounts differ.

Amounts are only ever compared in one currency. A verdict (`hit`, `flop`) is a
flag only where every account of the matter leads to it: with one gross at $105
million and another at $204 million, both must clear the bar.
"""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.writer import grammar
from ledgergen.core.writer.making import name_place
from ledgergen.core.writer.material import Amount, Material, Subject, choose, is_world
from ledgergen.core.writer.slots import Desk, cite

_AMERICA = frozenset({"us", "usa", "north america", "domestic", "united states", "new york city"})
_ALL_BUT_ALL = Decimal("0.97")
_WORTH_A_RATIO = Decimal("1.05")
_SLIGHT_GROSS = 1_500_000
_SLIGHT = Decimal("0.05")
_NEAR = Decimal("0.04")
"""Accounts closer than this are one account: prose would not name both."""


def read_money(material: Material, desk: Desk) -> None:
    """Lay down the film's own cost and takings."""
    film = material.film
    budgets, totals = film.find_amounts("budget"), find_totals(film)
    total = choose(totals)
    budget = choose(budgets, total.unit if total else None)
    if budget:
        _read_budget(budget, budgets, desk, year=material.year or 0)
    if total:
        _read_total(total, totals, desk)
    _read_home(material, budget, total, desk)
    if budget and total and budget.unit == total.unit:
        _read_verdict(budget, budgets, total, totals, desk)
    elif budget and total:
        desk.flags.add("mixed")
    _read_crowds(material, desk)
    marketing = choose(film.find_amounts("marketing_cost"))
    if marketing and (budget is None or marketing.unit == budget.unit):
        desk.put_money("marketing", marketing)
        if budget and marketing.value > budget.value:
            desk.put_multiple("marketing_step", marketing, budget)


def find_totals(film: Subject) -> tuple[Amount, ...]:
    """Return the grosses that stand for the whole run: worldwide first, else without territory."""
    amounts = film.find_amounts("gross")
    world = tuple(amount for amount in amounts if is_world(amount))
    return world or tuple(amount for amount in amounts if not amount.place)


def find_rival(chosen: Amount, amounts: tuple[Amount, ...]) -> Amount | None:
    """Return the best account in the same currency that prose has to name as well."""
    for amount in amounts:
        if amount.unit == chosen.unit and abs(amount.value - chosen.value) > chosen.value * _NEAR:
            return amount
    return None


def _read_budget(budget: Amount, budgets: tuple[Amount, ...], desk: Desk, *, year: int) -> None:
    desk.put_money("budget", budget)
    if rival := find_rival(budget, budgets):
        desk.put_money("budget_rival", rival)
        desk.flags.add("rival_higher" if rival.value > budget.value else "rival_lower")
    elif other := next((a for a in budgets if a.unit != budget.unit), None):
        desk.put_money("budget_abroad", other)
    if budget.unit == "USD":
        # What a dollar could do has changed: a small sum is only called small where it surely was.
        is_small = year >= 1970 and budget.value < 500_000
        desk.flags.add("shoestring" if is_small else "lavish" if budget.value >= 80_000_000 else "middling")
        if year >= 1990 and 5_000_000 <= budget.value <= 60_000_000:
            desk.flags.add("midrange")


def _read_total(total: Amount, totals: tuple[Amount, ...], desk: Desk) -> None:
    desk.put_money("gross", total)
    desk.flags.add("world" if is_world(total) else "placeless")
    if total.unit == "USD" and total.value < _SLIGHT_GROSS:
        desk.flags.add("slight")
    if rival := find_rival(total, totals):
        desk.put_money("gross_rival", rival)


def _read_verdict(
    budget: Amount, budgets: tuple[Amount, ...], total: Amount, totals: tuple[Amount, ...], desk: Desk
) -> None:
    ratios = [t.value / b.value for b in budgets for t in totals if b.unit == t.unit == budget.unit]
    low, high = min(ratios), max(ratios)
    if "lopsided" in desk.flags:
        if low < 3 and ("market_abroad" in desk.flags or high > Decimal("0.4")):
            return
        desk.flags.discard("lopsided")
        # All but the whole, told beside the whole, would only say it twice.
        _withdraw(desk, "home_gross", "home")
    if low >= 10:
        desk.flags |= {"windfall", "hit"}
    elif low >= 3:
        desk.flags.add("hit")
    elif low >= 1:
        desk.flags.add("thin" if high < 2 else "solid")
    elif high < 1:
        desk.flags |= {"flop", "rout"} if high < Decimal("0.4") else {"flop"}
    if low >= _WORTH_A_RATIO and high <= low * Decimal("1.15"):
        desk.put_multiple("multiple", total, budget)
    if high < 1 and high <= low * Decimal("1.15"):
        desk.put_percent("recouped", total, budget)
        if not budget.is_approximate and not total.is_approximate and total.unit == budget.unit:
            gap = grammar.render_money(budget.value - total.value, budget.unit)
            desk.put("shortfall", cite(gap, (*budget.facts[:1], *total.facts[:1])))


def _withdraw(desk: Desk, *names: str) -> None:
    for name in names:
        desk.slots.pop(name, None)
        desk.flags.discard(name)


def _read_home(material: Material, budget: Amount | None, total: Amount | None, desk: Desk) -> None:
    places = [a for a in material.film.find_amounts("gross") if a.place and not is_world(a)]
    release = material.film.released
    market = release.place.casefold() if release else ""
    ranked = sorted(
        places, key=lambda a: (a.place.casefold() != market, a.place.casefold() not in {"us", "usa"})
    )
    if not ranked or ranked[0].place.casefold() in {"overseas", "international", "foreign"}:
        return
    home = ranked[0]
    if total and is_world(total) and total.unit == home.unit and home.value > total.value:
        return  # A part above its whole: these sources do not speak of the same run.
    desk.put_money("home_gross", home)
    desk.put("home", name_place(home.place))
    if market and home.place.casefold() != market and not {market, home.place.casefold()} <= _AMERICA:
        desk.flags.add("market_abroad")
    is_part = total and is_world(total) and total.unit == home.unit and home.value <= total.value
    if total and is_part and "gross_rival" not in desk.slots:
        _read_share(home, total, desk)
    if budget and total is None and home.unit == budget.unit and home.value >= budget.value * 2:
        desk.put_multiple("home_multiple", home, budget)
    for other in ranked[1:]:
        if other.unit == home.unit and other.place != home.place and other.place[:1].isupper():
            desk.put_money("side_gross", other)
            desk.put("side", name_place(other.place))
            break


def _read_share(home: Amount, total: Amount, desk: Desk) -> None:
    share = home.value / total.value
    if share >= _ALL_BUT_ALL:
        # A world that comes down to a lone territory means that the rest was never counted.
        desk.flags.add("lopsided")
        return
    if share >= _SLIGHT:
        desk.put_percent("home_share", home, total)
    desk.flags.add(
        "home_led" if share > Decimal("0.6") else "abroad_led" if share < Decimal("0.4") else "even"
    )


def _read_crowds(material: Material, desk: Desk) -> None:
    opening = choose(material.film.find_amounts("opening_weekend"))
    if opening:
        desk.put_money("opening", opening)
        if opening.place:
            desk.put("opening_place", name_place(opening.place))
    admissions = choose(material.film.find_amounts("admissions", currency=False))
    if admissions and admissions.unit in {"people", "count", ""}:
        hedge = f"{desk.hedge()} " if admissions.is_approximate else ""
        desk.put("admissions", cite(f"{hedge}{grammar.render_scaled(admissions.rounded)}", admissions.facts))
        if admissions.place:
            desk.put("admissions_place", name_place(admissions.place))


def read_other_money(prefix: str, other: Subject, own_budget: Amount | None, desk: Desk) -> Amount | None:
    """Lay down another film's cost and takings under a prefix; return the cost."""
    budgets, totals = other.find_amounts("budget"), find_totals(other)
    total = choose(totals, own_budget.unit if own_budget else None)
    budget = choose(budgets, total.unit if total else own_budget.unit if own_budget else None)
    if budget:
        desk.put_money(f"{prefix}_budget", budget)
    if total and find_rival(total, totals) is None:
        desk.put_money(f"{prefix}_gross", total)
        desk.flags.add(f"{prefix}_world" if is_world(total) else f"{prefix}_placeless")
        if budget and budget.unit == total.unit:
            ratio = total.value / budget.value
            desk.flags.add(
                f"{prefix}_hit" if ratio >= 3 else f"{prefix}_flop" if ratio < 1 else f"{prefix}_even"
            )
            if ratio >= _WORTH_A_RATIO:
                desk.put_multiple(f"{prefix}_multiple", total, budget)
    elif total is None:
        home = next((a for a in other.find_amounts("gross") if a.place[:1].isupper()), None)
        if home:
            desk.put_money(f"{prefix}_gross_home", home)
            desk.put(f"{prefix}_home", name_place(home.place))
    return budget


def read_step(name: str, after: Amount, before: Amount, desk: Desk) -> None:
    """Lay down how much more, or what share, one film cost of another."""
    if after.unit != before.unit:
        return
    ratio = after.value / before.value
    if ratio >= Decimal("1.5"):
        desk.put_multiple(f"{name}_up", after, before)
    elif ratio <= Decimal("0.7"):
        desk.put_percent(f"{name}_down", after, before)
    elif ratio == 1:
        desk.flags.add(f"{name}_same")
    else:
        desk.flags.add(f"{name}_more" if ratio > 1 else f"{name}_less")
