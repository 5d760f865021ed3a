"""Tell figures that claim nothing: idioms, titles, names, the numbers of lists and headings.

Hiding a claim is worse than showing an idiom: an idiom that is judged raises
an alarm, a claim that is hidden goes to print. So a rule speaks only where
the words around leave no doubt, and each verdict names its rule.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ledgergen.core.figures.lexicon import CARDINALS, MEASURE_UNITS, ORDINALS, SCALES, TIME_UNITS
from ledgergen.core.figures.lexicon_names import IDIOMS, Idiom, NAME_HEADS
from ledgergen.core.figures.lexicon_nouns import AWARDS, COUNTED, ONES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan_count import FUNCTION_WORDS
from ledgergen.core.figures.scan_date import is_month
from ledgergen.core.figures.scan_found import Found
from ledgergen.core.figures.scan_number import Reader
from ledgergen.core.figures.text import Document, Title, read_document
from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

_HYPHENS: Final = frozenset("-‐‑–")
_OWNERS: Final = frozenset({"the", "a", "his", "her", "its", "their", "our", "my", "your"})
_COUNTING: Final = frozenset({"won", "in", "lost", "took", "only", "just", "exactly", "least", "most", "least", "or", "converted", "than"})
_PREFIXES: Final = frozenset({"under", "over", "top", "post", "pre", "mid", "sub", "non", "early", "late", "circa"})
_ADVERBIAL: Final = frozenset({".", ",", ";", ":", "!", "?", ")", "and", "but", "then"})
_LONGEST_TITLE: Final = 12
_MOST_TITLES: Final = 64

RULES: Final = (
    Rule(
        code="N01", name="idiom", severity=Severity.NOTE,
        summary="The number word belongs to a fixed phrase and counts nothing.",
        why="“At first” and “one another” state no quantity that evidence could confirm.",
        good="At first the studio balked.",
    ),
    Rule(
        code="N02", name="part of a title", severity=Severity.NOTE,
        summary="The number stands inside a title set in italics or quotation marks, or in a title that the dossier knows.",
        why="A title is a name; its year in parentheses behind it is a claim and is checked.",
        good="*Seven Samurai* (1954)",
    ),
    Rule(
        code="N03", name="part of a name", severity=Severity.NOTE,
        summary="The number is part of a name: “Channel 4”, “20th Century Fox”, “R2-D2”.",
        why="Names are not quantities.",
        good="Channel 4 bought the film.",
    ),
    Rule(
        code="N04", name="structural number", severity=Severity.NOTE,
        summary="The number counts a section, a list item or a heading, or stands in the file's front matter.",
        why="It orders the text and says nothing about the film.",
        good="**1. The Balance Sheet**",
    ),
    Rule(
        code="N05", name="pronoun or adverb", severity=Severity.NOTE,
        summary="“One” stands for a person or thing, or “first” means “before anything else”.",
        why="They are spelled like numbers and state none.",
        good="Cannes paid first; whichever version one trusts, the bet was small.",
    ),
)  # fmt: skip


class TitleIndex:
    """Titles that hold a number, found by any of their number tokens."""

    def __init__(self, titles: Collection[str]) -> None:
        """Keep the titles of two words and more that hold a number; shorter ones need their italics."""
        self.by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for title in titles:
            if len(title) > 200:
                continue
            words = read_document(title).words
            if len(words) < 2:
                continue
            for at, word in enumerate(words):
                if is_number_word(word):
                    rows = self.by_word.setdefault(word, [])
                    if len(rows) < _MOST_TITLES:
                        rows.append((at, words))

    def find(self, reader: Reader, found: Found) -> str:
        """Return the title that the mention is part of, or nothing."""
        if not self.by_word:
            return ""
        for index in range(found.first, min(found.after, found.first + 8)):
            for at, words in self.by_word.get(reader.words[index], ()):
                first = index - at
                if (
                    first >= 0
                    and tuple(reader.words[first : first + len(words)]) == words
                    and reader.is_capital_or_digit(first)
                ):
                    return reader.text[reader.starts[first] : reader.ends[first + len(words) - 1]]
        return ""


def is_number_word(word: str) -> bool:
    """Tell whether a token can begin or be a number."""
    return (
        word[:1].isdecimal()
        or word in CARDINALS
        or word in ORDINALS
        or word in SCALES
        or word in ("half", "½")
    )


def explain_not_a_claim(
    document: Document, reader: Reader, found: Found, titles: TitleIndex
) -> tuple[str, str]:
    """Return the rule and the reason why a figure is no claim, or two empty strings."""
    start = reader.starts[found.first]
    title = document.title_at(start)
    if title and is_title(title):
        return "N02", f"part of the title {title.text!r}"
    known = titles.find(reader, found)
    if known:
        return "N02", f"part of the title {known!r}"
    if is_structural(document, reader, found):
        return "N04", "numbers a heading, section or list item"
    idiom = _find_idiom(reader, found)
    if idiom:
        return "N01", f"part of the phrase {idiom!r}"
    name = _find_name(reader, found)
    if name:
        return "N03", f"part of the name {name!r}"
    if _is_pronoun_or_adverb(reader, found):
        return "N05", "states no number here"
    return "", ""


def is_title(title: Title) -> bool:
    """Tell a title from emphasis and from speech: titles are short and capitalized."""
    words = title.text.split()
    if not words or len(words) > _LONGEST_TITLE:
        return False
    if len(words) == 1:
        word = words[0]
        if title.is_italic:
            return word[:1].isdecimal() or word[:1].isupper() or not word.isascii()
        return word[:1].isupper() or (word.isdecimal() and len(word) <= 4)
    weighty = [word for word in words if word.lower().strip(",.:;") not in FUNCTION_WORDS]
    capital = sum(word[:1].isupper() or word[:1].isdecimal() for word in weighty)
    if title.text[-1:] in ".!," and not title.is_italic and title.text[-1:] != "!":
        words_left = len(weighty) - capital
        return words_left == 0 and title.text[-1:] == ","
    first = words[0]
    if not (first[:1].isupper() or first[:1].isdecimal() or not first[:1].isalnum()):
        return False
    if any(word[:1] in "$£€¥" or word.endswith("%") for word in words):
        return False
    return capital >= len(weighty) if not title.is_italic else capital * 2 >= len(weighty)


def is_structural(document: Document, reader: Reader, found: Found) -> bool:
    """Tell whether the number opens a heading or list item, or stands in front matter."""
    start = reader.starts[found.first]
    if document.front_matter and start < document.front_matter.end:
        return True
    if found.kind not in (Kind.COUNT, Kind.SCORE, Kind.ORDINAL):
        return False
    end = reader.ends[found.after - 1]
    if document.text[end : end + 1] not in (".", ")") or not document.text[end + 1 : end + 2].isspace():
        return False
    line = document.text.rfind("\n", max(0, start - 12), start) + 1
    if not line and start > 11:
        return False
    return not document.text[line:start].strip(" \t#*_>-(")


def _find_idiom(reader: Reader, found: Found) -> str:
    words = reader.words
    first, last = found.first, found.after - 1
    if found.kind is Kind.DURATION and not (words[first] == "one" and reader.is_capital(first)):
        return ""
    for at in (first,) if first == last else (first, last):
        word = words[at]
        for side in (1, -1):
            for idiom in IDIOMS.get((word, side, words[at + side]), ()):
                begin, end = at - len(idiom.before), at + len(idiom.after)
                if begin >= 0 and _matches(words, at, idiom):
                    return " ".join(reader.text[reader.starts[begin] : reader.ends[end]].split())
    return ""


def _matches(words: Sequence[str], at: int, idiom: Idiom) -> bool:
    before, after = idiom
    return tuple(words[at + 1 : at + 1 + len(after)]) == after and all(
        words[at - 1 - step] == word for step, word in enumerate(before)
    )


def _find_name(reader: Reader, found: Found) -> str:
    words, first, after = reader.words, found.first, found.after
    if found.kind in (Kind.MONEY, Kind.PERCENT, Kind.AGE):
        return ""
    before = words[first - 1] if first else ""
    if reader.glued(first) and before[:1].isalpha() and _is_head(reader, first - 1):
        return reader.text[reader.starts[first - 1] : reader.ends[after - 1]]
    if before in _HYPHENS and reader.glued(first) and reader.glued(first - 1) and first > 1:
        head = words[first - 2]
        if (
            head[:1].isalpha()
            and (reader.is_capital(first - 2) or head[:1].isdecimal())
            and head not in CARDINALS
            and head not in _PREFIXES
            and not is_month(reader, first - 2)
            and found.kind is Kind.COUNT
        ):
            return reader.text[reader.starts[first - 2] : reader.ends[after - 1]]
    if (
        found.kind is Kind.COUNT
        and before in NAME_HEADS
        and reader.is_capital(first - 1)
        and reader.near(first)
        and not found.low % 1
    ):
        return reader.text[reader.starts[first - 1] : reader.ends[after - 1]]
    if after < reader.size and reader.near(after) and reader.is_capital(after):
        return _name_behind(reader, found)
    return ""


def _is_head(reader: Reader, index: int) -> bool:
    """Tell whether letters glued before digits name something: “R2”, “mp3”; “c1976” and “in1976” do not."""
    word = reader.words[index]
    return word not in ("c", "ca") and word not in FUNCTION_WORDS and (reader.is_capital(index) or len(word) < 4)


def _name_behind(reader: Reader, found: Found) -> str:
    """Find “20th Century Fox”, “Second World War”, “First Assistant”: capitals behind a capital."""
    words, first, after = reader.words, found.first, found.after
    behind = words[after]
    whole = reader.text[reader.starts[first] : reader.ends[after]]
    if found.kind is Kind.DATE and words[after - 1] == "century" and reader.is_capital(after - 1):
        return whole
    if found.kind not in (Kind.ORDINAL, Kind.COUNT) or behind in AWARDS or behind in COUNTED:
        return ""
    is_word = words[first][:1].isalpha()
    if (
        is_word
        and reader.is_capital(first)
        and not opens_sentence(reader, first)
        and not is_month(reader, after)
    ):
        return whole
    return ""


def opens_sentence(reader: Reader, index: int) -> bool:
    """Tell whether the token stands where any word would have its capital."""
    if index == 0:
        return True
    before = reader.words[index - 1]
    return (
        before in (".", "!", "?", ":", "“", '"', "*", "(", "—", "…", "#", "‘")
        or not reader.near(index)
        or "\n" in reader.text[reader.ends[index - 1] : reader.starts[index]]
    )


def _is_pronoun_or_adverb(reader: Reader, found: Found) -> bool:
    words, first, after = reader.words, found.first, found.after
    if after != first + 1:
        return False
    word, before = words[first], words[first - 1] if first else ""
    behind = words[after + 1] if words[after] in ("*", "_") else words[after]
    if word == "one" and found.kind is Kind.COUNT:
        return _is_pronoun(reader, first, before=before, behind=behind)
    if word == "first" and found.kind is Kind.ORDINAL:
        if before in _OWNERS:
            return False
        return (
            behind in _ADVERBIAL or (behind in FUNCTION_WORDS and behind not in ("to", "of", "in")) or behind.endswith("ed")
        )
    return word == "second" and before in ("a", "per", "split", "each", "every") and behind in _ADVERBIAL


def _is_pronoun(reader: Reader, index: int, *, before: str, behind: str) -> bool:
    """Tell “one” that stands for a person or thing from the number: the number has a counted noun, or was won."""
    if behind in AWARDS:
        return False
    if behind in _HYPHENS:
        compound = reader.words[index + 2]
        return compound not in ONES and compound not in TIME_UNITS and compound not in MEASURE_UNITS
    if behind in ONES or behind in TIME_UNITS:
        return before in _OWNERS
    if not behind[:1].isalpha() or behind in FUNCTION_WORDS:
        return before not in _COUNTING
    return before not in _COUNTING or not reader.near(index + 1)


