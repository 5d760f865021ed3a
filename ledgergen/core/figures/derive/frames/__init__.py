"""Ratios and differences that what a sentence names proves, however it says them.

A sentence that names a market, receipts in the world and a percentage leaves one reckoning, and so
does one that names two films, their cost and a multiple. Where nothing else stands beside them, the few
formulas that such a *frame* allows are tried, and no word of comparison is asked for: exactness is the
proof. Words then refuse: a contrary direction, another market, another matter.

said      what a sentence names: films, sorts of amount, markets, and the other figures
words     the words that name them, as data
parts     what the amounts of one film are to each other
formula   one such reckoning
beside    the like amounts of two films: which is the head, and which the standard
frame     the formulas of a figure, and whether they are all that its sentence may mean
"""
