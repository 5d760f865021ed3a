"""An article of the English Wikipedia: passages of its prose, figures of its fact box.

Prose is evidence as it stands: the lead and the sections about making, release,
money and prizes, in passages of a few sentences. The box's budget and gross are
prose as well (`money_text`); a line that cannot be read safely becomes a
passage, so that nothing is lost and nothing is guessed.

A page may be missing, a disambiguation page, or a redirect: `find_page_problem`
tells. `query.pages` is a list or a map by page id, by the version of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ledgergen.core.sources.money_text import extract_money
from ledgergen.core.sources.reading import Reading, Statement, clean_text, drop_empty
from ledgergen.core.sources.wikitext import MAX_CHARS, UNREAD, find_box, strip_markup
from ledgergen.model.dossier import Source

LICENCE = "CC BY-SA 4.0"
MAX_PASSAGES = 30
MAX_PASSAGE_CHARS = 700

_SECTIONS = (
    (re.compile(r"^$"), 4),
    (re.compile(r"\bproduction\b|\bdevelopment\b|\bmaking\b|\bfilming\b|\bfinanc", re.IGNORECASE), 12),
    (re.compile(r"\brelease\b|\bdistribution\b|\bpremiere\b", re.IGNORECASE), 5),
    (re.compile(r"\bbox[ -]office\b|\bcommercial\b", re.IGNORECASE), 5),
    (re.compile(r"\baward|\baccolades\b|\bhono[u]?rs\b|\breception\b|\blegacy\b", re.IGNORECASE), 6),
)  # fmt: skip
"""Headings whose prose is taken, and how many passages at most; the lead has no heading."""

_HEADING = re.compile(r"^(={2,6})\s*(.+?)\s*\1\s*$", re.MULTILINE)
_SENTENCE = re.compile(
    r"(?<=[.!?][”\"')\]])\s+(?=[A-Z“\"(])|(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)\s+(?=[A-Z“\"(])"
)


def _list_pages(value: object) -> object:
    return list(value.values()) if isinstance(value, dict) else value


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Redirect(_Answer):
    source: str = Field(alias="from")
    to: str


class Page(_Answer):
    """One page of a query, as far as it is read here."""

    title: str = ""
    missing: bool | str | None = None
    invalid: bool | str | None = None
    extract: str = ""
    pageprops: dict[str, str] = {}
    revisions: list[dict[str, Any]] = []

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no such page; version 1 writes an empty string for it."""
        return self.missing not in {None, False} or self.invalid not in {None, False}

    @property
    def wikitext(self) -> str:
        """The page's source, in any of the three places it is put."""
        revision = self.revisions[0] if self.revisions else {}
        slots = revision.get("slots")
        main = slots.get("main", {}) if isinstance(slots, dict) else {}
        for holder in (main, revision):
            for key in ("content", "*"):
                if isinstance(holder, dict) and isinstance(holder.get(key), str):
                    return str(holder[key])[:MAX_CHARS]
        return ""

    @property
    def revision_id(self) -> int | None:
        """The number of the revision that was read."""
        number = self.revisions[0].get("revid") if self.revisions else None
        return number if isinstance(number, int) else None


class _Query(_Answer):
    pages: Annotated[list[Page], BeforeValidator(_list_pages)] = []
    redirects: list[_Redirect] = []


class _QueryAnswer(_Answer):
    query: _Query | None = None
    error: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = []


def read_page(answer: object) -> Page:
    """Read the one page of an answer of the action API.

    Raises:
        ValueError: it is no such answer, or an error of the API; says which.
    """
    try:
        read = _QueryAnswer.model_validate(answer)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} fields are not as Wikipedia writes them") from None
    problem = read.error or next(iter(read.errors), None)
    if problem is not None:
        words = problem.get("info") or problem.get("text") or problem.get("code") or "an error"
        raise ValueError(f"it says {clean_text(str(words))[:200]!r}")
    if read.query is None or not read.query.pages:
        raise ValueError("the answer holds no page")
    return read.query.pages[0]


def find_page_problem(page: Page) -> str:
    """Return why the page is no article about a film, or ""."""
    if page.is_missing:
        return f"there is no article {clean_text(page.title)!r}"
    if "disambiguation" in page.pageprops:
        return f"{clean_text(page.title)!r} only lists articles of that name"
    return ""


