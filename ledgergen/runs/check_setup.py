"""Settings and options of a check, read into what it runs with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.adapters.check_cache import FILE_NAME as CACHE_NAME
from ledgergen.core.codes import all_rules
from ledgergen.core.collection.baseline import FILE_NAME as BASELINE_NAME
from ledgergen.core.collection.baseline import Baseline, parse_baseline, render_baseline
from ledgergen.core.collection.inspection import Policy
from ledgergen.core.collection.selection import Selection, check_patterns
from ledgergen.core.waivers import Waiver, parse_waivers
from ledgergen.errors import InputError
from ledgergen.ports import EvidenceSource
from ledgergen.runs.check import CheckKit
from ledgergen.runs.check_worker import Bench, Mending
from ledgergen.settings import Resolved

STATE_DIR = ".ledgergen"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What the command line gave; what is empty or None is left to the configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    """Added to what the configuration ignores."""
    exclude: tuple[str, ...] = ()
    """Added to what the configuration excludes."""
    baseline: Path | None = None
    waivers: Path | None = None
    without_baseline: bool = False
    """Whether even a configured baseline is left out: for writing it anew."""
    fix: bool = False
    unsafe: bool = False
    dry: bool = False
    use_cache: bool = True
    n_workers: int | None = None


def build_check_kit(
    resolved: Resolved, options: CheckOptions, *, sources: Sequence[EvidenceSource], seeds: Sequence[str]
) -> CheckKit:
    """Read the configuration, the baseline and the waivers.

    Raises:
        InputError, ConfigError: one of them cannot be used.
    """
    settings = resolved.settings.check
    selection = Selection(
        select=options.select or settings.select,
        ignore=(*settings.ignore, *options.ignore),
        per_file=settings.per_file_ignores,
        exclude=(*settings.exclude, *options.exclude),
    )
    _check_selection(selection, origin=resolved.origins.get("check", "default"))
    policy = Policy(
        selection=selection,
        waivers=_load_waivers(options.waivers, resolved),
        baseline=None if options.without_baseline else _load_baseline(options.baseline, settings.baseline),
    )
    return CheckKit(
        bench=Bench(sources=sources, seeds=seeds),
        policy=policy,
        root=resolved.workspace,
        cache_path=resolved.workspace / STATE_DIR / CACHE_NAME if options.use_cache else None,
        n_workers=options.n_workers,
        mending=Mending(policy=policy, unsafe=options.unsafe) if options.fix else None,
        dry=options.dry,
    )


def find_baseline_path(resolved: Resolved, given: Path | None) -> Path:
    """Return where the baseline is, or is to be written."""
    return given or resolved.settings.check.baseline or resolved.workspace / BASELINE_NAME


def save_baseline(path: Path, files: Mapping[str, Sequence[str]]) -> None:
    """Write a baseline; `files` are fingerprints by path.

    Raises:
        StoreError: it cannot be written.
    """
    write_text_atomically(path, render_baseline(files))


def _check_selection(selection: Selection, *, origin: str) -> None:
    known = sorted(rule.code for rule in all_rules() if rule.code.startswith("LG"))
    check_patterns(selection.select, known=known, where=f"select (--select, or {origin})")
    check_patterns(selection.ignore, known=known, where=f"ignore (--ignore, or {origin})")
    for glob, patterns in selection.per_file.items():
        check_patterns(patterns, known=known, where=f"per-file-ignores of {glob!r} ({origin})")


def _load_waivers(given: Path | None, resolved: Resolved) -> Mapping[str, Waiver]:
    path = given or resolved.workspace / resolved.settings.check.waivers
    if given is None and not path.exists():
        return {}
    return parse_waivers(_read(path, "the waivers"), where=str(path))


def _load_baseline(given: Path | None, configured: Path | None) -> Baseline | None:
    path = given or configured
    return None if path is None else parse_baseline(_read(path, "the baseline"), where=str(path))


def _read(path: Path, what: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        because = (getattr(error, "strerror", None) or "it is not UTF-8 text").lower()
        raise InputError(
            f"cannot read {what} {str(path)!r}", because=because, fix="check the path, or write the file anew"
        ) from error
