"""The frame of every page that ledgergen writes to a file: one style, no outside parts.

A page is one file that can be mailed, archived and opened without a network:
style inside, charts as inline SVG (`core.pages.charts`), no script, light and dark
by the reader's own setting, and legible on paper.

Markup has a type of its own, `Html`, so that a type checker finds text that
was never escaped: what comes from a ledger, a dossier or a model enters a page
through `escape` or through a function here that takes `str`. How a page is
put together:

    render_page("Audit", render_tiles([Tile("figures", "842")]), render_section("Worst", table))
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Html = NewType("Html", str)
"""Markup that may stand in a page as it is. Made by `escape` and the `render_…` functions."""


class Tone(StrEnum):
    """What a color says. Words say it too: no color carries meaning alone."""

    GOOD = "good"
    FAIR = "fair"
    INFO = "info"
    PLAIN = "plain"
    MUTED = "muted"
    WARN = "warn"
    BAD = "bad"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Tile:
    """One number at the head of a page."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN
    note: str = ""


def escape(text: object) -> Html:
    """Return any value as text that is safe inside an element and inside a quoted attribute."""
    # Control characters are no HTML, and a lone surrogate is no UTF-8: both are shown, not sent.
    shown = "".join(char if _is_printable(char) else "\ufffd" for char in str(text))
    return Html(html.escape(shown, quote=True))


def _is_printable(char: str) -> bool:
    code = ord(char)
    return (code >= 0x20 or char in "\t\n\r") and code != 0x7F and not 0xD800 <= code <= 0xDFFF


def join_html(parts: Iterable[Html]) -> Html:
    """Join pieces of markup."""
    return Html("".join(parts))


def render_page(title: str, *body: Html, lead: str = "", footer: str = "", language: str = "en") -> str:
    """Return a whole HTML document; `lead` is the sentence below its heading."""
    lead_html = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    footer_html = f"<footer>{escape(footer)}</footer>" if footer else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # A page that nothing can be loaded into: neither by us nor by what a ledger says.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{lead_html}\n{join_html(body)}\n</main>\n{footer_html}\n</body>\n</html>\n"
    )


def render_section(heading: str, *body: Html, note: str = "") -> Html:
    """Return a section with its heading; `note` says how to read what follows."""
    note_html = f'<p class="note">{escape(note)}</p>' if note else ""
    return Html(f"<section>\n<h2>{escape(heading)}</h2>\n{note_html}{join_html(body)}\n</section>\n")


def render_columns(*parts: Html) -> Html:
    """Set parts side by side where the page is wide enough."""
    inner = join_html(Html(f"<div>{part}</div>") for part in parts)
    return Html(f'<div class="columns">{inner}</div>\n')


def render_tiles(tiles: Sequence[Tile]) -> Html:
    """Return the row of numbers that opens a page."""
    items = (
        f'<div class="tile tone-{tile.tone.value}"><dt>{escape(tile.label)}</dt><dd>{escape(tile.value)}'
        + (f"<small>{escape(tile.note)}</small>" if tile.note else "")
        + "</dd></div>"
        for tile in tiles
    )
    return Html(f'<dl class="tiles">{"".join(items)}</dl>\n')


