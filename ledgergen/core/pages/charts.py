"""Small charts as inline SVG: bars, stacked bars, a histogram, a line.

Each function takes numbers with their words and returns one `<figure>` for
`core.pages.html_page`. Colors are tones of that page's style sheet, so a chart
follows its reader's light or dark setting and prints. Every value also stands
as text beside its bar, and the whole chart as one sentence for those who
cannot see it: a chart hides no number.

Widths are fractions of the largest value; a value of zero draws no bar, and a
chart without rows says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.pages.html_page import Html, Tone, escape, join_html

Number = int | Decimal

_WIDTH = 640
_ROW = 26
_BAR = 16
_LABEL = 200
_VALUE = 96
_CHAR = 8
"""Width of a character, about: labels longer than their column are cut."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long, what it stands for, what is written behind it."""

    label: str
    value: Number
    tone: Tone = Tone.INFO
    text: str | None = None
    """Behind the bar, in place of the value."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of part in a stacked chart."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of a stacked chart: a part for every layer, in their order."""

    label: str
    parts: tuple[Number, ...]
    text: str | None = None
    """Behind the bar, in place of the sum."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a line chart; points are (x, y), in order of x."""

    name: str
    points: tuple[tuple[Number, Number], ...]
    tone: Tone = Tone.INFO


def render_bars(title: str, bars: Sequence[Bar], *, maximum: Number | None = None) -> Html:
    """Draw horizontal bars, one a row; `maximum` fixes the scale (100 for shares)."""
    rows = [Stack(bar.label, (bar.value,), bar.text) for bar in bars]
    return _frame(title, _draw_rows(rows, lambda row, _: bars[row].tone, maximum=maximum), rows)


def render_stacks(
    title: str, layers: Sequence[Layer], stacks: Sequence[Stack], *, is_share: bool = False
) -> Html:
    """Draw stacked horizontal bars; with `is_share` every bar is as long as the others.

    Raises:
        ValueError: a row has not one part for each layer.
    """
    for stack in stacks:
        if len(stack.parts) != len(layers):
            raise ValueError(f"{stack.label!r} has {len(stack.parts)} parts for {len(layers)} layers")
    body = _draw_rows(stacks, lambda _, part: layers[part].tone, is_share=is_share, layers=layers)
    return _frame(title, body, stacks, legend=[(layer.name, layer.tone) for layer in layers])


