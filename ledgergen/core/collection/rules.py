"""The rows that `ledgergen check` itself adds: across ledgers (LG2xx), workflow (LG5xx), tool (LG9xx)."""

from __future__ import annotations

from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="LG203",
        name="figure differs between ledgers",
        severity=Severity.WARNING,
        summary="Two ledgers give the same thing different figures.",
        why="One of the two is wrong, and readers of both will notice.",
        bad="“a $14 million budget” in one ledger, “the $12 million film” in another",
        good="the same figure in both, each at its own rounding",
        fix="Find which source is right, correct the other ledger and its dossier.",
    ),
    Rule(
        code="LG501",
        name="changed after approval",
        severity=Severity.ERROR,
        summary="The text is not the one that was approved.",
        why="An approval belongs to exact bytes; what was typed afterwards nobody has approved.",
        bad="an edit in ledgers/ after an editor approved the file",
        good="an edit, then a new approval",
        fix="Have the ledger approved again, or restore the approved text.",
    ),
    Rule(
        code="LG502",
        name="ignore without reason",
        severity=Severity.ERROR,
        summary="A waiver or an ignore comment gives no valid reason, so it excuses nothing.",
        why="Without its reason nobody can tell later whether it still holds.",
        bad="<!-- ledgergen: ignore-next LG101 -->",
        good='<!-- ledgergen: ignore-next LG101 reason="part of the film\'s title" -->',
        fix="Add the reason, or take the ignore out.",
    ),
    Rule(
        code="LG503",
        name="unused ignore",
        severity=Severity.WARNING,
        summary="An ignore comment excuses nothing.",
        why="It would hide the next mistake in its place.",
        bad="an ignore-next above a paragraph that was corrected since",
        good="no comment where nothing is found",
        fix="Take the comment out.",
    ),
    Rule(
        code="LG504",
        name="unknown ignore",
        severity=Severity.WARNING,
        summary="An ignore comment cannot be read, or names a code that cannot be ignored.",
        why="Its author believes that something is excused, and nothing is.",
        bad='<!-- ledgergen: ignore-next LG999 reason="…" -->',
        good='<!-- ledgergen: ignore-next LG101 reason="…" -->',
        fix="Correct the comment; `ledgergen explain` lists the codes.",
    ),
    Rule(
        code="LG911",
        name="file not read",
        severity=Severity.ERROR,
        summary="A file could not be read as a ledger, or a folder not at all.",
        why="What has not been read has not been checked.",
        bad="a binary file, a file in Latin-1, one that vanished or may not be read",
        good="Markdown text in UTF-8",
        fix="Do what the message says, and check again.",
    ),
    Rule(
        code="LG912",
        name="folder not entered",
        severity=Severity.WARNING,
        summary="A folder leads back into one that is searched already.",
        why="Searching it again would never end, or count its ledgers twice.",
        bad="a symbolic link to a folder above it",
        good="a tree of folders",
        fix="Remove the link, or leave the folder out with `exclude`.",
    ),
    Rule(
        code="LG913",
        name="file not checked",
        severity=Severity.ERROR,
        summary="A file was read, and checking it failed.",
        why="A failure must never look like a clean file.",
        bad="a dossier that cannot be read, a defect of the checker",
        good="a dossier that can be read",
        fix="Do what the message says; the other files are checked all the same.",
    ),
)

NOT_IGNORABLE = frozenset({"LG501", "LG502", "LG503", "LG504", "LG911", "LG912", "LG913"})
"""What no comment, waiver or baseline excuses: it is about excuses, approvals or failures themselves."""
