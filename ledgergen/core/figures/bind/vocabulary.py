"""What the words around a figure say about it, as data.

Each row of `_CUES` is `kind value: phrase, phrase, …`. A cue tells which
attribute, territory, event, result, moment or film a figure near it belongs
to. Ledgers speak of films in the language of finance, so its metaphors stand
here beside the plain words: principal and exposure are costs; coupons, yields
and dividends are receipts. A value that ends in `?` is a weak cue: it binds
where nothing stronger does, and never makes a conflict on its own. `prior|last film` is two phrases.

To teach a word, add it to a row; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Final, NamedTuple

from ledgergen.core.figures.bind.vocabulary_names import (
    DEMONYMS,
    EVENTS,
    TERRITORIES,
)
from ledgergen.core.figures.wordlists import read_rows, split_words, word_set

_CUES: Final = """
money cost: took|takes|take|taken to make|produce|shoot|film,
    asked for, applied for, backers|investors|financiers|producers paid,
    sanctioned, appropriation, appropriations, ploughed, plowed, sank, laid out, shelled out,
    disbursed, expended, priced at,
    financing of, price of, expensive, costly, budget, budgets, budgeted, budgeting, cost, costs, costing,
    costed, outlay, outlays, principal, stake, stakes,
    investment, investments, invested, invest, investing, expenditure, expenditures, spend, spent,
    spending, capitalized,
    capitalised, capitalized at, capitalised at, financed, financing, funded, funding, underwrote,
    underwritten, underwrite,
    made for, made on, made with, made at, shot for, shot on, filmed for, mounted for, produced for,
    produced on, produced at,
    built for, completed for, delivered for, finished for, price tag, consumed, burned, burnt, swallowed,
    devoured, depleted, used up, eaten up, ate up, soaked up, tied up, tying up, ties up,
    laying out, lays out, outlaid, requisitioned, requisitioning,
    advanced, allocated, allocation, entrusted, bankrolled, greenlit at, green-lit at, cheque of,
    check of, line of,
    credit line, credit lines, cash outlay, negative cost, cost base, basis, sunk, war chest,
    wrote a cheque, wrote a check,
    gone into the ground, capex, capital expenditure, production costs, went into, gone into,
    poured into, pouring into, putting into, sinking into, ploughing into,
    plowing into
money cost?: raise, raised, raising, put in, turned, converted, parlayed, leveraged, exposure,
    commitment, committed, line, backing,
    needed, needing, required, carried, carrying, wager, bet,
    gamble, position, ante, vehicle, capital, handed, given, assembled, pool, kitty, purse, bill, price,
    tab, seed, trust,
    to work with, scraped together, risked, at risk, absorbed, commanded, demanded, tranche, placement,
    facility, staked,
    put up, collateral, issue, provision, charge, charged, cash in, buy-in, appropriated, pledged,
    inherited,
    underlying, funds, money, production
money gross: come back with, came back with, coming back with,
    reaped, reaping, reap, garnered, garner, fetched, fetching, fetch, mustered, rang up,
    ringing up, harvested,
    clocked, logged, notched,
    racked up, accrued, hauled, reeled in, scooped, minted, brought home, earned back, gross, grossed,
    grosses, grossing, earn, earned, earns, earning, earnings, returned, returning, receipts,
    box office, box-office, takings, brought in, bringing in, collected, recouped, recouping, recoup,
    recovered, recover,
    recovering, revenue, revenues, repaid, repay, paid back, yielded, yield, yields, proceeds, dividends,
    dividend, ticket sales,
    drawn by, taken in, took in, pulled in, raked in, hauled in, haul, redeemed, redeemed at, banked, cashed,
    amassed, generated, generating,
    rentals, salvaged, salvaging, by the close, handed back, handing back, given back, gave back, giving back,
    take, payout, intake, takes in, turnover, recoupment, taking, realized, realised, netted,
    netting, cleared
money gross?: drawn, brought, attracted, scored, won back, brings, takes, took, returns, return, contributed,
    delivered, remitted, supplied, came from, total, tally, sales, sold, made, paid, coupon,
    coupons, theaters, theatres, audiences, ticket buyers, market, exhibitors, added, posted, income,
    profits, profit, accumulation, accumulated
