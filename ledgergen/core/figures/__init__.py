"""The figure check: find every figure, say what it is about, prove it or flag it.

text → `text` (sentences, titles, names) → `scan` (mentions, read to values)
     → `claim` (what the sentence says a mention is about)
     → `judge` (rules in order, over facts, derivations, passages, records)
     → `model.report.Figure`
"""
