"""What nouns count: screens, houses and theaters are one, nominations and prizes are tallies."""

from __future__ import annotations

from ledgergen.core.figures.wordlists import word_set


def name_counted(noun: str) -> str:
    """Return the attribute that a noun counts: screens, houses and theaters are one; empty if unknown."""
    return next((COUNTED_AS[word] for word in noun.split()[::-1] if word in COUNTED_AS), "")


TALLIES = ("nomination_count", "award_count")
"""Attributes that count prizes: those that were hoped for, and those that were won."""
COUNTED_AS = {
    noun: attribute
    for attribute, nouns in {
        "nomination_count": "nomination nominations nods nod bids bid chance chances",
        "award_count": """
            win wins award awards oscar oscars prize prizes statuette statuettes trophy trophies bafta baftas
            césar césars honor honors honours globes victories medals goyas emmys saturns
        """,
        "theaters": """
            theater theaters theatre theatres cinema cinemas screen screens location locations site sites
            venue venues print prints house houses door doors
        """,
        "admissions": """
            admission admissions ticket tickets seat seats patrons viewer viewers spectator spectators
            moviegoers cinemagoers filmgoers attendances entries visitors
        """,
        "vote_count": """
            vote votes voter voters user users rating ratings ballot ballots reviewer reviewers review reviews
            electorate
        """,
        "film_number": """
            feature features film films picture pictures movie movies outing effort venture project
        """,
        "shooting_days": "day days",
    }.items()
    for noun in nouns.split()
}
"""The attribute that each noun counts."""
SAME_COUNTS = {"theaters": ("theaters", "screens"), "shooting_days": ("shooting_days",)}
"""Attributes under which facts keep the same count."""
HOUSES = word_set("theaters theatres cinemas screens houses locations sites venues")
"""“Sixteen theaters paid $663,205”: where a film runs."""
IN_CAREERS = word_set(
    """
    feature film picture movie effort outing venture project work directorial collaboration title
    entry issue installment instalment chapter offering
    """
)
"""What an ordinal before it is a place in a career of."""
