"""Settings: where each value may come from, which one wins, and who set it.

    flags  >  LEDGERGEN_* environment  >  ledgergen.toml  >  user file  >  defaults

`ledgergen.toml`, or a table `[tool.ledgergen]` in `pyproject.toml`, is looked for
in the current folder and its parents; the folder that has it is the *workspace*.
Without one, the current folder is.
Secrets come from the environment or from a file that the environment names
(`OPENAI_API_KEY_FILE`), never from a flag or a configuration file, and their
values are never shown.

Unknown keys and unknown `LEDGERGEN_*` variables are errors with a suggestion:
a misspelt limit that silently does nothing costs money.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from ledgergen.errors import ConfigError

WORKSPACE_FILE = "ledgergen.toml"
PROJECT_FILE = "pyproject.toml"
"""May hold the same keys in its table `[tool.ledgergen]`."""
TABLES = frozenset({"check"})
"""Settings that are tables of their own: only a file can hold them."""
ENV_PREFIX = "LEDGERGEN_"


def _split_commas(value: object) -> object:
    # The environment has only strings; a list there is written with commas.
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class CheckSettings(BaseModel):
    """The table `[check]`: what `ledgergen check` lets count. Keys are written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    select: tuple[str, ...] = Field(default=("LG",), description="Codes, or beginnings of codes, to report.")
    ignore: tuple[str, ...] = Field(default=(), description="Codes, or beginnings of codes, to leave out.")
    per_file_ignores: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Glob of files → codes to leave out there."
    )
    exclude: tuple[str, ...] = Field(default=(), description="Globs of files that are not checked.")
    baseline: Path | None = Field(default=None, description="File of findings that are known already.")
    waivers: Path = Field(
        default=Path("ledgergen-waivers.json"), description="File of waivers, shared with the review service."
    )
    fail_level: Literal["none", "error", "warning", "any"] = Field(
        default="error", description="From which severity on a finding makes the command exit 1."
    )


class Settings(BaseModel):
    """Every setting, with its default. Field names are the keys everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = Field(
        default=None, description="Language model to draft with; without one the built-in writer drafts."
    )
    base_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server, such as http://localhost:8080/v1."
    )
    temperature: Decimal | None = Field(
        default=None, ge=0, le=2, description="Sampling temperature; the prompt's own where not set."
    )
    max_repairs: int = Field(
        default=2, ge=0, le=10, description="How often a flagged draft goes back to the model."
    )
    max_attempts: int = Field(default=5, ge=1, le=20, description="How often one request is tried.")
    timeout_s: Decimal = Field(
        default=Decimal(120), gt=0, description="Deadline for one whole reply, in seconds."
    )
    out_dir: Path = Field(default=Path(), description="Folder that ledgers/ and review/ are written in.")
    facts: Annotated[tuple[Path, ...], BeforeValidator(_split_commas)] = Field(
        default=(), description="Dossier files or folders to look in first."
    )
    engine: str | None = Field(
        default=None,
        repr=False,  # it may hold a password
        description="Address of the PostgreSQL database that a team of machines shares.",
    )
    wikidata_url: str = Field(default="https://www.wikidata.org", description="Address of Wikidata.")
    wikidata_query_url: str = Field(
        default="https://query.wikidata.org", description="Address of Wikidata's query service."
    )
    wikipedia_url: str = Field(
        default="https://en.wikipedia.org", description="Address of the English Wikipedia."
    )
    tmdb_url: str = Field(
        default="https://api.themoviedb.org/3",
        description="Address of TMDB, asked where TMDB_API_KEY is set.",
    )
    omdb_url: str = Field(
        default="https://www.omdbapi.com", description="Address of OMDb, asked where OMDB_API_KEY is set."
    )
    database: str | None = Field(
        default=None,
        description="PostgreSQL of a team: postgresql://USER@HOST/NAME; else a file of the workspace.",
    )
    contact: str = Field(
        default="", description="Mail address or page that the services asked for facts can reach you at."
    )
    check: CheckSettings = Field(
        default_factory=CheckSettings, description="The table [check]: what `ledgergen check` lets count."
    )


_SECRETS: Mapping[str, tuple[str, ...]] = {
    "api_key": ("LEDGERGEN_API_KEY", "OPENAI_API_KEY"),
    "tmdb_api_key": ("LEDGERGEN_TMDB_API_KEY", "TMDB_API_KEY"),
    "omdb_api_key": ("LEDGERGEN_OMDB_API_KEY", "OMDB_API_KEY"),
}
"""Secret → the variables it is read from, first wins; each also as NAME_FILE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Settings as they stand, with the origin of every value."""

    settings: Settings
    origins: Mapping[str, str]
    """Setting → where its value comes from: `--model`, `LEDGERGEN_MODEL`, a file, `default`."""
    secrets: Mapping[str, SecretStr]
    """Secret → value; absent where not set."""
    secret_origins: Mapping[str, str]
    workspace: Path
    """Absolute."""
    workspace_file: Path | None

    def find_secret(self, name: str) -> str | None:
        """Return the secret's value, or None where it is not set."""
        secret = self.secrets.get(name)
        return None if secret is None else secret.get_secret_value()


