"""Figures of something that is plainly not the dossier's film: “Marketing cost $55 million”.

A film's own amounts, length and days are told in so many words, metaphors above all, that a
figure which equals one of them is believed unless its words contradict it (`facts.refusal`).
A title that rules it does, whether or not facts know of its film what it states: “*Gravel Season* cost
$55 million”. What begins its clause may contradict it, too. Nobody tells a film's budget as the price of its
trailer, nor as what a film before it cost of which facts know nothing; and what somebody owed
or lost, or what an amount grew by, is neither a cost nor a take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import ARTICLES, PERSONAL_POSSESSIVES, PRONOUNS
from ledgergen.core.figures.derive.opening import CHANGES, CUTS, find_opening
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.wordlists import split_words, word_set


def find_other_subject(view: View) -> str:
    """Return what parts the clause of a figure from facts of the dossier's film: `subject` or `attribute`.

    Empty where nothing does.
    """
    if _is_of_other_title(view):
        return "subject"
    said, end = _read_subject(view)
    if _is_of_unknown_film(view, said):
        return "subject"
    is_thing = bool(said) and (
        said[-1] in _THINGS
        or (said[-1] in _PERSONS and _is_payment(view.reading.words_between(end, end + 2)))
        or (said[-1] in CUTS and not _UNFINISHED.isdisjoint(said))
    )
    is_money = view.claim.mention.kind is Kind.MONEY
    is_dealing = is_money and (_is_balance(view) or _is_hoped(view) or _is_change(view))
    return "attribute" if is_thing or is_dealing else ""


def is_of_other_person(view: View, datum: Datum) -> bool:
    """Tell whether a birth or a death is told of somebody by name, and a fact is of somebody else.

    “Jan Ek was born in 1981”: whoever he is, facts know nothing of him.
    """
    if datum.attribute not in _LIVES:
        return False
    claim, document = view.claim, view.reading.document
    words = document.words
    verb = next((at for at in range(claim.left - 1, claim.first, -1) if words[at] in _LIVED), claim.first)
    at = verb - 1
    while at >= claim.first and words[at] in _AUXILIARY:
        at -= 1
    if verb == claim.first or at < claim.first or not document.text[document.starts[at]].isupper():
        return False
    name = split_words(view.reading.index.entities[datum.subject].name)
    return words[at] not in _PRONOUNS and words[at].removesuffix("'s") not in name


def is_age_of_other(view: View) -> bool:
    """“Her son was 38”, “the studio was 38 years old”: an age of whom, or of what, facts know none."""
    said, _ = _read_subject(view)
    is_named = any(c.kind == "person" and c.value == "name" and c.start < view.claim.left for c in view.cues)
    is_kin = said[1:] and said[-1] in _KIN and (said[0] in PERSONAL_POSSESSIVES or said[-2].endswith("'s"))
    return bool(said) and not is_named and bool(is_kin or said[-1] in _AGED)


def is_own(datum: Datum) -> bool:
    """Tell whether a fact is of the dossier's film, and in an attribute that all sorts of words may tell."""
    return datum.subject == MAIN and datum.attribute in _OWN


def is_measured_otherwise(view: View, inputs: Iterable[Datum]) -> bool:
    """Tell whether words behind a multiple name a measure that is none of its inputs.

    “Three times its marketing budget”, “three times what her previous film had”, of which facts know nothing.
    """
    claim = view.claim
    cues = [c for c in view.cues if claim.right <= c.start < view.find_break(_MEASURE)]
    groups = {GROUPS.get(datum.attribute, datum.attribute) for datum in inputs}
    special = {c.value for c in cues if c.kind == "money" and c.value in _SPECIAL}
    if any(c.kind == "territory" for c in cues):
        special.discard("salary")  # “everything America would pay”
    if special and special.isdisjoint(groups):
        return True
    return any(c.kind == "film" and c.value == _PREVIOUS and set(c.entities) == {UNKNOWN} for c in cues)


def _is_of_other_title(view: View) -> bool:
    """Tell whether the title of another film rules a figure, whatever facts know of it."""
    claim = view.claim
    if not claim.is_governed or MAIN in claim.films:
        return False
    titles = (cue for cue in view.cues if cue.kind == "film" and not cue.is_weak)
    if claim.mention.kind is Kind.DATE:
        return any(cue.start < claim.left for cue in titles)  # “in 1994 her account consisted of *Dusk*”
    return any(titles)


def _is_of_unknown_film(view: View, said: tuple[str, ...]) -> bool:
    """Tell whether a clause begins with a film that is not the dossier's, and that no fact knows."""
    if not said:
        return False
    head, index = said[-1], view.reading.index
    if head in _AFTER:
        is_known = any(e.kind == "film" and e.data for e in index.entities[1:]) or _may_be_sequel(index)
        return not is_known
    if head in _OTHERS and view.claim.mention.unit not in _COARSE:
        return True
    is_earlier = head in _EARLIER or (head in FILM_NOUNS and not _EARLIER.isdisjoint(said))
    return is_earlier and all(number == UNKNOWN for number in view.claim.films)


