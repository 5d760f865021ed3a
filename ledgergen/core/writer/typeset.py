"""Set chosen sentences as prose: names in full once, then for short; articles; capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledgergen.core.writer import grammar
from ledgergen.core.writer.compose import Selection, Stock
from ledgergen.core.writer.pattern import SENTENCE_END, SLOT, Pattern

_ARTICLE = re.compile(r"\b([aA])\(n\) (?=(\S+))")
_DOUBLED_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
_AGREEING = {
    "was": ("was", "were"),
    "has": ("has", "have"),
    "the_director": ("the director", "the directors"),
    "the_directors": ("the director's", "the directors'"),
}
"""Words that agree with the directors: for a lone director, and for several."""
_AGES = frozenset({"age", "aged", "ages"})
_FILMS = ("prev", "next", "later", "elder", "short", "sequel", "novel")


@dataclass(slots=True, kw_only=True)
class Setter:
    """A typesetter that remembers whom it has already named in full."""

    stock: Stock
    has_named: bool = False
    is_numeral_title: bool = False
    introduced: set[str] | None = None

    def set_sentences(self, patterns: Iterable[Pattern]) -> str:
        """Return one paragraph."""
        return " ".join(self._set(pattern.text) for pattern in patterns)

    def _set(self, text: str) -> str:
        # An age beside a title that is a number ("39 when *2001* opened") trips the reader.
        self.is_numeral_title = bool(_AGES & set(SLOT.findall(text))) and any(
            map(str.isdigit, self.stock.film)
        )
        # Capitals go by the pattern's sentences: a slot may hold "Warner Bros." and end none.
        return " ".join(self._set_sentence(sentence) for sentence in SENTENCE_END.split(text))

    def _set_sentence(self, text: str) -> str:
        text = SLOT.sub(lambda match: self._resolve(match[1]), text)
        text = _ARTICLE.sub(lambda match: f"{match[1]}{grammar.find_article(match[2])[1:]} ", text)
        # A name that ends in a stop ends its sentence as well.
        text = _DOUBLED_STOP.sub(".", text)
        return text[:1].upper() + text[1:]

    def _resolve(self, slot: str) -> str:
        if slot in {"D", "Ds"}:
            name = self.stock.names.short if self.has_named else self.stock.names.full
            self.has_named = True
            return name if slot == "D" else grammar.render_possessive(name)
        if slot in _FILMS:
            return self._introduce(slot)
        if slot == "film":
            return "the film" if self.is_numeral_title else self.stock.film
        if slot in _AGREEING:
            return _AGREEING[slot][self.stock.names.is_plural]
        return self.stock.slots[slot]

    def _introduce(self, slot: str) -> str:
        self.introduced = self.introduced or set()
        key = self.stock.slots[f"{slot}_short"]
        long = key not in self.introduced
        self.introduced.add(key)
        return self.stock.slots[slot] if long else key


def set_sections(selection: Selection) -> Mapping[int, str]:
    """Return the four sections, set in reading order."""
    setter = Setter(stock=selection.stock)
    return {section: setter.set_sentences(selection.find_section(section)) for section in selection.orders}
