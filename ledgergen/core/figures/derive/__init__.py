"""Recompute what a sentence states from evidence: each derivation typed by the sentence.

what there is   operand: a value and what it is of; told: those of passages; rolls: names listed
                scene: all of a check, each made once; view: those near a figure, in order
what is said    sentence, clause, opening; cues: words of reckoning; comparison, direction
                films, film_before, person, described_subject, other_subject: whose the operands are
what comes      derivation: value, formula, inputs; luck: how much a search may have had
                otherwise: what the figure would be
the search      search asks kinds, and kinds the families:

reread          what the words of arithmetic around a number make of it
restatement     the same figure in other units
amounts         of two others: multiples, shares, rests, changes, differences, sums, rates
counts          of what evidence lists, places in an order
frames          what the amounts that a sentence names are to each other, however it says so
    times           spans between two moments, ages at one, anniversaries
"""
