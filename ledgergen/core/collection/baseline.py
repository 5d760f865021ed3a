"""Baselines: the findings an old collection starts with, so that only new ones count.

A baseline holds, for every file, how often each finding's fingerprint
(`core.waivers`) occurs. Fingerprints do not contain lines, so a finding that
moves stays known; a second one of the same kind is new. What has been mended
since is counted, so that the file can be written anew and shrink.

    {"schema": "baseline/1", "files": {"content/1408.md": {"9f2c…": 1}}}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledgergen.errors import InputError

SCHEMA = "baseline/1"
SCHEMA_KEYS = {SCHEMA: "files"}
"""Schema → the key its entries stand under."""
FILE_NAME = "ledgergen-baseline.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The known findings: path → fingerprint → how many."""

    files: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def find_known(self, path: str, fingerprints: Sequence[str]) -> tuple[bool, ...]:
        """Tell of each finding of one file, in order, whether it was there before."""
        left = Counter(self.files.get(path, {}))
        known = []
        for fingerprint in fingerprints:
            known.append(left[fingerprint] > 0)
            left[fingerprint] -= 1
        return tuple(known)

    def count_gone(self, path: str, fingerprints: Sequence[str]) -> int:
        """Count this file's entries that no finding needs any more."""
        return (Counter(self.files.get(path, {})) - Counter(fingerprints)).total()


def parse_baseline(text: str, *, where: str) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: it is none; names `where`.
    """
    fix = "write it anew with --write-baseline"
    try:
        value = json.loads(text)
        files = {
            str(path): {str(name): int(count) for name, count in entries.items()}
            for path, entries in value[SCHEMA_KEYS[value["schema"]]].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        because = f"it is not of the form {SCHEMA} ({type(error).__name__}: {error})"
        raise InputError(f"cannot read the baseline {where!r}", because=because, fix=fix) from error
    return Baseline(files=files)


def render_baseline(files: Mapping[str, Sequence[str]]) -> str:
    """Write a baseline from each file's fingerprints; sorted, so that differences stay readable."""
    counted = {path: dict(sorted(Counter(names).items())) for path, names in sorted(files.items()) if names}
    return json.dumps({"schema": SCHEMA, "files": counted}, indent=1, ensure_ascii=False) + "\n"
