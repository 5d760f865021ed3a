"""The film in focus: whom “it”, “the film” and a sentence without any subject of its own go on about.

A title brings its film into focus until the next one does, within its paragraph;
a title spoken of by comparison does not. A film that begins its sentence is what
the talk is *about*, and the next sentence may go on about it without a pronoun:
“*Salt Road* opened in May. Receipts came to $1.5 million.”

Passages of evidence say “the film” of whatever film they are about, and often
that is not the dossier's: “The Glass Key is a 1935 crime film … The film cost
$340,000.” The films that passages begin by defining are learnt by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_oblique, is_passed
from ledgergen.core.figures.bind.subject import Focus, unique
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.text import Document
from ledgergen.core.figures.wordlists import word_list, word_set


def learn_topics(document: Document, index: FactIndex) -> None:
    """Make known the films that paragraphs begin by defining: “X is a 1974 thriller film …”."""
    for sentence, span in enumerate(document.sentences):
        if sentence not in document.openings:
            continue
        tokens = document.tokens_in(span)
        end = _find_name_end(document, tokens)
        if end > tokens.start and _defines_film(document.words, end, tokens.stop):
            name = document.text[document.starts[tokens.start] : document.ends[end - 1]]
            if not index.register.read_name(name):
                index.register.learn_title(name)


def find_focus(
    document: Document, spans: Sequence[range], cues: Sequence[Cue], index: FactIndex, *, is_plain: bool
) -> Iterator[tuple[Focus, list[Cue]]]:
    """Yield for each sentence the focus at its end, and its cues with “the film” understood.

    `spans` are the tokens of each sentence, and `cues` all cues of the text, in order.
    """
    focus, at = Focus(is_plain=is_plain), 0
    for sentence, tokens in enumerate(spans):
        if not follows(document, sentence):
            focus = Focus(is_plain=is_plain)
        elif not is_plain:
            is_near = focus.is_near and not _GOING_ON.isdisjoint(document.words[tokens.start : tokens.stop])
            focus = Focus(focus.films, is_topic=False, is_near=is_near)
        own: list[Cue] = []
        opening: int | None = None
        while at < len(cues) and cues[at].start < tokens.stop:
            cue = cues[at]
            at += 1
            if is_plain and cue.is_weak and (cue.kind, cue.value) == ("film", "main"):
                cue = cue._replace(entities=focus.films)
            if cue.is_weak and cue.value == "next" and set(focus.films) <= set(index.read_role("earlier")):
                cue = cue._replace(entities=(MAIN,))  # what came next after an earlier film
            elif cue.is_weak and cue.value == "previous" and (before := find_before(focus.films, index)):
                cue = cue._replace(entities=(*before, *cue.entities))
            own.append(cue)
            if cue.kind == "film" and not is_passed(document.words, cue):
                opening = _find_opening(document.words, tokens) if opening is None else opening
                focus = _move(focus, cue, document.words, opening, index)
        yield focus, own


def _find_opening(words: Sequence[str], tokens: range) -> int:
    """Return the first word of a sentence that is none of its adverbs: “Then *Night Bus* happened”."""
    said = (at for at in tokens if words[at].isalnum())
    return next((at for at in said if words[at] not in _OPENERS and not words[at].isdecimal()), tokens.stop)


def find_before(films: Sequence[int], index: FactIndex) -> tuple[int, ...]:
    """Return what came before a later film, the nearest first: its predecessor is not the main film's."""
    later = index.read_role("later")
    if films[0] not in later or films[0] == UNKNOWN:
        return ()
    return (*later[: later.index(films[0])][::-1], MAIN)


def _move(focus: Focus, cue: Cue, words: Sequence[str], opening: int, index: FactIndex) -> Focus:
    """Return the focus behind a title or a phrase for one, in a sentence whose first word is at `opening`."""
    is_topic = not cue.is_weak and cue.start <= opening
    if is_topic:
        return focus._replace(films=cue.entities, is_topic=True, is_near=True)
    if not focus.is_plain:
        is_known = index.is_known(cue.entities)
        return focus._replace(films=cue.entities, is_topic=False, is_near=True) if is_known else focus
    is_named = not cue.is_weak and UNKNOWN not in cue.entities
    if not is_named or is_oblique(words, cue) or set(cue.entities) <= set(focus.films):
        return focus
    return focus._replace(films=unique((*cue.entities, *focus.films)), is_topic=False)


def follows(document: Document, sentence: int) -> bool:
    """Tell whether a sentence stands in the same paragraph as the one before it."""
    return 0 < sentence < len(document.sentence_starts) and sentence not in document.openings


def _find_name_end(document: Document, tokens: range) -> int:
    """Return where the capitalized words at the beginning of a sentence end."""
    end = tokens.start
    for place in range(tokens.start, min(tokens.stop, tokens.start + _LONGEST_NAME)):
        word = document.words[place]
        if document.text[document.starts[place]].isupper() or word.isdecimal():
            end = place + 1
        elif word not in _INSIDE_NAMES:
            break
    return end


def _defines_film(words: Sequence[str], place: int, end: int) -> bool:
    """Tell whether what follows a name says that it is a film."""
    if words[place : place + 1] == ("(",):
        place = next((at + 1 for at in range(place, min(place + 4, end)) if words[at] == ")"), place)
    ahead = tuple(words[place : min(place + _DEFINITION, end)])
    if ahead[:1] == (",",) and set(ahead[1:4]) & _MAKING:
        return True
    if ahead[:1] not in _BEING or ahead[1:2] not in _ARTICLES:
        return False
    return any(word in FILM_NOUNS for word in ahead)


_OPENERS = word_set("then next in by that year first and but so now soon later meanwhile")
_GOING_ON = frozenset({"it", "its", "which", "that", "this"})
_LONGEST_NAME = 10
_DEFINITION = 12
_INSIDE_NAMES = frozenset((*",:-–&'’.!", *word_list("of the a an and in on to for with from at or")))
_MAKING = frozenset({"directed", "produced"})
_BEING = {("is",), ("was",)}
_ARTICLES = {("a",), ("an",), ("the",)}
