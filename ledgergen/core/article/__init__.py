"""The house form of a ledger: parsed, rendered and held to its rules."""
