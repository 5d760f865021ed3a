"""The laws for each kind of figure: which reckonings it may be, and in what order they are tried.

laws      what is asked of every kind; nothing comes of it by itself
ratios    multiples, percents, fractions, odds
amounts   money and measures
counts    counts, places in an order, scores    bare: a number that takes up a ratio
times     times, ages, dates
"""
