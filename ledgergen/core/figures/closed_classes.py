"""The closed classes of words, and the marks: articles, possessives, pronouns, conjunctions, stops.

No text makes new ones, and so they are few and known by heart. Whatever asks how words
hang together asks for them; here each class stands once, and who needs more than a
class (“another”, “whose”) says so beside it. Words that films are told in are no
closed class and stand in `bind.vocabulary`.
"""

from __future__ import annotations

from typing import Final

INDEFINITE: Final = frozenset({"a", "an"})
ARTICLES: Final = INDEFINITE | {"the"}
PERSONAL_POSSESSIVES: Final = frozenset({"his", "her", "their"})
POSSESSIVES: Final = PERSONAL_POSSESSIVES | {"its"}
DEFINITE: Final = POSSESSIVES | {"the"}
"""Behind one of these, a noun names what is known already."""
DETERMINERS: Final = ARTICLES | POSSESSIVES
"""What a noun phrase begins with."""

GENITIVE: Final = ("'s", "’s")
"""Endings of whose something is."""
GENITIVES: Final = (*GENITIVE, "s'", "s’")
"""Those of several, too."""

PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
RELATIVES: Final = frozenset({"who", "which", "that", "whose"})
BEING: Final = frozenset({"be", "been", "is", "was", "were"})
CONJUNCTIONS: Final = frozenset({"and", "but", "yet", "while", "whereas", "though"})
"""What joins clauses that may speak of different things."""

STOPS: Final = frozenset(".:;—")
"""Behind one of these, another clause begins."""
MARKS: Final = frozenset("(),:;–—")
"""Marks inside of a sentence."""
PUNCTUATION: Final = MARKS | {"."}
QUOTES: Final = frozenset('"“”*_')
"""Marks around titles."""