def resolve_settings(
    flags: Mapping[str, object],
    *,
    environ: Mapping[str, str],
    cwd: Path,
    flag_names: Mapping[str, str] | None = None,
) -> Resolved:
    """Merge all layers.

    `flags` holds what the command line gave, None where it gave nothing;
    `flag_names` says how the user wrote each, for messages.

    Raises:
        ConfigError: a file or value cannot be used; names it and where it stands.
    """
    workspace_file = find_workspace_file(cwd)
    workspace = workspace_file.parent if workspace_file else cwd
    values: dict[str, object] = {}
    origins: dict[str, str] = dict.fromkeys(Settings.model_fields, "default")

    def put(layer: Mapping[str, object], name_origin: Mapping[str, str]) -> None:
        for key, value in layer.items():
            values[key] = value
            origins[key] = name_origin[key]

    for path in (find_user_file(environ), workspace_file):
        if path is not None and path.is_file():
            layer = _read_toml(path)
            put(layer, dict.fromkeys(layer, str(path)))
    env_layer = _read_environment(environ)
    put(env_layer, {key: ENV_PREFIX + key.upper() for key in env_layer})
    flag_layer = {key: value for key, value in flags.items() if value is not None and value != ()}
    put(
        flag_layer,
        {key: (flag_names or {}).get(key, "--" + key.replace("_", "-")) for key in flag_layer},
    )
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise _explain_validation(error, origins) from error
    secrets, secret_origins = _read_secrets(environ)
    return Resolved(
        settings=settings,
        origins=origins,
        secrets=secrets,
        secret_origins=secret_origins,
        workspace=workspace,
        workspace_file=workspace_file,
    )


def find_workspace_file(cwd: Path) -> Path | None:
    """Return the nearest `ledgergen.toml`, or `pyproject.toml` with a table for us, at or above `cwd`.

    Where one folder has both, `ledgergen.toml` counts.
    """
    for folder in (cwd, *cwd.parents):
        if (path := folder / WORKSPACE_FILE).is_file():
            return path
        if (path := folder / PROJECT_FILE).is_file() and _has_table(path):
            return path
    return None


def _has_table(path: Path) -> bool:
    # Looked for as text: another project's broken file is none of our business.
    try:
        return re.search(r"^\s*\[tool\.ledgergen[\].]", path.read_text("utf-8"), re.MULTILINE) is not None
    except (OSError, UnicodeDecodeError):
        return False


def find_user_file(environ: Mapping[str, str]) -> Path | None:
    """Return where the user's own configuration would be."""
    home = environ.get("XDG_CONFIG_HOME") or (
        os.path.join(environ["HOME"], ".config") if environ.get("HOME") else None  # noqa: PTH118
    )
    return Path(home) / "ledgergen" / "config.toml" if home else None