def render_histogram(
    title: str, counts: Sequence[tuple[str, int]], *, tone: Tone = Tone.INFO, axis: str = ""
) -> Html:
    """Draw columns over classes that are counted already: (name of the class, count)."""
    if not counts:
        return _frame(title, Html(""), ())
    top, base, left = 24, 170, 8
    largest = max(1, *(count for _, count in counts))
    step = (_WIDTH - 2 * left) / len(counts)
    parts = [f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{base}" y2="{base}"/>']
    for index, (name, count) in enumerate(counts):
        x, height = left + index * step, (base - top) * count / largest
        box = (x + 1, base - height, max(1.0, step - 2), height)
        parts.append(_rect(box, tone, f"{name}: {count:,}"))
        if count and step >= 24:
            parts.append(_text(x + step / 2, base - height - 5, f"{count:,}", anchor="middle"))
        if index % max(1, round(48 / step)) == 0:
            parts.append(_text(x + step / 2, base + 16, name, anchor="middle"))
    parts.append(_text(_WIDTH / 2, base + 34, axis, anchor="middle"))
    said = "; ".join(f"{name}: {count}" for name, count in counts)
    return _frame(title, _svg(f"{title}. {said}", base + (42 if axis else 24), parts), counts)


def render_lines(title: str, lines: Sequence[Line], *, x_axis: str = "", y_axis: str = "") -> Html:
    """Draw lines through points; up begins at zero, or below where a value is."""
    points = [point for line in lines for point in line.points]
    if not points:
        return _frame(title, Html(""), ())
    left, top, right, base = 64, 16, _WIDTH - 16, 190
    xs, ys = [x for x, _ in points], [y for _, y in points]
    place_x = _scale(float(min(xs)), float(max(xs)), left, right)
    place_y = _scale(min(0.0, float(min(ys))), float(max(ys)), base, top)
    parts = [
        f'<line class="axis" x1="{left}" x2="{right}" y1="{base}" y2="{base}"/>',
        f'<line class="axis" x1="{left}" x2="{left}" y1="{top}" y2="{base}"/>',
        _text(left - 6, top + 4, _number(max(ys)), anchor="end"),
        _text(left, base + 16, _number(min(xs))),
        _text(right, base + 16, _number(max(xs)), anchor="end"),
    ]
    for line in lines:
        path = " ".join(f"{place_x(float(x)):.1f},{place_y(float(y)):.1f}" for x, y in line.points)
        name = f"<title>{escape(line.name)}</title>"
        parts.append(f'<polyline class="stroke tone-{line.tone.value}" points="{path}">{name}</polyline>')
    axes = (x_axis and f"across: {x_axis}", y_axis and f"up: {y_axis}")
    parts.append(_text((left + right) / 2, base + 34, " · ".join(filter(None, axes)), anchor="middle"))
    said = "; ".join(
        f"{line.name}: " + ", ".join(f"{_number(x)} → {_number(y)}" for x, y in line.points) for line in lines
    )
    body = _svg(f"{title}. {said}", base + 42, parts)
    return _frame(title, body, points, legend=[(line.name, line.tone) for line in lines])


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = high - low
    return lambda value: start + (end - start) * ((value - low) / span if span else 0.5)


def _draw_rows(
    rows: Sequence[Stack],
    find_tone: Callable[[int, int], Tone],
    *,
    maximum: Number | None = None,
    is_share: bool = False,
    layers: Sequence[Layer] = (),
) -> Html:
    room = _WIDTH - _LABEL - _VALUE
    longest = maximum if maximum is not None else max((sum(row.parts) for row in rows), default=0)
    parts, said = [], []
    for index, row in enumerate(rows):
        total = sum(row.parts)
        whole = float(total if is_share else longest)
        y, x = index * _ROW + 4, float(_LABEL)
        label = f"{escape(_cut(row.label))}<title>{escape(row.label)}</title>"
        parts.append(f'<text x="{_LABEL - 10}" y="{y + 13}" text-anchor="end">{label}</text>')
        details = []
        for number, part in enumerate(row.parts):
            width = float(part) / whole * room if whole > 0 else 0.0
            width = max(0.0, min(width, _LABEL + room - x))
            name = f"{layers[number].name}: " if layers else ""
            details.append(f"{name}{_number(part)}")
            if width > 0:
                tip = f"{row.label} · {details[-1]}"
                parts.append(_rect((x, y, width, _BAR), find_tone(index, number), tip))
            x += width
        text = row.text if row.text is not None else _number(total)
        parts.append(_text((_LABEL + room if is_share else x) + 8, y + 13, text))
        said.append(f"{row.label}: {text}" + (f" ({', '.join(details)})" if layers else ""))
    return _svg("; ".join(said), len(rows) * _ROW + 6, parts)


def _rect(box: tuple[float, float, float, float], tone: Tone, tip: str) -> str:
    x, y, width, height = box
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="fill tone-{tone.value}" {place}><title>{escape(tip)}</title></rect>'


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="soft" {place}>{escape(text)}</text>' if text else ""


def _svg(said: str, height: int, parts: Sequence[str]) -> Html:
    label = f'role="img" aria-label="{escape(said)}"'
    return Html(f'<svg viewBox="0 0 {_WIDTH} {height}" {label}>{"".join(parts)}</svg>')


def _frame(
    title: str, body: Html, rows: Sequence[object], *, legend: Sequence[tuple[str, Tone]] = ()
) -> Html:
    if not rows:
        body, legend = Html('<p class="note">Nothing to show.</p>'), ()
    items = join_html(
        Html(f'<li class="tone-{tone.value}"><i></i>{escape(name)}</li>') for name, tone in legend
    )
    key = f'<ul class="legend">{items}</ul>' if legend else ""
    return Html(f"<figure><figcaption>{escape(title)}</figcaption>{key}{body}</figure>\n")


def _number(value: Number) -> str:
    """Write a number with thousands marked and no more than two decimals."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def _cut(label: str) -> str:
    most = _LABEL // _CHAR
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
