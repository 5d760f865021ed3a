"""Words of prose, as the passage judge compares them.

Two sentences are about the same thing when they share the words that carry
meaning, so words are folded to *stems*: lower case, possessive and inflection
taken off by a light stemmer. Words of one meaning fold together, too
(`thesaurus`), where prose is compared with prose. Folding the same way on both sides matters more
than folding well: a stem need not be a word. Words that carry no meaning
(articles, prepositions, auxiliaries, number words) are *stop words*; they
keep their place, because a copied phrase copies them too, but weigh nothing.

Everything here is data and text in, values out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from ledgergen.core.figures.passages.thesaurus import ROWS

_STOP_WORDS = """
    a an the of in on at to for from by with and or but as is was were be been being are it its this that
    these those he she they him his her hers their them i me my we us our you your who whom whose which what
    when where while than then there here into over under after before during about between among within
    without through up down out off per via not no nor so such if also only just very more most less least
    fewer other another some any all each every both own same too can could will would shall should may might
    must do does did done has have had having said says say according around approximately roughly nearly
    almost s t re ve ll d m one two three four five six seven eight nine ten eleven twelve first second third
    fourth fifth sixth seventh eighth ninth tenth once twice
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million billion hundreds thousands millions estimated dollars
"""
_STOPPED = frozenset(_STOP_WORDS.split())

_ENDINGS = {ending[-2:]: ending for ending in ("ing", "ed", "er", "ly", "ion", "al")}
"""By their last two letters."""
_STEM_LETTERS = 7
_SHORTEST = 3
# Words that the endings above would not bring together.
_SAME = {
    "won": "win",
    "winner": "win",
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "person",
    "died": "death",
    "dies": "death",
    "dead": "death",
    "die": "death",
    "dying": "death",
    "sold": "sell",
    "sale": "sell",
    "sales": "sell",
    "yr": "year",
    "yrs": "year",
    "min": "minute",
    "mins": "minute",
    "hr": "hour",
    "hrs": "hour",
    "sec": "second",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "ft": "foot",
    "feet": "foot",
    "km": "kilometer",
    "kilometre": "kilometer",
    "metre": "meter",
    "centimetre": "centimeter",
    "cm": "centimeter",
    "mm": "millimeter",
    "kg": "kilogram",
    "began": "begin",
    "begun": "begin",
    "led": "lead",
    "made": "make",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "spent": "spend",
    "cost": "cost",
    "costs": "cost",
    "paid": "pay",
    "born": "birth",
    "grew": "grow",
    "rose": "rise",
    "risen": "rise",
    "fell": "fall",
    "fallen": "fall",
    "became": "become",
    "wrote": "write",
    "written": "write",
    "shot": "shoot",
    "held": "hold",
    "built": "build",
    "beat": "beat",
    "beaten": "beat",
    "uk": "british",
    "britain": "british",
    "percent": "%",
    "television": "tv",
    "–": "-",
    "—": "-",
    "−": "-",
}


_MOST_KEPT = 65_536


class _Kept(dict[str, str]):
    """What the words asked for so far fold to; a look at a dictionary is all that most of them cost."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        folded = self[word] = self._fold(word)
        return folded


def _fold(word: str) -> str:
    low = word.lower()
    if "'" in low or "’" in low:
        low = low.replace("’", "'").removesuffix("'s")
    if low in _SAME:
        return _SAME[low]
    if low.endswith("s"):
        if low[:-1] in _SAME:
            return _SAME[low[:-1]]
        if len(low) > _SHORTEST and low[-2] != "s":
            low = low[:-1]
    if len(low) <= _SHORTEST:
        return low
    ending = _ENDINGS.get(low[-2:], "")
    if ending and len(low) - len(ending) >= _SHORTEST and low.endswith(ending):
        low = low[: -len(ending)]
    if low[-1] in "eyi":
        low = low[:_SHORTEST] + low[_SHORTEST:].rstrip("eyi")
    if len(low) > 4 and low[-1] == low[-2]:
        low = low[:-1]
    return low[:_STEM_LETTERS]


_STEMS = _Kept(_fold)
_MEANINGS = {_fold(word): _fold(row.split()[0]) for row in ROWS.strip().splitlines() for word in row.split()}
"""For each stem of the thesaurus, the one that stands for its row."""


def _fold_meaning(word: str) -> str:
    stem = _fold(word)
    return _MEANINGS.get(stem, stem)


_SENSES = _Kept(_fold_meaning)


def find_stem(word: str) -> str:
    """Fold a word so that its inflections meet.

    >>> find_stem("Nominations") == find_stem("nominated")
    True
    >>> find_stem("director's") == find_stem("directors")
    True
    """
    return _STEMS[word]


def find_sense(word: str) -> str:
    """Fold a word so that its inflections meet, and the words that mean the same.

    >>> find_sense("endings") == find_sense("conclusion")
    True
    """
    return _SENSES[word]


def find_senses(words: Iterable[str]) -> list[str]:
    """Fold each of many words."""
    return [*map(_SENSES.__getitem__, words)]


@lru_cache(maxsize=_MOST_KEPT)
def carries_meaning(word: str) -> bool:
    """Tell whether a word says something of what its sentence is about.

    >>> carries_meaning("budget"), carries_meaning("the"), carries_meaning("12")
    (True, False, False)
    """
    return len(word) > 1 and not word[0].isdigit() and word.lower() not in _STOPPED


_PERSONS = """
    person man woman boy girl child kid teenager teen male female adult baby victim suspect student pupil
    worker employee soldier officer passenger player youth resident patient member guest actor survivor
    individual inmate civilian fan user viewer spectator moviegoer people audience participant hopeful
"""
_PERSON_STEMS = frozenset(map(find_stem, _PERSONS.split()))
_PERSON_ENDINGS = ("ers", "ists", "ors", "ants", "ians", "men", "women")


def is_person(noun: str) -> bool:
    """Tell whether a noun names people by a word that others may stand for when people are counted.

    >>> is_person("women"), is_person("teenagers"), is_person("days")
    (True, True, False)
    """
    return find_stem(noun) in _PERSON_STEMS


def may_be_people(noun: str) -> bool:
    """Tell whether a noun looks like people: “painters” does, “guards” does not."""
    return is_person(noun) or noun.endswith(_PERSON_ENDINGS)
