from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen import Dossier, Fact, Figure, Passage, Severity, Support, Verdict
from ledgergen.core.drafting.citations import (
    RULES,
    SectionText,
    build_draft_text,
    find_citation_findings,
    insert_citations,
)
from tests.steps import count_steps

DOSSIER = Dossier(
    movie_id=1,
    title="Harbor",
    facts=(
        Fact(id="f1", subject="Harbor", attribute="budget", value="1900000", unit="USD", source="s"),
        Fact(id="f2", subject="Harbor", attribute="budget", value="1900000", unit="USD", source="t"),
        Fact(id="f3", subject="Harbor", attribute="gross", value="28000000", unit="USD", source="s"),
    ),
    passages=(Passage(id="p1", text="It cost 1.9 million.", source="s"),),
)


def read(cited: str) -> SectionText:
    return build_draft_text({1: cited}).sections[0]


@pytest.mark.parametrize(
    ("cited", "printed", "ids"),
    [
        ("cost $1.9 million [f1], and", "cost $1.9 million, and", [("f1",)]),
        ("at 33 [f8, f5].", "at 33.", [("f8", "f5")]),
        ("at 33 [f8][f5].", "at 33.", [("f8", "f5")]),
        ("at 33 [f8] [f5].", "at 33.", [("f8", "f5")]),
        ("at 33 [f8; p5 and f2].", "at 33.", [("f8", "p5", "f2")]),
        ("at 33[f8] or", "at 33 or", [("f8",)]),
        ("at 33 [fact f8].", "at 33.", [("f8",)]),
        ("at 33 【f8】.", "at 33.", [("f8",)]),
        ("It cost 5. [f1] It ran.", "It cost 5. It ran.", [("f1",)]),
        ("[f1] It ran.", "It ran.", [("f1",)]),
        ("at 33 [[f8]].", "at 33.", [("f8",)]),
        ("at 33 **[f8]**.", "at 33.", [("f8",)]),
        ("at 33 `[f8]`.", "at 33.", [("f8",)]),
        ("at 33 [`f8`].", "at 33.", [("f8",)]),
        ("at 33 [f8, f5,].", "at 33.", [("f8", "f5")]),
        ("at 33 [f8/f5].", "at 33.", [("f8", "f5")]),
        ("at 33 [f8 f5].", "at 33.", [("f8", "f5")]),
        ("at 33 [fact: f8].", "at 33.", [("f8",)]),
        ("at 33 [Evidence f8].", "at 33.", [("f8",)]),
        ("at 33 [F8].", "at 33.", [("F8",)]),
        ("**Bold** [f8].", "**Bold**.", [("f8",)]),
        ("at 33 [f8: age].", "at 33 [f8: age].", []),
        ("at 33 [see f8].", "at 33 [see f8].", []),
        ("by box_office [box_office.ww].", "by box_office.", [("box_office.ww",)]),
        ("a word [sic] and [note]", "a word [sic] and [note]", []),
        ("a link [f1](http://x)", "a link [f1](http://x)", []),
        ("a year [1976] and [ ]", "a year [1976] and [ ]", []),
    ],
)
def test_marks_are_taken_out_and_kept(cited: str, printed: str, ids: list[tuple[str, ...]]) -> None:
    section = read(cited)
    assert section.text == printed
    assert [citation.ids for citation in section.citations] == ids
    assert section.cited == cited


@pytest.mark.parametrize(
    ("cited", "covered"),
    [
        ("It cost $5 [f1] and made $9 [f2].", ["It cost $5", " and made $9"]),
        ("Nothing here. It cost $5 [f1].", ["It cost $5"]),
        ("It cost $5. [f1] It made $9 [f2].", ["It cost $5.", "It made $9"]),
    ],
)
def test_a_citation_covers_its_sentence_from_the_one_before(cited: str, covered: list[str]) -> None:
    section = read(cited)
    assert [section.text[c.start : c.end] for c in section.citations] == covered


@pytest.mark.parametrize(
    "hostile",
    [
        "[a" + " and" * 900,
        "[f1" + ", f1" * 900,
        " " * 3900,
        "[" * 3900,
        "** [" * 900,
        "[fact " * 600,
        "( " * 1900,
        ". " * 1900 + "[f1]",
        "[f1] " * 700,
    ],
    ids=lambda text: text[:9],
)
def test_no_section_takes_long_to_read(hostile: str) -> None:
    def look() -> None:
        section = read(hostile)
        find_citation_findings(section, figures=[], at=0, text=section.text, dossier=DOSSIER)

    assert count_steps(look) < 20 * len(hostile)


