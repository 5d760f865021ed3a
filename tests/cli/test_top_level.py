"""The top of the command line: help, start-up, and how mistakes are answered."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from ledgergen.cli.app import COMMANDS, run

HEAVY = ("openai", "httpx2", "sqlalchemy", "fastapi", "jinja2", "genai_prices", "sqlite3")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = import_module(f"ledgergen.cli.{COMMANDS[name].module}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert run([name, "--help"]) == 0
    assert f"Usage: ledgergen {name}" in capsys.readouterr().out


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"]], ids=" ".join)
def test_start_up_loads_nothing_heavy(args: list[str]) -> None:
    script = (
        "import sys; from ledgergen.cli.app import run; code = run(sys.argv[1:]);"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules];"
        "print(loaded, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_help_does_not_even_load_pydantic() -> None:
    script = (
        "import sys; from ledgergen.cli.app import run; run(['--help']); sys.exit('pydantic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


USAGE = [
    (["chek"], "there is no command 'chek'", "did you mean 'ledgergen check'?"),
    (["version"], "there is no command 'version'", "did you mean 'ledgergen --version'?"),
    (["frobnicate"], "there is no command 'frobnicate'", "'ledgergen --help' lists them"),
    (["draft"], "missing option '--movie-id'", "ledgergen draft --help"),
    (["draft", "--movie-id", "x"], "'x' is not a valid integer range", "ledgergen draft --help"),
    (["explain", "LG9999"], "there is no code 'LG9999'", "ledgergen explain"),
]


@pytest.mark.parametrize(("args", "what", "fix"), USAGE, ids=[" ".join(args) for args, _, _ in USAGE])
def test_wrong_usage_exits_2_and_says_what_to_do(
    args: list[str], what: str, fix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert what in captured.err
    assert fix in captured.err
    assert "Traceback" not in captured.err


def test_no_arguments_print_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "ledgergen draft --movie-id 452008" in capsys.readouterr().out


def test_config_show_names_every_origin_and_no_key(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("LEDGERGEN_MODEL", "m")
    assert run(["config", "show", "--json"]) == 0
    out = capsys.readouterr().out
    shown = json.loads(out)["settings"]
    assert shown["model"] == {"value": "m", "origin": "LEDGERGEN_MODEL"}
    assert shown["api_key"] == {"value": "set", "origin": "OPENAI_API_KEY"}
    assert "sk-secret" not in out


def test_config_show_gives_a_table_of_settings_key_by_key(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledgergen.toml").write_text(
        '[check]\nignore = ["LG307", "LG4"]\n[check.per-file-ignores]\n"old" = ["LG3"]\n', "utf-8"
    )
    assert run(["config", "show"]) == 0
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in capsys.readouterr().out.splitlines()}
    assert rows["check.ignore"] == f"LG307, LG4 {tmp_path / 'ledgergen.toml'}"
    assert rows["check.per-file-ignores"].startswith("old: LG3 ")
    assert rows["check.waivers"].startswith("ledgergen-waivers.json ")


def test_init_makes_a_workspace_and_keeps_what_is_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(["init", str(tmp_path)]) == 0
    config = tmp_path / "ledgergen.toml"
    config.write_text('model = "mine"\n', "utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert config.read_text("utf-8") == 'model = "mine"\n'
    assert "kept" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show"]) == 0


def test_the_file_that_init_writes_is_read_back_with_every_line_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["init", str(tmp_path)]) == 0
    config = tmp_path / "ledgergen.toml"
    lines = config.read_text("utf-8").splitlines()
    config.write_text(
        "\n".join(
            line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in lines
        ),
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show"]) == 0


@pytest.mark.parametrize(
    "args",
    [["-v", "explain", "LG9999"], ["explain", "LG9999", "-v"]],
    ids=["before the command", "behind it"],
)
def test_verbose_shows_the_traceback(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    assert "Traceback" in capsys.readouterr().err
