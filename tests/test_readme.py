"""The README: every command in it runs and prints what it says, every table is the program's own.

`python tests/test_readme.py` writes the outputs and tables anew; then read the difference.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

import click
import pytest

from ledgergen.cli.app import COMMANDS, cli, run
from ledgergen.core.codes import all_rules

README = Path(__file__).parents[1] / "README.md"
_FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```)", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"(?<=^```sh\n).*?(?=^```)", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"(^```python\n)(.*?)(^```\n\n```text\n)(.*?)(^```)", re.MULTILINE | re.DOTALL)
_CODES = re.compile(
    r"(?<=^<!-- codes -->\n\| code \| name \| severity \| means \|\n\|---\|---\|---\|---\|\n).*?\Z",
    re.MULTILINE | re.DOTALL,
)
_COMMANDS = re.compile(r"(?<=^\| command \| does \|\n\|---\|---\|\n).*?(?=\n\n)", re.MULTILINE | re.DOTALL)


def render_readme(text: str, folder: Path) -> str:
    """Return the README as it ought to be; its files are laid into `folder`, its commands run there."""
    lay_files(text, folder)
    text = _CODES.sub(lambda _: _render_codes(), text)
    text = _COMMANDS.sub(lambda _: _render_commands(), text)
    text = _PYTHON.sub(lambda match: match[1] + match[2] + match[3] + _run_python(match[2]) + match[5], text)
    return _CONSOLE.sub(lambda match: _run_console(match[0]), text)


def lay_files(text: str, folder: Path) -> None:
    """Write the files that the README shows."""
    for name, body in _FILE.findall(text):
        (folder / name).write_text(body, "utf-8")


def _render_codes() -> str:
    return "".join(f"| `{r.code}` | {r.name} | {r.severity.value} | {r.summary} |\n" for r in all_rules())


def _render_commands() -> str:
    return "\n".join(f"| `ledgergen {name}` | {entry.summary} |" for name, entry in COMMANDS.items())


def _run_console(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_capture(command)}" for command in commands)


def _capture(command: str) -> str:
    program, *args = shlex.split(command.removeprefix("$ "))
    if program == "sed":
        return subprocess.run([program, *args], capture_output=True, text=True, check=True).stdout
    assert program == "ledgergen", command
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        run(args)
    return printed.getvalue()


def _run_python(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    return printed.getvalue()


@pytest.fixture
def text() -> str:
    """The README as it stands."""
    return README.read_text("utf-8")


def test_every_command_and_table_is_what_the_program_says(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert text.splitlines() == render_readme(text, tmp_path).splitlines()


def test_there_is_something_to_run(text: str) -> None:
    assert len(_CONSOLE.findall(text)) >= 3
    assert len(_PYTHON.findall(text)) >= 1
    assert all(f"| `ledgergen {name}` |" in text for name in COMMANDS)


def test_every_command_named_in_prose_exists(text: str) -> None:
    named = set(re.findall(r"`ledgergen ([a-z]+)", text))
    assert named <= set(COMMANDS)


def test_every_command_line_shown_is_one_that_is_understood(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_files(text, tmp_path)
    lines = [line for block in _SHELL.findall(text) for line in block.splitlines()]
    shown = [shlex.split(line, comments=True) for line in lines if line.startswith("ledgergen ")]
    assert len(shown) > 30
    (tmp_path / ".ledgergen").mkdir(exist_ok=True)
    (tmp_path / ".ledgergen" / "review.sqlite").touch()  # named in one of them, which looks for it
    for _, *args in shown:
        end = next((place for place, word in enumerate(args) if word in {">", "|", "&&"}), len(args))
        _parse(args[:end])


def _parse(args: list[str]) -> None:
    """Read a command line as far as to its options' values; run nothing."""
    command: click.Command = cli
    context = click.Context(cli, info_name="ledgergen")
    while isinstance(command, click.Group):
        name, found, args = command.resolve_command(context, list(args))
        assert found is not None
        if isinstance(found, click.Group):
            args = list(args) if args and args[0] in found.commands else ["run", *args]
            command, context = found, click.Context(found, info_name=name, parent=context)
        else:
            command, context = found, found.make_context(name, list(args), parent=context)


@pytest.mark.parametrize("name", ["batch", "worker"])
def test_every_option_is_told(text: str, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    if isinstance(command, click.Group):
        command = command.commands["run"]
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options if option not in text} == set()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        README.write_text(render_readme(README.read_text("utf-8"), Path(scratch)), "utf-8")