@given(
    st.text(alphabet="ab $1.,!? \n[]f", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.tuples(st.sampled_from(["f1", "p22"]))), max_size=4),
)
def test_every_covered_stretch_lies_inside_the_printed_text(
    text: str, marks: list[tuple[int, tuple[str, ...]]]
) -> None:
    places = {min(place, len(text)): ids for place, ids in marks}
    section = read(insert_citations(text, places.items()))
    ends = [citation.end for citation in section.citations]
    assert ends == sorted(set(ends))
    assert all(0 <= c.start <= c.end <= len(section.text) for c in section.citations)


def judge(cited: str, verdict: Verdict = Verdict.EXACT, proof: tuple[str, ...] = ("f1",)) -> list[str]:
    """Check one section whose only figure is "$1.9 million", proven by `proof`."""
    section = read(cited)
    text = "head\n" + section.text
    start = text.index("$1.9 million")
    figure = Figure(
        id="fig-1",
        start=start,
        end=start + len("$1.9 million"),
        text="$1.9 million",
        section=1,
        verdict=verdict,
        rule="V10",
        reason="",
        evidence=tuple(Support(id=name, kind="fact", statement="", source="") for name in proof),
    )
    findings = find_citation_findings(section, figures=[figure], at=5, text=text, dossier=DOSSIER)
    severities = {rule.code: rule.severity for rule in RULES}
    for finding in findings:
        assert finding.severity is severities[finding.code]
        assert finding.section == 1
        assert finding.line == 2
        assert finding.end_column is not None
        shown = text.splitlines()[1][finding.column - 1 : finding.end_column - 1]
        assert shown
        assert shown.strip("“”") in finding.message or finding.message.startswith("'…")
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("cited", "codes"),
    [
        ("It cost $1.9 million [f1].", []),
        ("It cost $1.9 million [f1, f3].", []),
        ("It cost $1.9 million [f2].", []),  # another source of the same fact
        ("It cost $1.9 million [p1].", []),
        ("It cost $1.9 million.", ["LG112"]),
        ("It cost much [f1]. Then it cost $1.9 million.", ["LG112"]),
        ("It cost $1.9 million [f3].", ["LG111"]),
        ("It cost $1.9 million [F1].", []),
        ("It cost $1.9 million [f99].", ["LG110"]),
        ("It cost $1.9 million [f1: budget].", ["LG113", "LG112"]),
        ("It cost $1.9 million [f1–f3].", ["LG113", "LG112"]),
        ("It cost $1.9 million [f1-f3].", ["LG113", "LG112"]),
        ("It cost $1.9 million [see f44].", ["LG113", "LG112"]),
        ("It cost $1.9 million (f1).", ["LG113", "LG112"]),
        ("It cost $1.9 million f1.", ["LG113", "LG112"]),
        ("It cost $1.9 million [f1] ([f3]).", ["LG113"]),
        ("It cost $1.9 million [f1] and raced in F1 beside U2 (see B17).", []),
        ("It cost $1.9 million [f1, f99].", ["LG110"]),
        ("It cost $1.9 million [f1]. A harbor stood there, and it was gray [f98].", ["LG110"]),
    ],
)
def test_citations_are_held_against_the_proof(cited: str, codes: list[str]) -> None:
    assert judge(cited) == codes


def test_a_flagged_figure_is_not_blamed_twice_for_its_citation() -> None:
    assert judge("It cost $1.9 million [f3].", verdict=Verdict.UNSUPPORTED, proof=()) == []


def test_what_is_no_claim_needs_no_citation() -> None:
    assert judge("It cost $1.9 million.", verdict=Verdict.NOT_A_CLAIM, proof=()) == []


def test_only_an_invented_source_and_a_mark_in_print_hold_a_draft_back() -> None:
    errors = [rule.code for rule in RULES if rule.severity is Severity.ERROR]
    assert errors == ["LG110", "LG113"]


def test_untouched_sections_of_a_repair_are_the_same_objects() -> None:
    draft = build_draft_text({1: "a", 2: "b", 3: "c", 4: "d"})
    mended = draft.replace(build_draft_text({3: "new"}))
    assert [section.text for section in mended.sections] == ["a", "b", "new", "d"]
    assert all(mended.sections[at] is draft.sections[at] for at in (0, 1, 3))
