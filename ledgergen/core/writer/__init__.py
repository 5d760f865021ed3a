"""The built-in writer: a ledger from the dossier alone, deterministic and offline.

    material    facts, sorted by whom they are about
    people, making, money, honors, others
                facts made into slots: finished phrases, each figure with its citation
    bank_*      sentence patterns as data, one table for each section
    plan        the moves of each section, and what comes first
    compose     choose the sentences: no figure, opening or image twice
    typeset     names in full once, articles, capitals
    ledger      all of it, from a dossier to four sections

Patterns hold no figures and slots hold nothing but facts, so no sentence can
state what the dossier does not. Fewer facts make a shorter ledger, never a
bolder one.
"""