def _may_be_sequel(index: FactIndex) -> bool:
    """Tell whether the dossier's film may itself be called a sequel: its title or its number says so."""
    if _NUMBERED.search(index.dossier.title):
        return True
    numbers = index.find(MAIN, "film_number")
    return any("series" in datum.fact.qualifiers for datum in numbers)


def _is_balance(view: View) -> bool:
    """“The studio lost $55 million”, “owed $2 million in taxes”."""
    return not _BALANCES.isdisjoint(view.before(1))


def _is_hoped(view: View) -> bool:
    """“The producers had hoped for $165 million”, “analysts predicted $2 million”."""
    return not _HOPES.isdisjoint(view.before(_HOPED))


def _is_change(view: View) -> bool:
    """“The budget was raised by $5 million”."""
    before = view.before(_CHANGED)
    return stands_behind_by(before, len(before)) and not CHANGES.isdisjoint(before)


def _is_payment(verb: tuple[str, ...]) -> bool:
    """“The star was paid $9 million”, “her writers cost $2 million”."""
    return verb[0] in _PAYING or (verb[0] in _PASSIVE and verb[1] == "paid")


def _read_subject(view: View) -> tuple[tuple[str, ...], int]:
    """Return the words of the noun phrase that the clause begins with, and where its verb is."""
    words = view.reading.document.words
    left = view.claim.left
    first, end = find_opening(view, view.reading.read_clause(view.claim).first)
    first += words[first] in ARTICLES
    if end == left or end - first > _LONGEST:
        return (), first
    is_whole = words[end] != "of" or words[end - 1] in CUTS  # “one set of books”
    goes_on = not _GOING_ON.isdisjoint(words[end:left])  # “scenes went, until it stood at 90 minutes”
    said = words[first:end] if is_whole and not goes_on else ()
    return tuple(word for word in said if word not in _IDLE), end


_LIVES = frozenset({"birth_date", "death_date"})
_LIVED = frozenset({"born", "died"})
_AUXILIARY = word_set("was were had been is are")
_PRONOUNS = PRONOUNS | word_set("who i we both")
_KIN = word_set("son daughter child brother sister wife husband mother father uncle aunt cousin")
_AGED = word_set(
    """
    studio company firm bank house theater theatre cinema camera town village harbor building ship
    """
)
_LONGEST = 6
_MEASURE = 6
_CHANGED = 6
_HOPED = 3
_IDLE = word_set("alone itself * _ then also")
_GOING_ON = word_set("until when while but and so before after as")
_OWN: Final = word_set("budget gross opening_weekend runtime release_date premiere_date shooting_days")
_SPECIAL = frozenset({"marketing", "salary"})
_PREVIOUS = "previous"
"""What cues call the film before."""
_EARLIER = word_set("previous earlier preceding prior predecessor forerunner precursor")
_OTHERS = word_set("rival rivals competitor competitors franchise saga trilogy films pictures movies")
"""No film of its own right is called so."""
_COARSE = frozenset({"month", "season", "year"})
_AFTER = word_set("sequel prequel remake reboot spin-off")
_NUMBERED = re.compile(r"\b(?:[2-9]|I{2,3}|IV|VI{0,3}|IX|Two|Three|Part|Returns?|Chapter)\b|:")
_UNFINISHED = word_set(
    "director's television first rough initial original early longest longer working assembly"
)
_BALANCES = word_set("lost loses losing owed owes owing")
_HOPES = word_set("hoped hoping expected expecting predicted projected forecast forecasted break-even")
_PASSIVE = word_set("was were been be")
_PAYING = word_set("cost costs earned received pocketed charged demanded")
_PERSONS = word_set(
    """
    actor actors actress actresses choreographer cinematographer composer director directors distributor
    editor landlord lawyer lawyers novelist novelists photographer screenwriter shareholders star stars
    stuntman stuntmen writer writers
    """
)
_THINGS: Final = word_set(
    """
    advertising album albums book campaign cast catering costumes crew dance dvd dvds effects estate
    extras game games insurance insurer insurers lawsuit lawsuits marketing merchandise merchandising
    musical novel novels offer offers ovation party play prices promotion publicity rehearsal rehearsals
    reshoot reshoots rights salaries salary scene scenes score screenplay script scripts sequence serial
    set sets settlement shot song soundtrack speech storm strike tax taxes teaser television toys trailer
    trailers trial video videos wages wardrobe
    """
)
"""What has a price, a length or a day of its own."""
