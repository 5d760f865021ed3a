"""The figure check: find every figure, say what it is about, prove it or flag it.

text → `text` (sentences, titles, names) → `scan` (mentions, read to values)
     → `bind` (what the sentence says a mention is about)
     → `judge` (rules in order, over `facts`, `derive`, `passages`, `records`)
     → `model.report.Figure`

the ground    tokens, sentences, markup, text: a text cut up; mention: what is found in it
              wordlists, closed_classes, durations: words and units that all rooms share
the policy    agree: when two values agree; slips: how a figure goes wrong in copying
the evidence  prepared: a dossier read once; orders: passages that prove nothing
the verdict   judge, prose, proofs; rules: the ways to a verdict; ruling: written down
the words     spell, spell_date, spell_number, render: a value the way a sentence would write it
once more     kept: what spares the next check of a text all that a change has no bearing on
"""
