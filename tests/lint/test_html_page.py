"""The page frame and its charts: whole, self-contained, and nothing in them comes unescaped."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.pages.charts import (
    Bar,
    Layer,
    Line,
    Stack,
    render_bars,
    render_histogram,
    render_lines,
    render_stacks,
)
from ledgergen.core.pages.html_page import (
    Cell,
    Html,
    Tile,
    Tone,
    escape,
    render_details,
    render_link,
    render_page,
    render_section,
    render_table,
    render_tiles,
)

_VOID = {"meta"}


class _Reader(HTMLParser):
    """Keeps the open elements, the text and every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.text: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


def build_page(text: str) -> str:
    layers = (Layer(text, Tone.GOOD), Layer("other", Tone.BAD))
    return render_page(
        text,
        render_tiles([Tile(text, text, note=text)]),
        render_section(
            text,
            render_bars(text, [Bar(text, 3), Bar("none", 0), Bar("half", Decimal("1.5"), text=text)]),
            render_stacks(text, layers, [Stack(text, (1, 2)), Stack("empty", (0, 0))]),
            render_histogram(text, [(text, 4), ("b", 0)], axis=text),
            render_lines(text, [Line(text, ((1, 2), (3, 4)))], x_axis=text),
            render_table([text], [[text], [Cell(escape(text))]], caption=text),
            render_details(text, render_link(text, text)),
        ),
        lead=text,
        footer=text,
    )


@given(
    st.text() | st.sampled_from(["<script>x</script>", '"><b onclick=', "javascript:x", "\ud800\0", "&amp;"])
)
def test_no_text_becomes_markup(text: str) -> None:
    reader = read(build_page(text))
    plain = read(build_page("https://plain"))  # the page with everything in it, a link too
    assert reader.names <= plain.names
    assert {name for name, _ in reader.attributes} <= {name for name, _ in plain.attributes}
    build_page(text).encode("utf-8")


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = build_page("plain")
    assert "<script" not in page
    assert not re.search(r"url\(|@import|src=|<link", page)
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_charts_say_every_value() -> None:
    chart = render_stacks(
        "By part", [Layer("a", Tone.GOOD), Layer("b", Tone.BAD)], [Stack("row", (12, 3456))]
    )
    label = dict(read(chart).attributes)["aria-label"]
    assert label == "row: 3,468 (a: 12, b: 3,456)"
    assert "3,468" in read(chart).text


def test_bars_are_as_long_as_their_values() -> None:
    widths = [
        float(width)
        for width in re.findall(
            r'<rect[^>]* width="([0-9.]+)"', render_bars("t", [Bar("a", 10), Bar("b", 5)])
        )
    ]
    assert widths[0] == pytest.approx(2 * widths[1])


def test_a_chart_without_rows_says_so() -> None:
    for chart in (
        render_bars("t", []),
        render_stacks("t", [Layer("a", Tone.GOOD)], []),
        render_histogram("t", []),
        render_lines("t", []),
    ):
        assert "Nothing to show." in read(chart).text


def test_a_stack_needs_a_part_for_each_layer() -> None:
    with pytest.raises(ValueError, match="'row' has 1 parts for 2 layers"):
        render_stacks("t", [Layer("a", Tone.GOOD), Layer("b", Tone.BAD)], [Stack("row", (1,))])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert render_link(url, "source") == Html("source")
