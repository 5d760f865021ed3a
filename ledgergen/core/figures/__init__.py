"""The figure check: find every figure, say what it is about, prove it or flag it.

    text → `text` (sentences, titles, names) → `scan` (mentions, read to values)
         → `bind` (what the sentence says a mention is about)
         → `judge` (rules in order, over `facts`, `derive`, `passages`, `records`)
         → `model.report.Figure`

`agree` is the rounding policy that all of them share, `rules` names the ways to
a verdict, `spell` writes a value the way a sentence would. `kept` spares the next check
of a text what a change has no bearing on.
"""