verb gross?: clear, clearing, surpass, exceed, reached, reaching, stopped at, stopped, passed, climbed,
    settled, finished, ended at, crossed, hit, surpassed, exceeded, topped
money opening: weekend, first week, opening week, by sunday, domestic opening, american opening,
    north american opening, opening gross, opening of, opening receipts, opening takings,
    opening weekend, first weekend, debut weekend, opened to, opened with, opened at, launch weekend,
    debut frame, domestic|american|us debut of, debuted to|with|at, bowed to|with|at, friday to sunday,
    friday through sunday, bow of, opening three days, first three-day,
    opening frame, three-day receipts, three-day gross, three-day total, three-day take, weekend receipts,
    opening-weekend, first three days, opening days, first frame, three-day debut, opening session
money opening?: opening, opened to
money none: next weekend, second weekend, following weekend, third weekend, later weekends, second week,
    third week, per cent, in total, in all, at least, a total of
money marketing: advertising, marketing, prints and advertising, publicity, promotion, promotional,
    ad spend, p&a, marketed, to sell|advertise|promote|publicise|publicize the|it|that film|picture|movie
money salary: salary, salaries, fee, fees, wage, wages, paycheck, pay, per week, a week
money loan: loan, loans, grant, grants, subsidy, subsidies, mortgage, mortgaged, borrowed
money other: option, optioned, rights, adjusted, overrun, overruns, lawsuit, settlement, debt, debts,
    home video, dvd, rental,
    video, soundtrack, merchandise, merchandising, pre-sales, presales, music, disc, discs, goods,
    licensed, licensing, ancillary, streaming, television, toys, profit of, loss of, losses, surplus,
    shortfall, to the good, in the black, in the red

result won: win, wins, won, winning, oscars, oscar, statuettes, statuette, trophies, trophy, prizes,
    prize, baftas, césars,
    victories, victory, wins from, awarded, medals, awards
result nominated: nomination, nominations, nominated, nods, nod, bids, bid, shortlisted, nominees,
    nominee, citations

moment premiere: premiered, premiere, premieres, première, premières, unveiled,
    debuted, screened, unspooled, bowed
moment release: exposed to the public, put before the public, reached the public,
    release, released, releasing, opened, opens, opening, arrived, listed,
    listing, floated, float, launched, launch, hit theaters, went wide, reached theaters,
    in theaters, rolled out, trading, traded,
    theaters, theatres, cinemas, released in, issued, published, appeared, distributed, theatrical,
    screens, distribution
moment shoot: cameras, shooting, filming, principal photography, photography, production, shot, filmed,
    shoot, rolled, wrapped
moment birth: born, birth
moment none: dead of, dead end, dead heat, death row, death camp, death march, death scene, death trap
moment death: died, death, dying, passed away, dead
moment award: won, win, wins, award, awarded, nominated, nomination, nominations, jury, ceremony, prize,
    prizes, honored, honoured,
    selected, inducted, preserved, archived, enshrined, accepted, certified
moment founded: founded, founding, established, incorporated, co-founded, cofounded
moment setting: set in, setting, story, narrative, takes place, plot

scope all: beyond the oscars, besides the oscars, other than the oscars, outside the oscars,
    apart from the oscars, beyond the academy,
    besides the academy awards, other than the academy awards, outside the academy, overall, altogether,
    all told, in all, tally, tallies, register, across all, in total, aggregate, combined, haul of,
    ledger lists,
    worldwide tally, elsewhere, collectively, wider, total of, sum of

film main: the film, the picture, the movie, this film, this picture, the feature,
    the production, the venture,
    the new film, the new picture, the present film
film original: the original, the parent, its parent, ancestor, forebear, progenitor, the pioneer,
    first|original installment|instalment|chapter|entry
film previous: predecessor, forerunner, precursor,
    previous|preceding|prior installment|instalment|chapter|entry|adventure,
    previous|preceding|prior|last film|feature|picture|movie|effort|outing|venture|project|issue|entry,
    film before, picture before, movie before, the film|picture|movie|one before, one before it,
    made|directed|shot just|immediately|right before, last time out,
    previous|preceding|prior release, last release, film|picture|movie just|right|immediately before,
    film|picture|feature|movie before this, previous|preceding|last film's|picture's|movie's|feature's
