"""Passages laid out for comparison: words, sentences, and the figures among them.

All passages of a dossier are read as one long text, passage after passage, so
that what stands next to a sentence is found by counting, across lines and
paragraphs. A `Layout` holds that text as parallel lists (stems, offsets,
sentence starts): a passage of 100 kB is fifteen thousand words, and a list of
strings is the cheapest thing there is to compare. The checked text is laid
out the same way.

`PassageIndex` adds what the judge looks up: where the text's stems stand, how many
sentences know it (rare words say more of what a sentence is about), and the
evidence's own figures, found by the same scanner that finds the text's.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import compress, count
from typing import NamedTuple

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.orders.passages import drop_orders
from ledgergen.core.figures.passages.address import is_in_address, may_hold_address
from ledgergen.core.figures.passages.layout import Layout, build_layout
from ledgergen.core.figures.passages.lists import Listing, extract_listings
from ledgergen.core.figures.passages.words import carries_meaning, find_senses
from ledgergen.core.figures.scan.find import build_evidence, find_evidence
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.text import Document, read_document
from ledgergen.model.dossier import Dossier, Passage, Source
from ledgergen.model.valueclass import valueclass

PASSAGE_BREAK = "\n\n"
_COMMON = 500
"""Places after which a stem is as common as it gets."""
_MOST_ASKED = 10_000
"""Values for which what fits them is kept, text after text."""


@valueclass(frozen=True, slots=True, kw_only=True)
class PlacedFigure:
    """A mention and where it stands in its layout."""

    mention: Mention
    first: int
    """Place of its first word."""
    end: int
    """Place after its last word."""
    sentence: int


class EvidenceFigures:
    """The figures of the evidence in reading order, each written out when it is first asked for.

    A text asks for few of them; of the others the index needs no more than their kinds and values.
    """

    __slots__ = ("_document", "_found", "_placed", "_sentence_of")

    def __init__(self, document: Document, found: Sequence[Found], sentence_of: Sequence[int]) -> None:
        self._document = document
        self._found = found
        self._sentence_of = sentence_of
        self._placed: dict[int, PlacedFigure] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[PlacedFigure]:
        return map(self.__getitem__, range(len(self._found)))

    def __getitem__(self, number: int) -> PlacedFigure:
        placed = self._placed.get(number)
        if placed is None:
            found = self._found[number]
            placed = self._placed[number] = PlacedFigure(
                mention=build_evidence(self._document, found),
                first=found.first,
                end=found.after,
                sentence=self._sentence_of[found.first],
            )
        return placed


class Telling(NamedTuple):
    """What a stem of the checked text tells of the evidence."""

    weight: float
    places: Sequence[int]
    """Where it stands, ascending."""
    sentences: frozenset[int]
    """Those that have it; of very many, the first."""


@valueclass(frozen=True, slots=True, kw_only=True)
class PassageIndex:
    """The evidence prose, ready to be asked. Build it with `build_index`."""

    document: Document
    """The passages as one text."""
    layout: Layout
    passages: tuple[Passage, ...]
    passage_starts: Sequence[int]
    """Offset of each passage in `layout.text`."""
    figures: EvidenceFigures
    """The evidence's own figures, in reading order."""
    by_value: Mapping[Decimal, Sequence[int]]
    """Indices into `figures` by each end of what they state."""
    by_kind: Mapping[Kind, Sequence[tuple[Decimal, int]]]
    """For each kind the ends of what is stated, in reading order, with the indices into `figures`."""
    years: frozenset[Decimal]
    """Every year that a date of the passages falls in."""
    by_sentence: Mapping[int, Sequence[int]]
    """Indices into `figures` by sentence."""
    sources: Mapping[str, Source]
    sorted_kinds: dict[Kind, tuple[Sequence[Decimal], Sequence[int]]] = field(
        default_factory=dict, compare=False
    )
    """The kinds asked for so far; ask `sort_kind`."""
    places: dict[str, Sequence[int]] = field(default_factory=dict, compare=False)
    """Where each stem asked for so far stands, ascending; ask `find_stem_places`."""
    texts: list[object] = field(default_factory=list, compare=False)
    """The text last compared, prepared (`passages.reading`)."""
    placed: dict[int, tuple[PlacedFigure, ...]] = field(default_factory=dict, compare=False)
    """The figures of the sentences asked for so far; ask `find_figures`."""
    stretches: dict[tuple[object, ...], frozenset[str]] = field(default_factory=dict, compare=False)
    """What the figures asked for so far have to themselves (`passages.segments`)."""
    listings: dict[int, tuple[Listing, ...]] = field(default_factory=dict, compare=False)
    """What the sentences list, once asked for; ask `find_listings`."""
    told: dict[str, Telling] = field(default_factory=dict, compare=False)
    """What the stems asked for so far tell; ask `tell`."""
    fitting: dict[tuple[object, ...], list[tuple[PlacedFigure, Agreement]]] = field(
        default_factory=dict, compare=False
    )
    """What evidence figures fit the values asked for so far (`passages.values`)."""

    def fork(self) -> PassageIndex:
        """Return the same passages for another text, of which this index has read nothing."""
        if len(self.fitting) > _MOST_ASKED:
            self.fitting.clear()
        return replace(self, places={}, texts=[], told={})

    def look_for(self, words: Iterable[str]) -> None:
        """Find where the stems of these words stand: a text asks for few of the evidence's words."""
        stems, wanted = self.layout.stems, {*find_senses(filter(carries_meaning, words))}
        places: dict[str, list[int]] = {}
        for place in compress(count(), map(wanted.__contains__, stems)):
            places.setdefault(stems[place], []).append(place)
        # Most words of a text stand nowhere in its evidence, and all of these tell the same.
        nowhere = wanted - places.keys()
        self.places.clear()
        self.places.update(places)
        self.places.update(dict.fromkeys(nowhere, ()))
        self.told.clear()
        self.told.update(dict.fromkeys(nowhere, self._weigh_places(())))

    def find_stem_places(self, stem: str) -> Sequence[int]:
        """Return where a stem stands, ascending."""
        known = self.places.get(stem)
        if known is None:
            known = self.places[stem] = [*compress(count(), map(stem.__eq__, self.layout.stems))]
        return known

    def sort_kind(self, kind: Kind) -> tuple[Sequence[Decimal], Sequence[int]]:
        """Return the values of a kind, ascending, and the indices into `figures`."""
        known = self.sorted_kinds.get(kind)
        if known is None:
            pairs = sorted(self.by_kind.get(kind, ()))
            known = self.sorted_kinds[kind] = [value for value, _ in pairs], [number for _, number in pairs]
        return known

    def find_figures(self, sentence: int) -> tuple[PlacedFigure, ...]:
        """Return the figures of a sentence, in reading order."""
        known = self.placed.get(sentence)
        if known is None:
            numbers = self.by_sentence.get(sentence, ())
            known = self.placed[sentence] = tuple(map(self.figures.__getitem__, numbers))
        return known

    def find_listings(self, sentence: int) -> tuple[Listing, ...]:
        """Return what a sentence lists."""
        known = self.listings.get(sentence)
        if known is None:
            known = self.listings[sentence] = tuple(extract_listings(self.layout.render_sentence(sentence)))
        return known

    def tell(self, stem: str) -> Telling:
        """Say how much a stem tells, the logarithm of how rare it is, and which sentences have it."""
        known = self.told.get(stem)
        if known is None:
            known = self.told[stem] = self._weigh_places(self.find_stem_places(stem))
        return known

    def _weigh_places(self, places: Sequence[int]) -> Telling:
        sentences = frozenset(map(self.layout.sentence_of.__getitem__, places[:_COMMON]))
        weight = math.log(1 + (len(self.layout.sentences) + 1) / (1 + len(sentences)))
        return Telling(weight, places, sentences)

    def find_passage(self, sentence: int) -> Passage:
        """Return the passage that holds a sentence."""
        offset = self.layout.starts[self.layout.sentences[sentence]]
        number = bisect_right(self.passage_starts, offset) - 1
        return self.passages[max(number, 0)]


