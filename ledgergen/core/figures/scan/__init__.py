"""Find every figure in a text and read it to a value: grammar as data, one reader a kind.

the walk     find: from token to token; dispatch: which readers a token is offered to
             reader: the tokens and what stands around each; found: what a reader hands over
numbers      number, number_words, digits, scaling
quantities   amount, unit: money, shares, times, measures; count: counts, ordinals, ages
             part: fractions, multiples, vague plurals; pair: ratios, scores, clock times
dates        date: days and months; year: years, decades, centuries; calendar: what both share
hedges       hedge: “nearly”, “more than”, “or so”
no claims    exempt asks idiom, name and title whether a number states nothing
the data     lexicon
"""
