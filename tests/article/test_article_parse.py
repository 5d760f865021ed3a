"""Reading ledgers as they are found, and front matter as it is attacked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.article.layout import Likeness, read_layout
from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.rules import check_article
from tests.steps import count_steps

SEED = (Path(__file__).parents[2] / "seeds" / "452008-closeness.md").read_bytes().decode()
BODY = SEED.split("---\n", 2)[2]

WILD = """\
---
movieId: 7
movieTitle: The Quiet Harbor
categoryName: LEDGER
director: Ana Example
slug: quiet-harbor
lang: en
---

### The Director's Ledger: The Quiet Harbor as a Turning Point

#### 1. The Balance Sheet (The Situation Immediately Before)
She had one short film.

#### 2. The Investment (The Specifics of the Gamble)
She staked a house.

#### 3. The Execution (Managing the Risk)
She shot at night.

#### 4. The Return on Investment (The Aftermath)
She kept the house.

(Word count: 378)
"""


def headings(text: str) -> list[tuple[int | None, Likeness]]:
    return [(part.heading.section, part.heading.likeness) for part in read_layout(text).parts]


def test_a_ledger_in_the_wild_is_read() -> None:
    article = parse_article(WILD)
    assert (article.movie_id, article.movie_title, article.director) == (7, "The Quiet Harbor", "")
    assert article.sections[:3] == ("She had one short film.", "She staked a house.", "She shot at night.")
    assert headings(WILD) == [(number, Likeness.STYLED) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("line", "section", "likeness"),
    [
        ("**3. The Execution (Managing the Risk)**", 3, Likeness.EXACT),
        ("**3. The Execution (managing the risk)**", 3, Likeness.STYLED),
        ("## 3. The Execution (Managing the Risk) ##", 3, Likeness.STYLED),
        ("### **3. The Execution (Managing the Risk)**", 3, Likeness.STYLED),
        ("__3. The Execution (Managing the Risk)__", 3, Likeness.STYLED),
        ("3. The Execution (Managing the Risk)", 3, Likeness.STYLED),
        ("**3. The Execution (Managing the Risk):**", 3, Likeness.STYLED),
        ("**The Execution (Managing the Risk)**", 3, Likeness.RENAMED),
        ("**III. The Execution**", 3, Likeness.RENAMED),
        ("**Section 3: The Execution**", 3, Likeness.RENAMED),
        ("**3) Execution – Managing the Risk**", 3, Likeness.RENAMED),
        ("**2. The Execution (Managing the Risk)**", 3, Likeness.RENAMED),
        ("**3. How It Was Made**", 3, Likeness.RENAMED),
        ("**5. Conclusion**", None, Likeness.FOREIGN),
        ("## Sources", None, Likeness.FOREIGN),
    ],
)
def test_a_heading_is_known_by_its_words(line: str, section: int | None, likeness: Likeness) -> None:
    text = f"**1. The Balance Sheet (The Situation Immediately Before)**\nOne.\n\n{line}\nTwo."
    assert headings(text)[1:] == [(section, likeness)]


@pytest.mark.parametrize(
    "line",
    [
        "The Execution",
        "The investment was made in 1975.",
        "**Raging Bull** was next.",
        "3. Three cameras ran.",
        "*The Balance Sheet* is a film.",
        "#hashtag",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    text = f"**1. The Balance Sheet (The Situation Immediately Before)**\nOne.\n\n{line}\nTwo."
    assert len(headings(text)) == 1


def test_prose_on_the_heading_s_line_belongs_to_the_section() -> None:
    text = "**3. The Execution (Managing the Risk)** She shot at night."
    assert parse_article(text).sections[2] == "She shot at night."


@pytest.mark.parametrize(
    ("line", "title", "year"),
    [
        ("**Film:** *Closeness* (2017)", "Closeness", 2017),
        ("**Film:** *Closeness*", "Closeness", None),
        ("**Film**: *Closeness* (2017)", "Closeness", 2017),
        ("Film: Closeness (2017)", "Closeness", 2017),
        ('- **Film:** "Closeness" (2017)', "Closeness", 2017),
        ("**Film:** **Closeness** (2017)", "Closeness", 2017),
        ("**Movie:** *Closeness (2017)*", "Closeness (2017)", None),
        ("**Film:** *(500) Days of Summer* (2009)", "(500) Days of Summer", 2009),
        ("**Film:** *1917* (2019)", "1917", 2019),
        ("**Film:** *M\\*A\\*S\\*H* (1970)", "M*A*S*H", 1970),
        ("**Film:** M*A*S*H (1970)", "M*A*S*H", 1970),
        ("**Film:** (2017)", "", 2017),
        ("**Film:**", "", None),
    ],
)
def test_film_lines_are_read_leniently(line: str, title: str, year: int | None) -> None:
    article = parse_article(line)
    assert (article.film, article.year) == (title, year)


def test_the_first_of_doubled_parts_counts() -> None:
    text = "---\nmovieId: 7\nmovieId: 8\n---\n\n" + "**3. The Execution (Managing the Risk)**\nA.\n\n" * 2
    article = parse_article(text)
    assert (article.movie_id, article.sections[2]) == (7, "A.")


def test_line_ends_and_marks_change_no_value() -> None:
    assert parse_article("\ufeff" + SEED.replace("\n", "\r\n") + "\r\n") == parse_article(SEED)
    assert parse_article(SEED.replace("\n", "\r")) == parse_article(SEED)


@pytest.mark.parametrize("text", ["", "\n", "---", "---\n---", "\ufeff", "***", "\0", "\ud800"])
def test_the_smallest_texts_are_articles_without_anything(text: str) -> None:
    article = parse_article(text)
    assert (article.movie_id, article.movie_title, article.film) == (None, "", "")
    assert article.sections == ("", "", "", "")


def front_findings(block: str) -> list[tuple[str, int, str]]:
    findings = check_article(f"---\n{block}\n---\n{BODY}")
    return [(f.code, f.line, f.message) for f in findings if f.code in {"LG302", "LG303", "LG304", "LG305"}]


HOUSE = "movieId: 452008\nmovieTitle: Closeness\ncategoryName: LEDGER"


_ALIAS = "the front matter uses a YAML anchor or alias: put the value in quotes"
_TAG = "the front matter uses a YAML tag: put the value in quotes"
_END = "the front matter is not readable as YAML: found unexpected end of stream"
_CHARACTER = "the front matter holds a character that YAML forbids"
_NINES = "9" * 5000


@pytest.mark.parametrize(
    ("block", "want"),
    [
        (HOUSE, []),
        (HOUSE + "\ntags: [a, b]\nmore:\n  - c", []),
        (HOUSE + "\nx: &a [1]\ny: *a", [("LG302", 5, _ALIAS)]),
        (HOUSE + "\nx: !!python/object:os.system a", [("LG302", 5, _TAG)]),
        (HOUSE + "\nx: [[[[1]]]]", [("LG302", 5, "the front matter is nested too deeply")]),
        (HOUSE + "\nx: \x07", [("LG302", 5, _CHARACTER)]),
        (HOUSE + '\nx: "open', [("LG302", 5, _END)]),
        (HOUSE + "\n? [a]\n: b", [("LG302", 5, "the front matter has a key that is not a word")]),
        (HOUSE + "\n\tx: y", [("LG302", 5, "a tab stands at 'x': YAML takes spaces only")]),
        (
            "movieId: 2017-02-30\n" + HOUSE[16:],
            [("LG305", 2, "'movieId' is '2017-02-30', not a TMDB number")],
        ),
        ("movieId: 4_5\n" + HOUSE[16:], [("LG305", 2, "'movieId' is '4_5', not a TMDB number")]),
        ("movieId: 0\n" + HOUSE[16:], [("LG305", 2, "'movieId' is '0', not a TMDB number")]),
        (f"movieId: {_NINES}\n{HOUSE[16:]}", [("LG305", 2, f"'movieId' is '{_NINES}', not a TMDB number")]),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_front_matter_has_its_findings_and_no_exception(block: str, want: list[tuple[str, int, str]]) -> None:
    assert front_findings(block) == want


def test_the_values_survive_what_yaml_refuses() -> None:
    article = parse_article(f"---\n{HOUSE}\nx: [\n---\n{BODY}")
    assert (article.movie_id, article.movie_title) == (452008, "Closeness")


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)]
    block = "\n".join([*bomb, HOUSE])
    assert front_findings(block) == [("LG302", 2, _ALIAS)]
    assert count_steps(lambda: front_findings(block)) < 20 * count_steps(lambda: front_findings(HOUSE))


@pytest.mark.parametrize("unit", [f"key: {'v' * 90}\n", "[", f"- {'a' * 90}\n", "a: {", "? "])
def test_ten_megabytes_of_front_matter_are_one_finding(unit: str) -> None:
    block = HOUSE + "\n" + unit * (10_000_000 // len(unit))
    text = f"---\n{block}\n---\n{BODY}"
    assert parse_article(text).movie_id == 452008
    assert count_steps(lambda: parse_article(text)) < 20 * text.count("\n") + 100_000
    front = read_layout(f"---\n{block}\n---\n").front
    assert front is not None
    assert [problem.message for problem in front.problems] == [
        f"the front matter has {len(block):,} characters; more than 16,384 are not read"
    ]


def test_front_matter_that_never_ends_is_read_as_far_as_it_goes() -> None:
    article = parse_article(f"---\n{HOUSE}\n{BODY}")
    assert (article.movie_id, article.film) == (452008, "Closeness")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@` \t\n?,~0", max_size=80))
def test_any_block_is_read(block: str) -> None:
    layout = read_layout(f"---\n{block}\n---\n{BODY}")
    assert layout.front is not None
    for entry in layout.front.entries:
        assert 0 <= entry.start <= entry.value_start <= entry.end <= len(layout.text)


def test_sections_are_told_by_offset() -> None:
    layout = read_layout(SEED)
    places = ["Kantemir Balagov\n", "25-year-old", "Lenfilm", "snuff", "FIPRESCI"]
    assert [layout.section_of(SEED.index(place)) for place in places] == [0, 1, 2, 3, 4]
