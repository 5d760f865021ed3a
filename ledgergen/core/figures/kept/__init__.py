"""A text checked again after a change: ruled anew is what the change can bear on, and nothing else.

Most of a check's time goes into rulings, and whoever mends a ledger changes a word
or a figure of it at a time. The text is scanned and bound as a whole, as ever. Then
a sentence's rulings are taken from the check before where all that they stand on
is the same:

1. *The stretch of text that they read.* Each door of the text's reading notes what is
   asked for through it (`bind.footing`). Besides, every ruling reads its own sentence,
   the one before, and a few words and figures around: `_BEFORE`, `_BEHIND`, `_FIGURES`.
   In all of this, words, figures, cues, films meant and in focus are the same
   (`imprint`).
2. *The figures they asked for.* A figure that another was proven by, or that was
   asked for a proof, has its ruling from the check before as well. Whoever asks for a
   figure further on may have a bearing on its ruling, so that the two are ruled anew together.
3. *What they asked of the text as a whole:* which figures state a fact, and whether a
   counted thing's name stands anywhere. What may number a step of the text is always ruled anew.
4. *What the evidence is known to speak of:* the films that the text names, by
   which the evidence is bound, and whether it had been bound when they were made.

The sentence is the unit, for its figures share what is found for the first of them.
Rulings are made in the order of the text, so that what the one finds is there for the
next, as in a check of the whole. Whatever is in doubt is ruled anew; and where
somebody signs for a text, it is checked as a whole (`runs.review.checks`).

Whole checks are made of dossiers that have no facts, that have records, and of
texts so long that a reading forgets what it has found.

imprint   where two texts say the same
stand     what the rulings on a sentence stand on
holding   which of them hold for the later text
rulings   the walk through a text, ruling anew what does not
"""
