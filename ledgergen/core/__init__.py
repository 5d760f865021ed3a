"""The functional core: no file, clock, network, environment or randomness.

Its rooms, besides the modules that all of them share:

    article      the house form: parse, render, rules, mend
    dossiers     dossiers as text
    figures      the figure check
    drafting     prompts, replies, and the draft-check-repair loop
    writer       the built-in writer
    sources      answers of film databases, read to facts
    collection   many ledgers: excuses, fixes, consistency, audit; `formats` prints them
    review       decisions of editors as events, folded to a state
    batch        lists of films: plan, price, pace
    evals        suites of cases; `faults` plants wrong figures to measure the check
"""
