"""Any dossier at all: four sections, known citations, no figure without one, no crash."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergen import check
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.adapters.resources import data_dir
from ledgergen.core.drafting.citations import build_draft_text
from ledgergen.core.writer.ledger import build_sections
from ledgergen.model.dossier import Dossier, Fact, Source

TITLE = "The Harbor"
SHIPPED = [load_dossier(path) for path in sorted(data_dir("seeds/dossiers").glob("*.yaml"))]

MARK = re.compile(r"\[(?P<ids>[A-Za-z][\w.-]*(?:,[A-Za-z][\w.-]*)*)\]")

ATTRIBUTES = [
    *(
        "budget",
        "gross",
        "opening_weekend",
        "admissions",
        "release_date",
        "premiere_date",
        "production_start",
    ),
    *("production_end", "shooting_days", "runtime", "birth_date", "award", "award_count", "nomination_count"),
    *(
        "rating",
        "vote_count",
        "screens",
        "theaters",
        "aspect_ratio",
        "marketing_cost",
        "film_number",
        "credit",
    ),
    *("company", "location", "setting_year", "genre", "education_start", "odd"),
]
VALUES = [
    *(
        "0",
        "1",
        "7000",
        "1900000",
        "28316211",
        "1004558444",
        "-3",
        "NaN",
        "1e40",
        "8.3",
        "98",
        "4:3",
        "2.35:1",
    ),
    *("1.0:0", "1890s", "1976", "1976-02", "1976-02-08", "1976-13-41", "0000", "9999-12-31", "Golden Bear"),
    *(
        "Warner Bros.",
        "Best First Feature - Under $500,000",
        "{film} {budget}",
        "*a*",
        "x [f9] y",
        "Ōe\nKenzō",
    ),
]
names = st.one_of(
    st.sampled_from(["Alien", "Lars von Trier", "Bong Joon-ho", "{D}", "*batteries not included", "[REC]"]),
    st.text(min_size=1, max_size=20),
)
qualifiers = st.dictionaries(
    st.sampled_from(["territory", "event", "year", "result", "role", "person", "category", "site", "as_of"]),
    st.sampled_from(
        [
            *(
                "US",
                "worldwide",
                "Japan",
                "Cannes Film Festival",
                "Academy Awards",
                "2012",
                "won",
                "nominated",
            ),
            *("previous film", "next film", "debut", "short film", "sequel", "TMDB", "{film}", "", "all"),
        ]
    ),
    max_size=4,
)


@st.composite
def odd_dossiers(draw: st.DrawFn) -> Dossier:
    title, other = draw(names), draw(names)
    directors = draw(st.lists(names, max_size=4))
    subjects = st.sampled_from([title, other, *directors])
    facts = [
        Fact(
            id=draw(st.sampled_from([f"f{number}", f"fact.{number}", f"x y {number}"])),
            subject=draw(subjects),
            attribute=draw(st.sampled_from(ATTRIBUTES)),
            value=draw(st.sampled_from(VALUES)),
            unit=draw(st.sampled_from([None, "USD", "JPY", "min", "days", "percent", "count", "people"])),
            approximate=draw(st.booleans()),
            qualifiers=draw(qualifiers),
            source="s1",
        )
        for number in range(draw(st.integers(0, 25)))
    ]
    return Dossier(
        movie_id=draw(st.integers(0, 10**7)),
        title=title,
        year=draw(st.one_of(st.none(), st.integers(1890, 2030))),
        directors=tuple(directors),
        sources=(Source(id="s1", name="hand"),),
        facts=tuple(facts),
    )


@st.composite
def partial_dossiers(draw: st.DrawFn) -> Dossier:
    dossier = draw(st.sampled_from(SHIPPED))
    kept = draw(st.sets(st.sampled_from([fact.id for fact in dossier.facts])))
    return dossier.model_copy(update={"facts": tuple(fact for fact in dossier.facts if fact.id in kept)})


@given(odd_dossiers())
@settings(max_examples=150, deadline=None)
def test_any_dossier_gives_four_sections_with_known_citations(dossier: Dossier) -> None:
    sections = build_sections(dossier)
    ids = {fact.id for fact in dossier.facts}
    assert list(sections) == [1, 2, 3, 4]
    assert build_sections(dossier) == sections
    for text in sections.values():
        assert text.endswith(".")
        assert "\n" not in text
        for mark in MARK.finditer(_without_names(text, dossier)):
            assert set(mark["ids"].split(",")) <= ids


@given(partial_dossiers())
@settings(max_examples=120, deadline=None)
def test_fewer_facts_say_less_and_invent_nothing(dossier: Dossier) -> None:
    sections = build_sections(dossier)
    prose = "\n\n".join(section.text for section in build_draft_text(sections).sections)
    ids = {fact.id for fact in dossier.facts}
    for text in sections.values():
        assert {each for mark in MARK.finditer(text) for each in mark["ids"].split(",")} <= ids
        assert not re.search(r"  |\.\.|[{}]| [,.;]", text)
    assert [(f.text, f.reason) for f in check(prose, dossier).flagged] == []


@given(partial_dossiers())
@settings(max_examples=60, deadline=None)
def test_every_numeral_stands_before_its_citation(dossier: Dossier) -> None:
    for text in build_sections(dossier).values():
        # Between a numeral and its citation stands its own unit and nothing else.
        bare = MARK.sub("¶", _without_names(text, dossier))
        assert re.findall(r"\d[\d.,:]*(?!.{0,40}¶).{0,60}", bare) == []


def _without_names(text: str, dossier: Dossier) -> str:
    text = re.sub(r"\*[^*]*\*", "*", text)
    for name in (dossier.title, *dossier.directors, *(fact.value for fact in dossier.facts)):
        if not name.replace(".", "").replace("-", "").replace(":", "").isdigit():
            said = re.escape(" ".join(name.split()))
            # A name of one letter stands inside other words, and inside marks, too: those are kept.
            text = re.sub(rf"(?<![\w\[,]){said}(?!\w)", "Name", text)
    return text


def test_nothing_known_is_said_gracefully() -> None:
    sections = build_sections(Dossier(movie_id=7, title="The Quiet Harbor", directors=("Ada Vance",)))
    prose = " ".join(sections.values())
    assert "Ada Vance" in prose
    assert not re.search(r"\d", prose)
    assert 100 <= len(prose.split()) <= 300


def test_a_budget_and_a_gross_in_different_currencies_are_never_compared() -> None:
    facts = (
        _fact("f1", "budget", "1900000000", unit="JPY"),
        _fact("f2", "gross", "275000000", unit="USD", territory="worldwide"),
    )
    prose = " ".join(build_sections(Dossier(movie_id=129, title=TITLE, facts=facts)).values())
    assert "¥1.9 billion [f1]" in prose
    assert "$275 million [f2]" in prose
    assert "times" not in prose
    assert "[f1,f2]" not in prose
    assert "[f2,f1]" not in prose


def test_a_domestic_gross_is_never_called_the_whole() -> None:
    facts = (_fact("f1", "gross", "9000000", unit="USD", territory="US"),)
    prose = " ".join(build_sections(Dossier(movie_id=2, title=TITLE, facts=facts)).values())
    assert "$9 million [f1]" in prose
    assert "worldwide" not in prose


def test_a_nomination_never_becomes_a_win() -> None:
    facts = (_fact("f1", "award", "Golden Bear", event="Berlin", result="nominated", year="2011"),)
    prose = " ".join(build_sections(Dossier(movie_id=3, title=TITLE, facts=facts)).values())
    assert "was nominated for the Golden Bear" in prose
    assert " won " not in prose


def test_an_unknown_budget_of_zero_is_not_a_budget() -> None:
    facts = (_fact("f1", "budget", "0", unit="USD"),)
    assert "[f1]" not in " ".join(build_sections(Dossier(movie_id=4, title=TITLE, facts=facts)).values())


def test_another_film_without_a_stated_relation_is_left_out() -> None:
    other = Fact(id="f1", subject="Other", attribute="budget", value="5000000", unit="USD", source="s1")
    prose = " ".join(build_sections(Dossier(movie_id=5, title=TITLE, facts=(other,))).values())
    assert "Other" not in prose


def test_conflicting_grosses_forbid_a_verdict_that_only_one_of_them_supports() -> None:
    facts = (
        _fact("f1", "budget", "50000000", unit="USD"),
        _fact("f2", "gross", "30000000", unit="USD", territory="worldwide"),
        _fact("f3", "gross", "200000000", unit="USD", territory="worldwide"),
    )
    sections = build_sections(Dossier(movie_id=6, title=TITLE, facts=facts))
    assert "$30 million [f2]" in sections[4]
    assert "$200 million [f3]" in sections[4]
    assert not re.search(r"fell short|paid\.|times|percent", sections[4])


def test_a_part_above_its_whole_is_not_told_as_a_part() -> None:
    facts = (
        _fact("f1", "gross", "9230678", unit="USD", territory="worldwide"),
        _fact("f2", "gross", "9440272", unit="USD", territory="North America"),
    )
    sections = build_sections(Dossier(movie_id=8, title=TITLE, facts=facts))
    assert "$9.2 million [f1]" in sections[4]
    assert "[f2]" not in sections[4]


def _fact(fact_id: str, attribute: str, value: str, *, unit: str | None = None, **qualifiers: str) -> Fact:
    return Fact(
        id=fact_id,
        subject=TITLE,
        attribute=attribute,
        value=value,
        unit=unit,
        qualifiers=qualifiers,
        source="s1",
    )
