"""Where an engine is: its address, which holds a password, and its name, which does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ledgergen.errors import ConfigError

SCHEMA = "ledgergen"
_SCHEMES = ("postgresql://", "postgres://")
_PATIENCE_S = 10
"""To connect; libpq waits without end by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One engine's address."""

    conninfo: str = field(repr=False)
    """For libpq, password included: never in a message."""
    shown: str
    """The same without password and options."""
    password: str | None = field(repr=False, default=None)

    def hide(self, message: str) -> str:
        """Return a message of the database on one line, and without the password."""
        line = " ".join(message.split())
        return line.replace(self.password, "…") if self.password else line


def parse_address(url: str) -> Address:
    """Read `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, in any form that libpq reads.

    Raises:
        ConfigError: it is none. The message does not repeat it: it may hold a password.
    """
    parts: dict[str, str] = {}
    if url.startswith(_SCHEMES):
        try:
            parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
        except ProgrammingError:
            parts = {}
    if not parts:
        raise ConfigError(
            "the engine's address cannot be read",
            because="it is not of the form postgresql://USER@HOST:PORT/DATABASE",
            fix="percent-encode signs such as @ and / in a password, or keep it in ~/.pgpass or PGPASSWORD",
        )
    search_path = f"-c search_path={SCHEMA}"
    extra = {
        "options": f"{parts.get('options', '')} {search_path}".strip(),
        "application_name": parts.get("application_name", "ledgergen"),
        "connect_timeout": parts.get("connect_timeout", str(_PATIENCE_S)),
    }
    return Address(
        conninfo=make_conninfo(url, **extra), shown=_show(parts), password=parts.get("password") or None
    )


def _show(parts: dict[str, str]) -> str:
    user = f"{quote(parts['user'])}@" if "user" in parts else ""
    host, port = parts.get("host", ""), parts.get("port", "")
    is_socket = host.startswith("/")
    place = "" if is_socket else host + (f":{port}" if port else "")
    query = f"?host={host}" if is_socket else ""
    return f"postgresql://{user}{place}/{parts.get('dbname', '')}{query}"
