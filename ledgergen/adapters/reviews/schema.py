"""The tables of a review database, as the newest migration leaves them.

`migrations/` makes them; this is how the code speaks of them. A change of the
schema is a new migration, its number in `REVISIONS`, and the change here.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

REVISIONS = ("0001", "0002", "0003")
"""Every migration, in order; the last one is the schema this program works with."""

METADATA = MetaData()
EVENTS = Table(
    "events",
    METADATA,
    Column("movie_id", BigInteger, primary_key=True, autoincrement=False),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("body", Text, nullable=False),
)
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("key", String(240), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", Text, nullable=False),
    # What the account's forms are told by; new with every password.
    Column("form_secret", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
)
TOKENS = Table(
    "tokens",
    METADATA,
    # Only hashes: whoever reads this table cannot sign in with it.
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("expires", BigInteger, nullable=False),
    # Whose it is; None for what works only while there are no accounts.
    Column("account", String(240), nullable=True),
    Column("created", BigInteger, nullable=False, server_default="0"),
)
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    # A hash: people type passwords into the field for the name.
    Column("key", String(64), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
)
PRESENCE = Table(
    "presence",
    METADATA,
    Column("movie_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(80), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("claimed", BigInteger, nullable=True),
)
PROPERTIES = Table(
    "properties",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("content", Text, nullable=False),
)
