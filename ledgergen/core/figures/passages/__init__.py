"""Judge figures against passages of prose: a value counts only where its context agrees.

laid out      layout; index: the figures of passages; reading: the text that is checked
              address: numbers that are none of the prose's; currency; segments: whose words are whose
words         words: as they are compared; thesaurus, sorts: of one meaning, of one sort
one figure    judge → values: which may be what is stated; context, signs: how well their words fit
              unlike, changes: what parts them all the same; restating: one value in two notations
another's     rivals, others: which it may have been taken for
not stated    derive → question: what is asked; what proves it:
              lists, parts, people: what is counted and added up; order: one step at a time
              compared: two figures; convert, terms: units, numbers in words and shares
              spans, months, stretches: dates and ages by others, months without a year, how long it lasted
to a reader   shown: what is quoted; rules: the ways to a verdict
"""