def _read_toml(path: Path) -> dict[str, object]:
    try:
        table: dict[str, object] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"cannot read {str(path)!r}", because=str(error), fix="mend that line, or move the file away"
        ) from error
    if path.name == PROJECT_FILE:
        tools: Any = table.get("tool", {})
        table = tools.get("ledgergen", {})
    for key in table:
        if key not in Settings.model_fields:
            raise ConfigError(
                f"{str(path)!r} has an unknown key {key!r}",
                because=f"the keys are {', '.join(Settings.model_fields)}",
                fix=_suggest(key, Settings.model_fields),
            )
    # A path in a file is meant from where the file stands, not from where the command runs.
    if isinstance(out_dir := table.get("out_dir"), str):
        table["out_dir"] = path.parent / out_dir
    if isinstance(facts := table.get("facts"), str | list):
        parts = [facts] if isinstance(facts, str) else facts
        table["facts"] = tuple(path.parent / str(part) for part in parts)
    if isinstance(check := table.get("check"), dict):
        table["check"] = {
            key: path.parent / value if key in {"baseline", "waivers"} and isinstance(value, str) else value
            for key, value in check.items()
        }
    return table


def _read_environment(environ: Mapping[str, str]) -> dict[str, object]:
    known = {ENV_PREFIX + key.upper(): key for key in Settings.model_fields if key not in TABLES}
    secret_names = {
        name + suffix for names in _SECRETS.values() for name in names for suffix in ("", "_FILE")
    }
    layer: dict[str, object] = {}
    for name, value in environ.items():
        if not name.startswith(ENV_PREFIX) or name in secret_names or not value:
            continue
        if name not in known:
            raise ConfigError(
                f"unknown environment variable {name!r}",
                because="no setting is read from it, so it would silently do nothing",
                fix=_suggest(name, [*known, *(n for n in secret_names if n.startswith(ENV_PREFIX))]),
            )
        layer[known[name]] = value
    return layer


def _read_secrets(environ: Mapping[str, str]) -> tuple[dict[str, SecretStr], dict[str, str]]:
    secrets: dict[str, SecretStr] = {}
    origins: dict[str, str] = {}
    for secret, names in _SECRETS.items():
        for name in names:
            if environ.get(name):
                secrets[secret], origins[secret] = SecretStr(environ[name]), name
                break
            if path := environ.get(name + "_FILE"):
                secrets[secret], origins[secret] = _read_secret_file(Path(path), name + "_FILE"), path
                break
    return secrets, origins


def _read_secret_file(path: Path, variable: str) -> SecretStr:
    try:
        return SecretStr(path.read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        because = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise ConfigError(
            f"cannot read the key file {str(path)!r}", because=because, fix=f"correct {variable}, or unset it"
        ) from error


def _explain_validation(error: ValidationError, origins: Mapping[str, str]) -> ConfigError:
    first: Any = error.errors()[0]
    key = str(first["loc"][0])
    if key in TABLES and len(first["loc"]) > 1:
        return _explain_table(first, key, origins.get(key, "a file"))
    return ConfigError(
        f"{key} cannot be {first['input']!r} (from {origins.get(key, 'a flag')})",
        because=str(first["msg"]),
        fix=Settings.model_fields[key].description or "" if key in Settings.model_fields else "remove it",
    )


def _explain_table(first: Mapping[str, Any], table: str, origin: str) -> ConfigError:
    keys = [name.replace("_", "-") for name in CheckSettings.model_fields]
    key = str(first["loc"][1])
    if first["type"] == "extra_forbidden":
        return ConfigError(
            f"[{table}] of {origin!r} has an unknown key {key!r}",
            because=f"the keys are {', '.join(keys)}",
            fix=_suggest(key, keys),
        )
    return ConfigError(
        f"{table}.{key} cannot be {first['input']!r} (from {origin})",
        because=str(first["msg"]),
        fix=CheckSettings.model_fields[key.replace("-", "_")].description or "remove it",
    )


def _suggest(word: str, known: Mapping[str, object] | list[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else "remove it; `ledgergen config show` lists all settings"
