"""The grammar of figures as data: every table maps a lower-case written form to what it means.

    numbers   cardinals, ordinals, scales, fractions, multiples, collectives
    money     currencies: symbols, codes, words, and the adjectives that tell them apart
    units     percent, time, measures
    dates     months, seasons, parts of a year
    hedges    “nearly”, “more than”, “or so”
    nouns     what is counted, what is ordered
    names     idioms and names that hold numbers and claim nothing

The readers of `scan` walk these tables; to teach a spelling, add a row here and a case in
`tests/cases/figures_*.toml`.
"""
