"""Times: spans between two moments, ages at one, anniversaries and birthdays.

moments       moment: in view of a figure; stage, happening, holiday, event, showings: by their words
spans         span: the law; frame: what is said of both ends; ends, named: which two are meant
              distance, apart: what the words behind a time set it against
              course, pause, parting, shoot_length, described: from A to B, between films, of a shoot
              far: pairs from further off, as luck allows
calendar      anniversary, jubilee; birthday, countdown
ages          age: the law; age_form, age_list: how one is written; age_moment, age_when: at which moment
              birth: whose it is; senior, senior_described, two_persons: years between two people
              sure_age, lived: where a sentence leaves no doubt of it, and at a death
"""
