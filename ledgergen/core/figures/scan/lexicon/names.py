"""Idioms and names that hold number words and claim nothing, as data.

An idiom is a phrase with its number word in brackets: “at [first]”. The rows
are matched word by word around a mention, so a phrase costs nothing where its
number word does not stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ledgergen.core.figures.wordlists import word_set

_IDIOMS: Final = """
[one] - dimensional, [one] - liner, [one] - liners, [one] - note, [one] - of, [one] - off, [one] -
sided, [one] - stop, [one] - upmanship, [one] - upped, [one] - way, [one] after another, [one] after the
other, [one] and all, [one] and only, [one] and the same, [one] another, [one] believes, [one] by [one],
[one] can, [one] cannot, [one] could, [one] counts, [one] day, [one] has to, [one] imagines, [one] may,
[one] might, [one] more time, [one] must, [one] needs, [one] of a, [one] of few, [one] of her, [one] of
his, [one] of its, [one] of many, [one] of my, [one] of only, [one] of our, [one] of several, [one] of
the, [one] of their, [one] of them, [one] of these, [one] of those, [one] of your, [one] or another,
[one] or other, [one] reckons, [one] should, [one] size fits all, [one] step ahead, [one] suspects,
[one] thing, [one] trusts, [one] wants, [one] way or another, [one] way or the other, [one] wonders,
[one] would, all in [one], another [one], any [one], as [one], at [one] go, at [one] point, at [one]
stroke, at [one] time, back to square [one], bad [one], better [one], big [one], by [one] account, by
[one] accounting, by [one] count, by [one] estimate, by [one] reckoning, day [one], each [one], earlier
[one], every [one], final [one], first [one], for [one] thing, from [one] to the next, good [one], in
[one] breath, in [one] fell, in [one] fell swoop, in [one] form, in [one] go, in [one] sense, in [one]
version, in [one] way, in more than [one], than [one] direction, than [one] occasion,
last [one], later [one], loved [one], new [one], next [one], no [one], old [one],
on [one] hand, on the [one] hand, previous [one], small [one], some [one], square [one], such [one],
take [one], that [one], the [one] place, the [one] that, the [one] thing, the [one] which, the [one]
who, the other [one], this [one], which [one],
[first] - class, [first] - degree, [first] - hand, [first] - look, [first] - name, [first] - person,
[first] - rate, [first] aid, [first] and foremost, [first] class, [first] come, [first] dibs, [first]
glance, [first] hand, [first] lady, [first] name, [first] of all, [first] principles, [first] refusal,
[first] sight, [first] things [first], at [first], come [first], from the [first], head [first], in the
[first] place, of the [first] order, of the [first] rank, put [first], things [first],
[second] - class, [second] - guess, [second] - guessed, [second] - guesses, [second] - guessing,
[second] - hand, [second] - in - command, [second] - rate, [second] chance, [second] fiddle, [second]
guess, [second] guessed, [second] guessing, [second] hand, [second] in command, [second] nature,
[second] sight, [second] skin, [second] thought, [second] thoughts, [second] to none, [second] wind, a
split [second], every [second] counts, split - [second],
[third] - party, [third] - rate, [third] degree, [third] parties, [third] party, [third] rail, [third]
wheel, [third] world,
[fourth] estate, [fourth] wall,
[fifth] column, [fifth] estate, [fifth] wheel, plead the [fifth], the [fifth] amendment,
[sixth] sense,
[seventh] art, [seventh] heaven,
[eleventh] - hour, [eleventh] hour,
[zero] - sum, [zero] hour, [zero] in, [zero] sum, day [zero], ground [zero], patient [zero], sub -
[zero],
[two] - dimensional, [two] - edged, [two] - faced, [two] - fold, [two] - hander, [two] - reeler, [two] -
reelers, [two] - shot, [two] - tone, [two] cents, [two] peas, [two] sides of the same, in [two] minds,
[three] - d, [three] - dimensional, [three] - hander, [three] - ring circus, [three] cheers, [three]
ring circus,
[four] - letter, [four] - square, [four] corners of, all [four] corners,
[six] feet under,
[seven] seas,
[nine] lives, [nine] to [five], cloud [nine], on cloud [nine], the whole [nine] yards,
[ten] a penny, [ten] to [one],
catch - [22], catch [22],
a [thousand] cuts, a [thousand] times over, a [thousand] words, bat a [thousand], batting a [thousand],
death by a [thousand] cuts,
[million] - dollar question, [million] dollar question, a [million] miles, a [million] ways, never in a
[million], one in a [million], thanks a [million],
[hundred] - proof, [hundred] and ten percent, a [hundred] times over,
[half] - baked, [half] - brother, [half] - empty, [half] - expected, [half] - finished, [half] -
forgotten, [half] - full, [half] - hearted, [half] - heartedly, [half] - hidden, [half] - life, [half] -
light, [half] - mast, [half] - measures, [half] - remembered, [half] - ruined, [half] - sister, [half] -
truth, [half] - truths, [half] - way, [half] a mind, [half] expected, [half] expecting, [half] measures,
[half] the battle, [half] way, better [half], too clever by [half],
[double] - barreled, [double] - bill, [double] - booked, [double] - checked, [double] - cross, [double]
- decker, [double] - double, [double] - edged, [double] - entry, [double] [double], [double] act,
[double] agent, [double] album, [double] as, [double] back, [double] bill, [double] bills, [double]
blind, [double] bluff, [double] booked, [double] check, [double] down, [double] duty, [double] entendre,
[double] entry, [double] feature, [double] helping, [double] jeopardy, [double] life, [double] meaning,
[double] negative, [double] or nothing, [double] standard, [double] standards, [double] take, [double]
vision, body [double], on the [double], stunt [double],
[doubled] as, [doubled] back, [doubled] down, [doubled] up,
[doubling] as, [doubling] down,
[doubles] as, [doubles] down, [doubles] match, [doubles] team, [doubles] title,
[triple] - a, [triple] - double, [triple] a, [triple] crown, [triple] jump, [triple] threat,
[first] act, [second] act, [third] act, [first] acts, [second] acts, [third] acts,
[twice] about, [twice] over, once or [twice], think [twice], thought [twice],
all at [once], not [once],
a [single] - minded,
[24] / 7,
24 / [7],
[9] / 11,
9 / [11],
[50] - 50, 50 - [50],
"""


class Idiom(NamedTuple):
    """The words around the number word of a phrase."""

    before: tuple[str, ...]
    """Nearest first."""
    after: tuple[str, ...]


def _read_idioms(table: str) -> dict[tuple[str, int, str], tuple[Idiom, ...]]:
    """Index the phrases by number word and one neighbor: (“one”, 1, “another”), (“first”, -1, “at”)."""
    rows: dict[tuple[str, int, str], list[Idiom]] = {}
    for phrase in table.replace("\n", " ").split(","):
        words = phrase.split()
        at = next((index for index, word in enumerate(words) if word.startswith("[")), -1)
        if at < 0:
            continue
        idiom = Idiom(tuple(reversed(words[:at])), tuple(words[at + 1 :]))
        side, neighbor = (1, idiom.after[0]) if idiom.after else (-1, idiom.before[0])
        rows.setdefault((words[at].strip("[]"), side, neighbor), []).append(idiom)
    return {key: tuple(idioms) for key, idioms in rows.items()}


IDIOMS: Final[Mapping[tuple[str, int, str], tuple[Idiom, ...]]] = MappingProxyType(_read_idioms(_IDIOMS))
"""(number word, side, neighbor) → idioms; the side is 1 where the neighbor follows."""

NAME_HEADS: Final = word_set("""
    part chapter episode volume
    channel studio area route highway interstate autobahn boeing airbus douglas lockheed apollo gemini
    soyuz flight formula windows xbox playstation nintendo pier gate room stalag catch district precinct
    ward zone sector platform terminal berth bus runway hangar locomotive unit camp block bbc itv rtl
    canal antenna film cinema mosfilm opus symphony concerto sonata psalm mach mark mk model type
    version ios android iphone ipad galaxy u nasdaq ftse s&p dow cac dax nikkei covid leica arriflex
    eastman kodak dolby expo super panavision techniscope
    """)
"""Capitalized words that a number after them names: “Channel 4”."""

NUMBERED: Final = word_set("""
    no nos number numbers № # season seasons episode episodes chapter chapters volume vol part section
    sections article clause paragraph line page pages pp passage form schedule rule appendix table
    figure fig footnote note question box item step radio issue day round stage phase leg lap heat tier
    """)
"""Words that a number after them puts in order: “season 2”, “No. 1”, “Section 50”."""
