"""Settings: which layer wins, where a value came from, and what a mistake is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ledgergen.errors import ConfigError
from ledgergen.settings import Resolved, resolve_settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "ledgergen").mkdir(parents=True)
    (tmp_path / "site" / "deep").mkdir(parents=True)
    return tmp_path


def resolve(home: Path, *, user: str = "", project: str = "", **env: str) -> Resolved:
    return resolve_with({}, home, user=user, project=project, **env)


def resolve_with(
    flags: dict[str, object], home: Path, *, user: str = "", project: str = "", **env: str
) -> Resolved:
    if user:
        (home / "home" / "ledgergen" / "config.toml").write_text(user, "utf-8")
    if project:
        (home / "site" / "ledgergen.toml").write_text(project, "utf-8")
    environ = {"XDG_CONFIG_HOME": str(home / "home"), **env}
    return resolve_settings(flags, environ=environ, cwd=home / "site" / "deep")


LAYERS: list[tuple[dict[str, str], str, str]] = [
    ({}, "none", "default"),
    ({"user": 'model = "u"'}, "u", "config.toml"),
    ({"user": 'model = "u"', "project": 'model = "p"'}, "p", "ledgergen.toml"),
    ({"user": 'model = "u"', "project": 'model = "p"', "LEDGERGEN_MODEL": "e"}, "e", "LEDGERGEN_MODEL"),
]


@pytest.mark.parametrize(("layers", "value", "origin"), LAYERS, ids=[origin for _, _, origin in LAYERS])
def test_the_higher_layer_wins_and_is_named(
    home: Path, layers: dict[str, str], value: str, origin: str
) -> None:
    resolved = resolve(home, **layers)
    assert (resolved.settings.model or "none") == value
    assert resolved.origins["model"].endswith(origin)


def test_a_flag_wins_over_everything(home: Path) -> None:
    flags: dict[str, object] = {"model": "f", "base_url": None}
    resolved = resolve_with(flags, home, project='model = "p"', LEDGERGEN_MODEL="e")
    assert (resolved.settings.model, resolved.origins["model"]) == ("f", "--model")
    assert resolved.origins["base_url"] == "default"


def test_paths_in_a_file_are_meant_from_the_file(home: Path) -> None:
    resolved = resolve(home, project='out_dir = "public"\nfacts = ["facts", "more"]')
    site = home / "site"
    assert resolved.settings.out_dir == site / "public"
    assert resolved.settings.facts == (site / "facts", site / "more")
    assert resolved.workspace == site


def test_environment_values_are_read_to_their_types(home: Path) -> None:
    settings = resolve(
        home, LEDGERGEN_MAX_REPAIRS="0", LEDGERGEN_TIMEOUT_S="2.5", LEDGERGEN_FACTS="a, b"
    ).settings
    assert (settings.max_repairs, settings.timeout_s) == (0, Decimal("2.5"))
    assert settings.facts == (Path("a"), Path("b"))


MISTAKES: list[tuple[dict[str, str], str, str]] = [
    ({"project": 'modle = "x"'}, "has an unknown key 'modle'", "did you mean 'model'?"),
    (
        {"LEDGERGEN_MAX_REPAIR": "1"},
        "unknown environment variable 'LEDGERGEN_MAX_REPAIR'",
        "did you mean 'LEDGERGEN_MAX_REPAIRS'?",
    ),
    (
        {"LEDGERGEN_MAX_REPAIRS": "many"},
        "max_repairs cannot be 'many' (from LEDGERGEN_MAX_REPAIRS)",
        "How often",
    ),
    ({"project": "model = "}, "cannot read", "mend that line"),
    (
        {"OPENAI_API_KEY_FILE": "/nowhere/key"},
        "cannot read the key file '/nowhere/key'",
        "OPENAI_API_KEY_FILE",
    ),
]


@pytest.mark.parametrize(("layers", "what", "fix"), MISTAKES, ids=[what for _, what, _ in MISTAKES])
def test_a_mistake_says_what_where_and_what_to_do(
    home: Path, layers: dict[str, str], what: str, fix: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve(home, **layers)
    assert what in caught.value.what
    assert fix in caught.value.fix
    assert caught.value.because


def test_a_key_is_read_but_never_shown(home: Path) -> None:
    key_file = home / "key"
    key_file.write_text("sk-from-file\n", "utf-8")
    resolved = resolve(home, OPENAI_API_KEY_FILE=str(key_file))
    assert resolved.find_secret("api_key") == "sk-from-file"
    assert "sk-from-file" not in repr(resolved)
    assert resolve(home, OPENAI_API_KEY="", LEDGERGEN_API_KEY="k").find_secret("api_key") == "k"
