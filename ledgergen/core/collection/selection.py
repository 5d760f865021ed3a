"""Which codes count where: `select`, `ignore` and `per-file-ignores`, as a project configures them.

A pattern is a code or the beginning of one: `LG3` is every LG3xx. The more
exact pattern wins, and `ignore` wins a tie. Paths in `per-file-ignores` and
`exclude` are globs against the path relative to the project; `*` crosses folders.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from ledgergen.errors import ConfigError

_CODE = re.compile(r"LG[0-9]{0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is reported. The default reports everything."""

    select: tuple[str, ...] = ("LG",)
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Glob → patterns of codes."""
    exclude: tuple[str, ...] = ()
    """Globs of files that are not checked at all."""

    def is_selected(self, code: str, *, path: str) -> bool:
        """Tell whether findings of this code in this file are reported."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        ignored = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        if chosen < 0 or ignored >= chosen:
            return False
        return not any(
            code.startswith(pattern)
            for glob, patterns in self.per_file.items()
            if is_match(path, glob)
            for pattern in patterns
        )

    def is_excluded(self, path: str) -> bool:
        """Tell whether a file is left out of the check."""
        return any(is_match(path, glob) for glob in self.exclude)


def is_match(path: str, glob: str) -> bool:
    """Tell whether a path is meant by a glob: as a whole, by its name, or by a folder above it."""
    name = path.rpartition("/")[2]
    return fnmatchcase(path, glob) or fnmatchcase(name, glob) or fnmatchcase(path, f"{glob.rstrip('/')}/*")


def check_patterns(patterns: Sequence[str], *, known: Sequence[str], where: str) -> None:
    """See to it that every pattern means at least one code.

    Raises:
        ConfigError: one does not; names `where` it stands and the closest code.
    """
    for pattern in patterns:
        if _CODE.fullmatch(pattern) and any(code.startswith(pattern) for code in known):
            continue
        close = difflib.get_close_matches(pattern.upper(), known, n=1, cutoff=0.4)
        hint = f"did you mean {close[0]}? " if close else ""
        raise ConfigError(
            f"{where} names {pattern!r}, which is no code and begins none",
            because="codes are LG and three digits; LG3 stands for all of LG3xx",
            fix=f"{hint}`ledgergen explain` lists the codes",
        )
