"""Alembic's entry: migrate on the connection that the caller holds the lock on."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
