"""Phrases of the vocabulary that are no cues where they stand.

A word says what a figure is about only in the sense that the vocabulary has it in: “a
week's pay” is a fee, and who “would pay” pays for whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.bind.vocabulary import CueRow
from ledgergen.core.figures.closed_classes import BEING
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, ORDINALS
from ledgergen.core.figures.wordlists import split_words, word_list, word_set


def is_misread(row: CueRow, words: Sequence[str], place: int) -> bool:
    """Tell whether a phrase that begins at a place is used there in another sense."""
    phrase, value = row.words, row.value
    end = place + len(phrase)
    if row.is_demonym and MARKET_WORDS.isdisjoint(words[end : end + 3]):
        return True
    if len(phrase) == 1 and phrase[0] in WIDE_WORDS and not _names_market(words, end):
        return True
    known = _SENSES.get(value)
    return known is not None and known(words, place, end)


def _names_market(words: Sequence[str], place: int) -> bool:
    """“International registers” are no market, and “a foreign-language film” says nothing of abroad."""
    place += words[place : place + 1] in _HYPHENS
    return _NO_MARKETS.isdisjoint(words[place : place + 1])


def _are_apart(words: Sequence[str], place: int, _end: int) -> bool:
    """“The gap between home and abroad” sets two markets against each other, and is not of the world."""
    return words[place - 1 : place] in _BETWEEN


MARKET_WORDS: Final = word_set(
    """
    theaters theatres theater theatre box receipts audience audiences market markets ticket tickets
    gross grosses release releases cinemas cinema opening screens screen returns sales exhibitors
    exhibitor vault territory territories run moviegoers filmgoers cinemagoers buyers earnings total
    share public distribution premiere float listing take takings ledger ledgers revenue revenues
    admissions viewers debut launch theatrical rights weekend multiplexes houses bow engagement
    collections tally account accounts ticketholders income proceeds business patrons customers wallets
    shores soil borders
    """
)
"""A word of nationality is a territory only beside one of these: “French theaters”."""

WIDE_WORDS: Final = word_set("foreign international global world")

_NO_MARKETS: Final = word_set(
    """
    language languages tongue register registers registry film films picture pictures press prize prizes
    title titles bank banks investor investors partner partners financiers backers financier lender lenders
    correspondents star stars cast crew company companies co-producers coproducers production festival
    festivals award awards premiere affairs war wars art critics jury juries tour fame table tables currency
    currencies exchange renown reputation cinema history record
    """
)
"""Behind one of these, a wide word is no territory: “a foreign language”, “its world premiere”."""


def _ranks(words: Sequence[str], place: int, end: int) -> bool:
    """“The first picture in a foreign language to clear $100 million” is nobody's debut."""
    if words[place] == "debut":
        is_shown = bool(place) and words[place - 1] in _SHOWN_IN
        return is_shown or (end == place + 1 and words[end : end + 1] in _SHOWING)
    return words[place : place + 1] == ("first",) and (
        words[place - 1 : place] == ("the",) and words[end : end + 1] in _FIRST_AMONG
    )


def _is_done(words: Sequence[str], place: int, end: int) -> bool:
    """“Would eventually pay”, “made the voyage pay”: a verb, and no fee."""
    before = words[max(place - 3, 0) : place]
    is_modal = before[-1:] in _MODALS or (before[-2:-1] in _MODALS and before[-1].endswith("ly"))
    return (is_modal or not _PAYING.isdisjoint(before)) and words[place:end] == ("pay",)


def _is_counted(words: Sequence[str], place: int, end: int) -> bool:
    """“Two official sequels” are counted, and “the first animated sequel to win it” is whichever film won."""
    before = words[max(place - 2, 0) : place]
    if words[end - 1].endswith("s"):
        return not CARDINALS.keys().isdisjoint(before)
    return words[end : end + 1] == ("to",) and not ORDINALS.keys().isdisjoint(before)


def _is_opened(words: Sequence[str], place: int, end: int) -> bool:
    """A film opens; what is opened is an account."""
    return words[place:end][:1] == ("opened",) and not _BEING.isdisjoint(words[place - 1 : place])


def _names_no_home(words: Sequence[str], place: int, end: int) -> bool:
    """“Home ports” and “native audiences” are a market; “took home three prizes” names none.

    Whatever the trade that a writer makes of them, those who pay are many, and so is what they pay.
    """
    if words[place:end] not in _HOMES:
        return False
    noun, before = "".join(words[end : end + 1]), "".join(words[place - 1 : place])
    is_many = noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in _NO_HOMES
    return before in _BRINGING or not (is_many or noun in _HOME_WORDS)


_HOMES = {("home",), ("native",)}
_HOME_WORDS = MARKET_WORDS.union(word_list("front soil turf ground country nation land public crowd"))
_NO_HOMES = word_set("movies videos games runs towns studios truths tongues speakers sons was has")
_BRINGING = word_set("take took taken takes bring brought brings send sent came come went go drove")


def _is_compound(words: Sequence[str], place: int, _end: int) -> bool:
    """“A low-budget film” took so much: the word says what sort of film it is.

    And what the buyers of tickets spent is no cost of the film's.
    """
    is_theirs = words[place] in _SPENDING and not _BUYERS.isdisjoint(words[max(place - _NEAR, 0) : place])
    return is_theirs or words[place - 1 : place] in _HYPHENS


def _is_taken_up(words: Sequence[str], place: int, end: int) -> bool:
    """“Matched that tally of nominations”: one that was told, and not all there are."""
    return words[place - 1 : place] in _POINTED and words[place:end] in _TALLIES


_POINTED = {("that",), ("this",)}
_TALLIES = {("tally",), ("haul", "of"), ("total", "of")}
_SPENDING = frozenset({"spent", "spend", "spends", "spending"})
_BUYERS = frozenset({"audiences", "moviegoers", "filmgoers", "buyers", "patrons", "crowds", "ticket"})
_NEAR = 6
_BETWEEN = {("between",)}
_SENSES = {
    "all": _is_taken_up,
    "cost": _is_compound,
    "home": _names_no_home,
    "salary": _is_done,
    "sequel": _is_counted,
    "worldwide": _are_apart,
    "debut": _ranks,
    "opening": _is_opened,
}
"""By the value of the cue, what tells that it is none."""
_PAYING = frozenset({"made", "makes", "making", "make", "let", "helped"})
_HYPHENS = {("-",), ("‑",)}
_MODALS = {
    (word,) for word in word_list("would will could can should shall must may might to did does do not")
}
_BEING = BEING | {"are", "being"}
_SHOWN_IN = frozenset(
    split_words(
        "domestic american theatrical festival stage world box-office broadway television market home"
    )
)
"""“The domestic debut” is of the film, and is none of the director's."""
_SHOWING = {(word,) for word in word_list("weekend week frame session day night run")}
_FIRST_AMONG = {
    (word,) for word in ("in", "to", "from", "by", "ever", "with", "since", "on", "about", "made")
}
