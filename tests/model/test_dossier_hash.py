"""A dossier's hash is that of its canonical JSON, whatever it holds: reports of years ago name it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledgergen import Dossier, Fact
from ledgergen.codec import hash_dossier, hash_json
from ledgergen.model.dossier import Passage, Source

_TEXT = st.text(max_size=12)


@given(
    passages=st.lists(st.builds(Passage, id=_TEXT, text=_TEXT, source=_TEXT), max_size=3),
    facts=st.lists(
        st.builds(
            Fact, id=_TEXT, subject=_TEXT, attribute=_TEXT, value=_TEXT, source=_TEXT,
            qualifiers=st.dictionaries(_TEXT, _TEXT, max_size=2), also=st.lists(_TEXT, max_size=2),
            unit=st.none() | _TEXT, approximate=st.booleans(),
        ),
        max_size=2,
    ),
    records=st.lists(st.dictionaries(_TEXT, _TEXT | st.integers() | st.floats(allow_nan=False)), max_size=2),
    gaps=st.lists(_TEXT, max_size=1),
)  # fmt: skip
def test_the_hash_is_of_the_canonical_json(
    passages: list[Passage], facts: list[Fact], records: list[object], gaps: list[str]
) -> None:
    dossier = Dossier(
        movie_id=7, title='"7"', passages=tuple(passages), facts=tuple(facts), records=tuple(records),
        sources=(Source(id="s", name="S"),), gaps=tuple(gaps),
    )  # fmt: skip
    plain = dossier.model_dump(by_alias=True, exclude={"gaps"})
    for entry in plain["facts"]:
        if not entry["also"]:
            del entry["also"]
    del plain["sources"][0]["attribution"]
    assert hash_dossier(dossier) == hash_json("dossier/1", plain)


def test_the_hash_stays_what_it_was() -> None:
    told = Dossier.from_texts(["It cost “$3”.\n", 'He said "no".'])
    assert hash_dossier(told) == "5cfa82aa297d17657ed88113f4a81be81568319503d9787244e7edd9d8291376"