film before: film|picture|movie before in the series, the film|picture|movie|one before in the series
film earlier: earlier film|feature|picture|movie|effort|outing|venture|project
yard earlier: earlier budget, earlier outlay, earlier sum, earlier stake, earlier cost, earlier gross,
    earlier figure, earlier investment
yard previous: previous budget, previous outlay, previous stake, prior outlay, prior budget, last outlay,
    last budget, previous sum,
    previous cost, previous gross, previous investment
yard next: next budget, next outlay
film debut: debut, debut feature, feature debut, directorial debut, first feature, first film,
    first picture, maiden feature
film next: successor, his|her|their next,
    next|following film|feature|picture|movie|effort|outing|venture|project|release,
    made just|immediately|right after, moved|went on to a|make, next time around|out,
    film|picture|feature|movie that came|comes after, next|following film's|picture's|movie's|feature's
film follow: follow-up, follow up, followup
film later: later|subsequent film|feature|picture|movie|effort|outing|venture|project
film sequel: sequel, sequels, continuation, spin-off, prequel
film remake: revival, reboot, remake
film short: short film, short from, short subject

person director: director, filmmaker, film-maker, auteur, helmer, author, animator, debutant, newcomer,
    writer-director,
    journeyman, cineaste, documentarian
person other: daughter, son, child, boy, girl, actress, actor, student, star, man, woman, widow, widower,
    friend, wife, husband,
    mother, father, brother, sister, character, protagonist, hero, heroine, orphan, kid, teenager, singer,
    composer, lead
"""


FILM_NOUNS: Final = word_set(
    """
    film feature picture movie installment instalment sequel prequel revival reboot remake release entry
    outing drama thriller western comedy musical documentary epic hit flop debut effort production
    original version adaptation romance fantasy horror biopic spin-off follow-up successor predecessor romp
    caper satire melodrama blockbuster title vehicle noir imitation retelling incarnation iteration copy rival
    retread update
    """
)
"""“A 2016 revival”: behind a year, these name a film by its year."""


CRITICS: Final = word_set("critic critics reviewer reviewers reviews notices")
RATERS: Final = CRITICS | word_set(
    """
    audience audiences viewers voters users votes ballots rating ratings score scores scored approval tomatoes
    tomatometer metacritic tmdb imdb
    """
)
"""Words that speak of a rating."""
RUNNING: Final = word_set("runs running ran run length lasts lasted")
"""Words that speak of a running time."""


def is_participle(word: str) -> bool:
    """Tell whether a word may be what was done with a sum: “drawn”, “risked”.

    >>> is_participle("risked"), is_participle("worldwide")
    (True, False)
    """
    return word.endswith("ed") or word in _PARTICIPLES


_PARTICIPLES = word_set("drawn spent taken made given paid sunk won brought lent laid put")


class CueRow(NamedTuple):
    """One phrase of the vocabulary."""

    words: tuple[str, ...]
    kind: str
    value: str
    is_weak: bool
    is_demonym: bool


def _spell_out(phrase: str) -> Iterator[str]:
    """Yield each phrase of a pattern: “prior|last film” is two."""
    return map(" ".join, product(*(word.split("|") for word in phrase.split())))


def _build_cues() -> dict[str, tuple[CueRow, ...]]:
    rows: dict[str, list[CueRow]] = {}

    def add(kind: str, value: str, phrase: str) -> None:
        words = split_words(phrase)
        row = CueRow(words, kind, value.rstrip("?"), value.endswith("?"), phrase in DEMONYMS)
        rows.setdefault(words[0], []).append(row)

    for head, phrases in read_rows(_CUES):
        kind, _, value = head.partition(" ")
        for phrase in chain.from_iterable(map(_spell_out, phrases)):
            add(kind, value, phrase)
    for kind, table in (("territory", TERRITORIES), ("event", EVENTS)):
        for value, phrases in read_rows(table):
            for phrase in phrases:
                add(kind, value, phrase)
    return {first: tuple(sorted(found, key=lambda row: -len(row.words))) for first, found in rows.items()}


CUES: Final[Mapping[str, tuple[CueRow, ...]]] = _build_cues()
"""First word to the phrases that begin with it, longest first."""
