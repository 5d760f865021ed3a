"""Idioms and names that hold number words and claim nothing, as data.

An idiom is a phrase with its number word in brackets: “at [first]”. The rows
are matched word by word around a mention, so a phrase costs nothing where its
number word does not stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

_IDIOMS: Final = """
[one] of the, [one] of his, [one] of her, [one] of its, [one] of their, [one] of our, [one] of those, [one] of these, [one] of them, [one] of my, [one] of your, [one] of only, [one] of few, [one] of many, [one] of several, [one] of a, [one] another, no [one], any [one], every [one], each [one], some [one], this [one], that [one], the [one] who,
the [one] that, the [one] thing, the [one] place, the [one] which, which [one], another [one], new [one], old [one],
good [one], bad [one], better [one], big [one], small [one], last [one], next [one], first [one],  such [one],
loved [one], the other [one], previous [one], earlier [one], later [one], final [one],
on the [one] hand, on [one] hand, at [one] point, at [one] time, at [one] stroke, at [one] go, in [one] go, in [one] sense, in [one] way,
in [one] form, in [one] breath, in [one] fell swoop, [one] by [one], [one] after another, [one] after the other, [one] day,
[one] more time, [one] might, [one] must, [one] would, [one] could, [one] can, [one] may, [one] should, [one] cannot, [one] has to,
[one] needs, [one] wants, [one] wonders, [one] imagines, [one] suspects, [one] thing, [one] way or another, [one] way or the other,
as [one], back to square [one], square [one], number [one], take [one], from [one] to the next, for [one] thing,
[one] side, all in [one], [one] on [one], [one] size fits all, [one] and all, [one] or other, [one] or another, day [one],
[one] and only, [one] and the same, [one] step ahead, [one] trusts, [one] believes, [one] counts, [one] reckons, by [one] account,
by [one] accounting, by [one] estimate, by [one] reckoning, by [one] count, in [one] version, in [one] fell, [one] - of, [one] - off,
[one] - sided, [one] - way, [one] - note, [one] - stop, [one] - liner, [one] - liners, [one] - upmanship, [one] - dimensional, [one] - upped,
[one] - to, 
at [first], [first] and foremost, [first] of all, in the [first] place, [first] things [first], things [first], from the [first], [first] glance,
[first] sight, [first] hand, [first] - hand, [first] class, [first] - class, [first] - rate, [first] name, [first] - name, [first] person,
[first] - person, [first] refusal, head [first], [first] come, come [first], put [first], [first] lady, [first] aid, [first] impression, [first] impressions,
[first] principles, [first] degree, [first] - degree, [first] - look, [first] dibs, of the [first] order, of the [first] rank, [first] string,
[first] - person,  [first] order,
[second] - guess, [second] - guessed, [second] - guessing, [second] - guesses, [second] guess, [second] guessed, [second] guessing, [second] nature,
[second] thought, [second] thoughts, [second] to none, [second] hand, [second] - hand, [second] - rate, [second] - class, [second] wind,
[second] fiddle, [second] sight, [second] opinion, [second] chance, [second] best, [second] in command, [second] - in - command, 
[second] - string, a split [second], split - [second], every [second] counts,  [second] skin,
[third] party, [third] - party, [third] parties, [third] - rate, [third] person, [third] - person, [third] wheel, [third] world, [third] degree, [third] rail,
[third] way, [fourth] wall, [fourth] estate, [fifth] column, [fifth] wheel, [fifth] estate, [sixth] sense, [seventh] art, [seventh] heaven,
[eleventh] hour, [eleventh] - hour, the [fifth] amendment, plead the [fifth],
[zero] in, ground [zero], [zero] - sum, [zero] sum, [zero] hour, sub - [zero],  patient [zero], day [zero],
[two] - edged, [two] - faced, [two] - fold, [two] cents, [two] sides of the same, in [two] minds,  [two] - hander, [two] - tone, [two] peas,
[two] - shot, [two] - reeler, [two] - reelers, [two] - dimensional, [two] - step,
[three] - dimensional, [three] - hander, [three] ring circus, [three] - ring circus, [three] - d, [three] cheers,
[four] - square, [four] - letter, on all [fours], all [four] corners, [four] corners of, [five] - star, [six] feet under, [seven] seas, [nine] lives,
[nine] to [five], cloud [nine], dressed to the [nines], on cloud [nine], to the [nines], the whole [nine] yards, [ten] a penny,
[ten] to [one], forty - [eight] frames, catch - [twenty two], catch - [22], catch [22], twenty [twenty] vision,
a [thousand] cuts, a [thousand] words, a [thousand] times over, one in a [million], a [million] miles, a [million] ways, [million] dollar question,
[million] - dollar question, [hundred] - proof, a [hundred] times over, [hundred] and ten percent, death by a [thousand] cuts, thanks a [million],
never in a [million], bat a [thousand], batting a [thousand],
[half] - hearted, [half] - heartedly, [half] - baked, [half] measures, [half] - measures, [half] - way, [half] way, [half] the battle, [half] a mind, [half] - truth,
[half] - truths, better [half], [half] - light, [half] - forgotten, [half] - finished, [half] - brother, [half] - sister, [half] - hidden, [half] - remembered,
[half] - mast, [half] - life, too clever by [half], [half] expected, [half] expecting, [half] - expected, [half] - ruined, [half] - empty, [half] - full,
[double] - edged, [double] down, [doubled] down, [doubling] down, [doubles] down, [double] bill, [double] bills, [double] feature, [double] take, [double] agent,
[double] - cross, [double] life, [double] standard, [double] standards, [double] act, [double] album, [double] duty, [double] jeopardy, [double] entendre,
[double] - entry, [double] entry, [double] booked, [double] - booked, [double] helping, [double] - checked, [double] check, [double] - bill, [double] back, [doubled] back,
[double] as, [doubled] as, [doubles] as, [doubling] as, [doubled] up, [double] - decker, [double] - barreled, [double] vision, [double] blind, [double] meaning,
[double] bluff, [double] negative, body [double], [double] or nothing, stunt [double], on the [double], [doubles] team, [doubles] match, [doubles] title,
[double] - double, [double] [double], [triple] - double, [triple] a, [triple] crown, [triple] threat, [triple] jump, [triple] - a,
[twice] over, think [twice], thought [twice], once or [twice], [twice] about,
not [once], all at [once],
a [single] - minded
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

NAME_HEADS: Final = frozenset(
    """
    channel studio area route highway interstate autobahn boeing airbus douglas lockheed apollo gemini soyuz flight formula
    windows xbox playstation nintendo pier gate room stalag catch district precinct ward zone sector platform terminal
    berth bus runway hangar locomotive unit camp block bbc itv rtl canal antenna film cinema mosfilm opus symphony
    concerto sonata psalm mach mark mk model type version ios android iphone ipad galaxy
    u nasdaq ftse s&p dow cac dax nikkei covid leica arriflex eastman kodak dolby expo
    """.split()
)
"""Capitalized words that a number after them names: “Channel 4”."""

NUMBERED: Final = frozenset(
    """
    no nos number numbers № # season seasons episode episodes chapter chapters volume vol part section sections
    article clause paragraph line page pages pp passage form schedule rule appendix table figure fig footnote
    note question box item step radio issue
    """.split()
)
"""Words that a number after them puts in order: “season 2”, “No. 1”, “Section 50”."""
