"""Where the project's own prompts and seeds lie, and a workspace's beside them.

A source checkout and an editable install read `prompts/` and `seeds/` beside
`pyproject.toml`, so that an edit shows at once; a wheel carries them inside the
package, under `_data`. A workspace may hold folders of the same names: a file
there takes the place of ours with the same name, and others join in.
"""

from __future__ import annotations

from pathlib import Path

from ledgergen.errors import StoreError

_PACKAGE = Path(__file__).resolve().parents[1]


def data_dir(name: str) -> Path:
    """Return the folder of ours with this name: `prompts`, `seeds`, `seeds/dossiers`.

    Raises:
        StoreError: the installation lacks it.
    """
    checkout = _PACKAGE.parent
    shipped = _PACKAGE / "_data" / name
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    if shipped.is_dir():
        return shipped
    raise StoreError(
        f"the folder {name!r} of ledgergen is missing",
        because=f"{str(shipped)!r} is not there",
        fix="install ledgergen again",
    )


def find_files(folder: str, pattern: str, *, workspace: Path | None = None) -> tuple[Path, ...]:
    """Return the files of a folder that match a glob pattern, sorted by name.

    A file of the workspace's own `folder` stands in for ours with the same name.
    """
    found = {path.name: path for path in data_dir(folder).glob(pattern) if path.is_file()}
    if workspace is not None and (workspace / folder).is_dir():
        found.update({path.name: path for path in (workspace / folder).glob(pattern) if path.is_file()})
    return tuple(found[name] for name in sorted(found))
