"""The house form of a ledger: read, written, held to its rules and repaired.

    form            the words of the form, as data
    article         a ledger as a value; `build_article`
    lines, front_matter, layout
                    where everything stands in a text, read leniently
    parse, render   text to article and back, byte for byte
    rules           `check_article`: rows in `rows_*`, checks in `check_*`,
                    patterns of leftovers in `patterns`, seeds in `overlap`
    fix             `fix_article`: safe repairs of the form
    slug            file names made of titles

Reading, checking and fixing are total: any text has an answer, in time linear
in its length.
"""