def place_figure(layout: Layout, mention: Mention) -> PlacedFigure:
    """Say where in a layout, which must not be empty, a mention stands."""
    first = min(bisect_right(layout.ends, mention.start), len(layout.stems) - 1)
    end = max(bisect_left(layout.starts, mention.end), first + 1)
    return PlacedFigure(mention=mention, first=first, end=end, sentence=layout.sentence_of[first])


def build_index(dossier: Dossier) -> PassageIndex | None:
    """Prepare a dossier's passages, once per check; None where there are none.

    Linear in the passages. Scanning them is most of the cost.
    """
    given = tuple(passage for passage in dossier.passages if passage.text.strip())
    if not given:
        return None
    document = _join(given)
    passages = drop_orders(given, document)
    if len(passages) < len(given):
        document = _join(passages)
    if not document.words:
        return None
    layout = build_layout(document)
    sentence_of = layout.sentence_of
    found = find_evidence(document)
    text, starts, ends = document.text, document.starts, document.ends
    if may_hold_address(text):
        found = [f for f in found if not is_in_address(text, starts[f.first], ends[f.after - 1])]
    passage_starts, offset = [], 0
    for passage in passages:
        passage_starts.append(offset)
        offset += len(passage.text) + len(PASSAGE_BREAK)
    by_value, by_kind = _index_values(found)
    return PassageIndex(
        document=document,
        layout=layout,
        passages=passages,
        passage_starts=passage_starts,
        figures=EvidenceFigures(document, found, sentence_of),
        by_value=by_value,
        by_kind=by_kind,
        years=_find_years(found, document.text),
        by_sentence=_group_by_sentence(found, sentence_of),
        sources={source.id: source for source in dossier.sources},
    )


def _join(passages: Iterable[Passage]) -> Document:
    return read_document(PASSAGE_BREAK.join(passage.text for passage in passages))


def _find_years(found: Iterable[Found], text: str) -> frozenset[Decimal]:
    """Return the years that dates fall in; a day “of the following year” is in the year after one."""
    years = frozenset(f.low for f in found if f.kind is Kind.DATE)
    is_followed = any(told in text for told in _FOLLOWING)
    return years | {year + 1 for year in years} if is_followed else years


_FOLLOWING = ("following year", "next year", "year after", "year later")


def _group_by_sentence(figures: Sequence[Found], sentence_of: Sequence[int]) -> Mapping[int, Sequence[int]]:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(figures):
        groups[sentence_of[found.first]].append(number)
    return groups


def _index_values(
    figures: Sequence[Found],
) -> tuple[Mapping[Decimal, Sequence[int]], Mapping[Kind, Sequence[tuple[Decimal, int]]]]:
    by_value: defaultdict[Decimal, list[int]] = defaultdict(list)
    by_kind: defaultdict[Kind, list[tuple[Decimal, int]]] = defaultdict(list)
    for number, found in enumerate(figures):
        low, high = found.low, found.high
        by_value[low].append(number)
        by_kind[found.kind].append((low, number))
        if high != low:
            by_value[high].append(number)
            by_kind[found.kind].append((high, number))
    return by_value, by_kind
