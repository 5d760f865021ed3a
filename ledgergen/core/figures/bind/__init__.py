"""Say what a figure is about: subject, attribute, territory, moment, from the words around it.

The theory stands in `claim`; `reading` is the door through which a text is asked.

    the data      vocabulary, vocabulary_names; canonical: names in one spelling
    cues          cues: found in a text; beginnings: what a word may begin; misread: phrases that are none
                  career_films, called, dated, described, works, counted, pointing: meant without a name
    subject       subject; attached: how a title stands beside a figure; passing: titles that only measure
                  focus: whom the text goes on about; question: what an answer leaves to its question
    attribute     windows: which cues a figure may have; clause; surroundings, surroundings_money,
                  surroundings_place: which of them binds it; dealings: what was done with a sum
                  shoot, occasions, story, minutes: moments and lengths by their words
                  before: the sentence before, and the question that is answered
    the number    reread: read anew by what stands beside it
    two texts     told: what passages tell, bound by the same reading; matter: which of their sentences
                  parting, agreeing, company: what parts a passage's figure from a claim, and what joins them
    the next time footing: what of a text a ruling stands on
"""
