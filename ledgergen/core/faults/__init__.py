"""Plant known faults in clean ledgers, to measure the figure check itself.

A figure check is only as good as what it was seen to catch. So proven figures
of clean ledgers are made false in the ways that writers and models make them
false (`classes`), one at a time, and the check is asked again: a fault that
stays unflagged is a *survivor*. The same figures are also rewritten so that
they stay true (`honest`): what is flagged there is a *false alarm*.

    sites     the proven figures of a ledger, with the facts behind them
    wrongness what makes a planted figure surely false, given all the evidence
    classes   one row a fault class: which sites, which edits
    honest    the same rows for edits that keep the truth
    trial     edits drawn by a seed, judged, and counted

Nothing here asks the check what it thinks before a fault is planted, except
where the proven figures stand.
"""