def read_article(page: Page, *, retrieved: str) -> Reading:
    """Read an article about a film."""
    box = find_box(page.wikitext, "infobox film")
    statements, unread = _read_box(box)
    prose = page.extract or _drop_tables(page.wikitext)
    return Reading(
        source=_build_source(page, retrieved=retrieved),
        title=clean_text(re.sub(r"\s*\([^()]*\bfilm\)$", "", page.title)),
        statements=tuple(statements),
        passages=(*unread, *_extract_passages(prose))[:MAX_PASSAGES],
    )


def _build_source(page: Page, *, retrieved: str) -> Source:
    url = f"https://en.wikipedia.org/wiki/{quote(page.title.replace(' ', '_'), safe='():,')}"
    if page.revision_id is not None:
        url = f"https://en.wikipedia.org/w/index.php?oldid={page.revision_id}"
    return Source(
        id="wikipedia",
        name="Wikipedia",
        url=url,
        retrieved=retrieved,
        licence=LICENCE,
        attribution=f"Text from the Wikipedia article {clean_text(page.title)!r} and its authors.",
    )


def _read_box(box: Mapping[str, str]) -> tuple[list[Statement], list[str]]:
    """Return the figures of the box, and as passages the lines that hold figures and cannot be read."""
    statements: list[Statement] = []
    unread: list[str] = []
    for key, attribute, label in (("budget", "budget", "budget"), ("gross", "gross", "box office")):
        for line in strip_markup(box.get(key, "")).split("\n"):
            amounts = extract_money(line)
            statements += [
                Statement(
                    attribute="rentals" if money.is_rentals and attribute == "gross" else attribute,
                    value=money.value,
                    unit=money.unit,
                    approximate=money.is_approximate,
                    qualifiers=drop_empty({"territory": money.territory, "part": money.part}),
                )
                for money in amounts
            ]
            if not amounts and re.search(r"[0-9]", line) and UNREAD not in line:
                unread.append(f"The article's fact box gives as {label}: {clean_text(line)[:300]}.")
    runtime = re.match(r"([1-9][0-9]{0,2}) min(?:ute)?s?\b", strip_markup(box.get("runtime", "")))
    if runtime:
        statements.append(Statement(attribute="runtime", value=runtime[1], unit="min"))
    return statements, unread


def _extract_passages(prose: str) -> Iterator[str]:
    room = dict.fromkeys(range(len(_SECTIONS)), 0)
    for place, text in _find_sections(prose):
        for paragraph in text.split("\n"):
            for passage in _cut(paragraph.strip()):
                if room[place] < _SECTIONS[place][1]:
                    room[place] += 1
                    yield passage


def _find_sections(prose: str) -> Iterator[tuple[int, str]]:
    """Yield the text under the headings that are taken, with the row that takes it."""
    above: dict[int, str] = {}
    headings = list(_HEADING.finditer(prose))
    ends = [heading.start() for heading in headings[1:]] + [len(prose)]
    yield 0, prose[: headings[0].start() if headings else len(prose)]
    for heading, end in zip(headings, ends, strict=False):
        level = len(heading[1])
        above = {depth: words for depth, words in above.items() if depth < level} | {level: heading[2]}
        # A subsection speaks for itself first, then for what it stands under.
        words = [above[depth] for depth in sorted(above, reverse=True)]
        place = next((p for w in words for p, row in enumerate(_SECTIONS) if row[0].search(w)), None)
        if place is not None:
            yield place, prose[heading.end() : end]


def _cut(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into passages of whole sentences."""
    if len(paragraph) < 40:
        return
    passage = ""
    for sentence in _SENTENCE.split(clean_text(paragraph)):
        kept = sentence[:MAX_PASSAGE_CHARS]
        if passage and len(passage) + len(kept) + 1 > MAX_PASSAGE_CHARS:
            yield passage
            passage = ""
        passage = f"{passage} {kept}".strip()
    if passage:
        yield passage


def _drop_tables(wikitext: str) -> str:
    """Return a page's source as prose, roughly: for answers that come without an extract."""
    text = re.sub(r"\{\|.*?(?:\|\}|\Z)", "", wikitext, flags=re.DOTALL)
    text = re.sub(r"\[\[(?:File|Image|Category):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]", "", text)
    box = re.search(r"\{\{\s*infobox", text, re.IGNORECASE)
    if box:
        depth = 0
        for token in re.finditer(r"\{\{|\}\}", text[box.start() :]):
            depth += 1 if token[0] == "{{" else -1
            if depth == 0:
                text = text[: box.start()] + text[box.start() + token.end() :]
                break
    return strip_markup(text).replace(UNREAD, "")
