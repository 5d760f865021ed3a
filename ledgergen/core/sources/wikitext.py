"""The little of wiki markup that a fact box needs: find the box, part its fields, take markup off.

Wikitext nests: templates in links in templates. Nothing here recurses and every
scan moves forward, so that a page of a million open braces costs a moment and
not a minute; beyond `MAX_DEPTH` braces are plain characters.
"""

from __future__ import annotations

import html
import re

MAX_CHARS = 2_000_000
"""Of a page; the longest articles have half a million."""

UNREAD = "\ufffd"
"""Stands where a template stood whose text only the wiki can make."""

MAX_FIELD_CHARS = 4_000
"""Of one field of a box."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REF = re.compile(r"<ref\b[^<>]{0,300}/>|<ref\b[^<>]{0,300}>.*?(?:</ref\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>|</?(?:li|p|div)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]")
_WEB_LINK = re.compile(r"\[https?://[^\s\]]{1,500}\s*([^\]]{0,300})\]")
_INNER = re.compile(r"\{\{([^{}]{0,1500})\}\}")
_LISTS = frozenset(
    {"plainlist", "unbulleted list", "ubl", "unbulleted", "ublist", "flatlist", "hlist", "plain list"}
)
_KEEP = frozenset({"nowrap", "nobr", "small", "nobold", "lang", "langr", "abbr", "sup", "sub", "nobreak"})
_NOTES = frozenset({"efn", "refn", "sfn", "cite", "better", "citation", "cn", "r"})
_MONEY = {
    "inr": "₹", "indian rupee": "₹", "indian rupees": "₹", "us$": "US$", "usd": "US$", "gbp": "£", "£": "£",
    "euro": "€", "eur": "€", "jpy": "¥", "¥": "¥", "yen": "¥", "krw": "₩", "cad": "C$", "aud": "A$",
    "a$": "A$", "hkd": "HK$", "cny": "CN¥",
}  # fmt: skip


def find_box(wikitext: str, name: str) -> dict[str, str]:
    """Return the fields of the first template whose name begins with `name`, as written.

    >>> find_box("{{Infobox film | budget = $1 [[million|mn]] }}", "infobox film")
    {'budget': '$1 [[million|mn]]'}
    """
    text = _COMMENT.sub("", wikitext[:MAX_CHARS])
    start = re.search(r"\{\{\s*" + re.escape(name) + r"\b[^|{}]{0,80}(?=[|}])", text, re.IGNORECASE)
    if start is None:
        return {}
    fields: dict[str, str] = {}
    for part in _split_fields(text, start.end()):
        key, equals, value = part.partition("=")
        if equals and len(value) <= MAX_FIELD_CHARS:
            fields.setdefault(key.strip().lower(), value.strip())
    return fields


def _split_fields(text: str, at: int) -> list[str]:
    """Part a template at its own bars; `at` is where its name ends."""
    depth, brackets, begin = 0, 0, at
    parts: list[str] = []
    for token in re.finditer(r"\{\{|\}\}|\[\[|\]\]|\|", text[at : at + 100_000]):
        kind, place = token[0], at + token.start()
        if kind == "{{":
            depth += 1
        elif kind == "}}":
            if depth == 0:
                parts.append(text[begin:place])
                break
            depth -= 1
        elif kind == "[[":
            brackets += 1
        elif kind == "]]":
            brackets = max(brackets - 1, 0)
        elif depth == 0 and brackets == 0:
            parts.append(text[begin:place])
            begin = place + 1
    return parts


def strip_markup(text: str) -> str:
    """Take the markup off a field: line breaks stay, comments, references and unknown templates go.

    >>> strip_markup("{{INR|130 crore}}<ref>x</ref> ([[United States|US]])")
    '₹130 crore (US)'
    """
    text = _REF.sub("", _COMMENT.sub("", text))
    for _ in range(6):  # innermost first
        text, n_replaced = _INNER.subn(_render_template, text)
        if not n_replaced:
            break
    text = _WEB_LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(text.replace("'''", "").replace("''", ""))
    lines = (" ".join(line.lstrip("*# ").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _render_template(match: re.Match[str]) -> str:
    name, *parts = match[1].split("|")
    name = name.strip().lower()
    values = [part for part in parts if not re.match(r"\s*[\w-]+\s*=", part)]
    if name in _MONEY:
        return _MONEY[name] + (values[0].strip() if values else "")
    if name in _LISTS:
        return "\n" + "\n".join(values) + "\n"
    if name in _KEEP and values:
        return values[-1]
    if name.startswith("#"):
        # A computation that only the wiki can do: left standing, it makes the
        # line unreadable, as it should be.
        return f" {UNREAD} "
    return " " if name.split(" ")[0] in _NOTES else f" {UNREAD} "
