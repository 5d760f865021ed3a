"""`ledgergen explain`: what a code in a report means, why it exists, what to do."""

from __future__ import annotations

import json

import click

from ledgergen.cli.options import json_option
from ledgergen.model.rule import Rule


@click.command(name="explain")
@click.argument("code", required=False)
@json_option
def command(code: str | None, *, as_json: bool) -> None:
    """Explain CODE, or list every code.

    \b
    Examples:
      ledgergen explain LG102
      ledgergen explain
    """
    from ledgergen.core.codes import all_rules, find_rule

    rules = [find_rule(code)] if code else list(all_rules())
    if as_json:
        click.echo(json.dumps([_to_json(rule) for rule in rules], indent=2, ensure_ascii=False))
    elif code:
        click.echo(_render(rules[0]), nl=False)
    else:
        for rule in rules:
            click.echo(f"{rule.code}  {rule.severity.value:<7}  {rule.name}")


def _to_json(rule: Rule) -> dict[str, str]:
    return {
        field: str(getattr(rule, field))
        for field in ("code", "name", "severity", "summary", "why", "bad", "good", "fix")
    }


def _render(rule: Rule) -> str:
    lines = [f"{rule.code} {rule.name} ({rule.severity.value})", "", rule.summary, "", rule.why]
    if rule.bad:
        lines += ["", "For example", f"    {rule.bad}"]
    if rule.good:
        lines += ["Better", f"    {rule.good}"]
    if rule.fix:
        lines += ["", f"What to do: {rule.fix}"]
    return "\n".join(lines) + "\n"
