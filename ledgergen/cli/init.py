"""`ledgergen init`: make the current folder a workspace."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ledgergen.errors import StoreError
from ledgergen.settings import WORKSPACE_FILE, Settings

_EXAMPLES: dict[str, object] = {
    "model": "gpt-5-mini",
    "base_url": "http://localhost:8080/v1",
    "temperature": Decimal("0.7"),
    "facts": ("facts",),
    "database": "postgresql://ledgergen@localhost/reviews",
    "baseline": "ledgergen-baseline.json",
}
"""Shown where the default is nothing."""


@click.command(name="init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Make FOLDER (the current one) a workspace: ledgergen.toml and facts/.

    Nothing that is there already is changed.
    """
    written, kept = [], []
    try:
        (folder / "facts").mkdir(parents=True, exist_ok=True)
        for path, text in (
            (folder / WORKSPACE_FILE, _render_config()),
            (folder / "facts" / "README.md", _FACTS),
        ):
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(text)
                written.append(path)
            except FileExistsError:
                kept.append(path)
    except OSError as error:
        raise StoreError(
            f"cannot make a workspace in {str(folder)!r}",
            because=error.strerror or str(error),
            fix="choose a folder you may write in",
        ) from error
    for path in written:
        click.echo(f"wrote {path}", err=True)
    for path in kept:
        click.echo(f"kept {path}, as it was", err=True)
    click.echo("next: ledgergen draft --movie-id 452008", err=True)


def _render_config() -> str:
    """List every setting as a comment, with its meaning and default; tables come last, as TOML wants it."""
    plain, tables = [], []
    for key, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            rows = "\n".join(_render_fields(field.annotation))
            tables.append(f"# {field.description}\n# [{key}]\n\n{rows}")
        else:
            plain.append(_render_field(key, field))
    head = "# Settings of this workspace. Lines that are comments show the default, or an example.\n"
    return "\n".join([head, *plain, *tables])


def _render_fields(table: type[BaseModel]) -> list[str]:
    return [_render_field(field.alias or key, field) for key, field in table.model_fields.items()]


def _render_field(key: str, field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    value = _EXAMPLES.get(key, default) if default is None or default == () else default
    value = "" if value is None else value
    return f"# {field.description}\n# {key} = {_to_toml(value)}\n"


def _to_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_to_toml, value))}]"
    if isinstance(value, dict):
        return "{}"
    return json.dumps(str(value))  # a JSON string is a TOML basic string


_FACTS = """\
# Facts

One dossier a film, YAML or JSON, named by its TMDB id: `452008-closeness.yaml`.
What stands here wins over what ships with ledgergen.

```yaml
schema: dossier/1
movie_id: 1
title: My Film
year: 2019
directors: [A. Director]
sources:
  - {id: s1, name: Production notes, retrieved: 2026-01-31}
facts:
  - {id: f1, subject: My Film, attribute: budget, value: "1900000", unit: USD, source: s1}
  - {id: f2, subject: My Film, attribute: release_date, value: "2019-05-24", source: s1}
```

Values are strings in base units: dollars and never millions, minutes, ISO dates.
"""
