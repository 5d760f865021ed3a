"""Set chosen sentences as prose: names in full once, then for short; articles; capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledgergen.core.writer import grammar
from ledgergen.core.writer.compose import Selection, Stock
from ledgergen.core.writer.pattern import SLOT, Pattern

_ARTICLE = re.compile(r"\ba\(n\) (?=(\S+))")
_INITIAL = re.compile(r"(?:^|(?<=[a-z\])”*][.!?] ))[a-z]")
_FILMS = ("prev", "next", "later", "elder", "short", "sequel", "novel")


@dataclass(slots=True, kw_only=True)
class Setter:
    """A typesetter that remembers whom it has already named in full."""

    stock: Stock
    has_named: bool = False
    introduced: set[str] | None = None

    def set_sentences(self, patterns: Iterable[Pattern]) -> str:
        """Return one paragraph."""
        return " ".join(self._set(pattern.text) for pattern in patterns)

    def _set(self, text: str) -> str:
        text = SLOT.sub(lambda match: self._resolve(match[1]), text)
        text = _ARTICLE.sub(lambda match: f"{grammar.find_article(match[1])} ", text)
        return _INITIAL.sub(lambda match: match[0].upper(), text)

    def _resolve(self, slot: str) -> str:
        names, many = self.stock.names, self.stock.names.is_plural
        match slot:
            case "film":
                return self.stock.film
            case "D" | "Ds":
                name = names.short if self.has_named else names.full
                self.has_named = True
                return name if slot == "D" else grammar.render_possessive(name)
            case "was":
                return "were" if many else "was"
            case "has":
                return "have" if many else "has"
            case "the_director":
                return "the directors" if many else "the director"
            case "a_director":
                return "directors" if many else "a director"
        if slot in _FILMS:
            return self._introduce(slot)
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
