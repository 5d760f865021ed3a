"""What a dossier's facts say, indexed, and how far they answer a claim.

one fact      datum; values, qualifiers: how it is read; attributes: their groups
all of them   index; register, names, roles: whom they are about; own_cues, phrases: the words they bring
looked up     lookup, lookup_count, lookup_date → evidence: what agrees, what contradicts, what is astray
              candidates: which facts are asked; stating: of the same value
              parting: what parts one from a claim; places, affairs, founding: a date's
              variants, rows, accounts_told, counted, beside_count, any_count: which of several is meant
              pointed, worded, untitled: figures that state no attribute
              tallies, told_tallies, tally_frame, tally_gap, tally_words: counts of prizes
              raters: how far critics and public are apart
              career, career_frame, courses, years: what only a row of facts tells
said outright plain, occasion, one_subject: words that leave nothing open
              contradiction_date: what a date's clause says against its fact
coincidences  coincidence: the value of a fact in other words; refusal, refusal_date, refusal_money,
              refusal_subject: what makes it luck or a swap; seats: where else the text states it
and then      standing: what is left for arithmetic and prose to prove
              answering, wording: what a reason quotes and offers
"""
