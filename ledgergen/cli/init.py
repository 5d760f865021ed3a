"""`ledgergen init`: make the current folder a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ledgergen.errors import StoreError
from ledgergen.settings import WORKSPACE_FILE, Settings

_NOTES = {
    "model": '# model = "gpt-5-mini"\n',
    "base_url": '# base_url = "http://localhost:8080/v1"\n',
    "temperature": "# temperature = 0.7\n",
    "facts": '# facts = ["facts"]\n',
    "out_dir": '# out_dir = "."\n',
}


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
    """List every setting as a comment, with its meaning and default."""
    blocks = ["# Settings of this workspace. Lines that are comments show the default.\n"]
    for key, field in Settings.model_fields.items():
        default = json.dumps(field.default) if isinstance(field.default, str) else field.default
        line = _NOTES.get(key, f"# {key} = {default}\n")
        blocks.append(f"# {field.description}\n{line}")
    return "\n".join(blocks)


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
