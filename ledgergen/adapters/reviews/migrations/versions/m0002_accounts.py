"""Accounts with passwords, tokens that belong to them, and how often a sign-in was tried."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make and widen the tables."""
    op.create_table(
        "accounts",
        sa.Column("key", sa.String(240), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("form_secret", sa.String(64), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_attempts_key", "attempts", ["key"])
    op.add_column("tokens", sa.Column("account", sa.String(240), nullable=True))
    op.add_column("tokens", sa.Column("created", sa.BigInteger, nullable=False, server_default="0"))
    # A program from before migrations looks here, and then says that the file is too new for it.
    op.execute("UPDATE schema_version SET version = 2")
