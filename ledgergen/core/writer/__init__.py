"""The built-in writer: a ledger from the dossier alone, deterministic and offline."""
