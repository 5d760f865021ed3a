"""Judge figures against JSON tables and objects: rows named, columns bound, cells compared.

records       json, grid: any record as entities × attributes × cells; words: what means the same
the text      text: folded words and clauses; phrases: the attribute behind a figure
              literal, pairs: what is written as one with it
the rows      filters, bounds, extreme, fit: which rows a sentence selects
the figure    judge; question: what is known of it; held, cells: it stands in a cell
              report, table: after a subject named before, or of a statement about the table
              recomputed, count: it stands in none
the verdict   rules
"""