def render_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numeric: Iterable[int] = (),
    caption: str = "",
) -> Html:
    """Return a table. Cells are escaped unless they are `render_…` results given as `Cell`.

    `numeric` names the columns, from 0, that are set flush right.
    """
    right = set(numeric)

    def write(tag: str, column: int, value: object) -> str:
        attributes = ' class="number"' if column in right else ""
        if tag == "th":
            attributes += ' scope="col"'
        inner = value.markup if isinstance(value, Cell) else escape(value)
        return f"<{tag}{attributes}>{inner}</{tag}>"

    head = "".join(write("th", column, header) for column, header in enumerate(headers))
    body = "".join(
        "<tr>" + "".join(write("td", column, value) for column, value in enumerate(row)) + "</tr>\n"
        for row in rows
    )
    caption_html = f"<caption>{escape(caption)}</caption>" if caption else ""
    return Html(
        f'<div class="scroll"><table>{caption_html}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody></table></div>\n"
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that is markup already."""

    markup: Html


def render_badge(text: str, tone: Tone) -> Html:
    """Return a word in a small frame: a verdict, a severity."""
    return Html(f'<span class="badge tone-{tone.value}">{escape(text)}</span>')


def render_marked(before: str, marked: str, after: str, *, tone: Tone = Tone.BAD) -> Html:
    """Return an excerpt with one stretch of it marked."""
    return Html(f'{escape(before)}<mark class="tone-{tone.value}">{escape(marked)}</mark>{escape(after)}')


def render_details(summary: str, *body: Html, is_open: bool = False) -> Html:
    """Return a part that opens at a click, and is printed open or shut as it stands."""
    state = " open" if is_open else ""
    return Html(f"<details{state}><summary>{escape(summary)}</summary>{join_html(body)}</details>\n")


def render_link(url: str, text: str) -> Html:
    """Return a link; what is no web address is shown as text, whatever it claims to be."""
    if url.lower().startswith(("https://", "http://")):
        return Html(f'<a href="{escape(url)}" rel="noreferrer">{escape(text)}</a>')
    return escape(text)


STYLE = """
:root {
  --paper: #fdfcf9; --panel: #ffffff; --ink: #1d1f23; --soft: #5c6270; --line: #d9d6cd;
  --good: #2f7d4f; --fair: #5b9f8a; --info: #3d6fb4; --plain: #6b7a90; --muted: #b9bcc4;
  --warn: #b0760d; --bad: #b3382c; --alarm: #7d4a9c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --panel: #1e2127; --ink: #e8e6e1; --soft: #a2a8b4; --line: #353a44;
    --good: #6cc08e; --fair: #7fc4af; --info: #82aeea; --plain: #93a3bb; --muted: #565c69;
    --warn: #e0a847; --bad: #ec8075; --alarm: #c093dd;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main, footer { max-width: 74rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem); }
footer { padding-top: 0; color: var(--soft); font-size: .85rem; }
h1 { font: 600 2.1rem/1.2 Georgia, "Times New Roman", serif; margin: 0 0 .4rem; }
h2 { font: 600 1.3rem/1.3 Georgia, "Times New Roman", serif; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; overflow-wrap: anywhere; }
.lead { font-size: 1.1rem; color: var(--soft); margin: 0 0 1.6rem; max-width: 46rem; }
.note { color: var(--soft); margin: 0 0 .8rem; max-width: 46rem; }
section { margin: 2.4rem 0; }
a { color: var(--info); overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 0; }
.tile { background: var(--panel); border: 1px solid var(--line); border-top: 4px solid var(--tone);
  border-radius: 6px; padding: .7rem .9rem; }
.tile dt { color: var(--soft); font-size: .85rem; }
.tile dd { margin: 0; font-size: 1.7rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile small { display: block; color: var(--soft); font-size: .8rem; font-weight: 400; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 2rem; }
.columns > div { min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { color: var(--soft); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { border: 1px solid var(--tone); color: var(--tone); border-radius: 4px; padding: 0 .35rem;
  font-size: .82rem; white-space: nowrap; }
mark { background: none; color: inherit; font-weight: 600; border-bottom: 3px double var(--tone); }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
figure { margin: 0 0 1.2rem; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { display: block; width: 100%; height: auto; max-width: 44rem; }
svg text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
svg text.soft { fill: var(--soft); font-size: 12px; }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg .fill { fill: var(--tone); }
svg .stroke { stroke: var(--tone); stroke-width: 2; fill: none; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .85rem; color: var(--soft);
  margin: .2rem 0 .5rem; padding: 0; list-style: none; }
.legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .35rem;
  background: var(--tone); vertical-align: -1px; }
.tone-good { --tone: var(--good); } .tone-fair { --tone: var(--fair); }
.tone-info { --tone: var(--info); } .tone-plain { --tone: var(--plain); }
.tone-muted { --tone: var(--muted); } .tone-warn { --tone: var(--warn); }
.tone-bad { --tone: var(--bad); } .tone-alarm { --tone: var(--alarm); }
@media print {
  :root { --paper: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; }
  body { font-size: 10.5pt; } main { padding: 0; max-width: none; }
  section, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .fill, .legend i, .tile { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
