"""Words that mean the same in a data table and in prose, as data.

A table says `fg3m`, `pts` and `est`; a writer says "three-pointers", "points"
and "founded". Both sides are folded to the same *keys* before anything is
compared: lower case, number words and ordinals to digits, abbreviations of
field names written out, and inflection taken off by a light stemmer. Folding
the same way on both sides matters more than folding well: a stem need not be
a word.
"""

from __future__ import annotations

import re
from functools import lru_cache

TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")
"""A number with its separators, or a run of letters; everything else separates."""


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MAX_DIGITS = 40
"""A number written longer than this is read as a word."""

UNITS = _split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = _split(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBER_WORDS = (
    {word: str(number) for number, word in enumerate(UNITS)}
    | {word: str(number) for number, word in enumerate(ORDINALS)}
    | {"once": "1", "twice": "2", "thrice": "3", "dozen": "12", "thirty": "30", "forty": "40", "fifty": "50"}
)

ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})

MONTHS = _split("january february march april may june july august september october november december")

# Field names as data tables abbreviate them, written out as the words prose would use.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "pts": ("points",),
    "pt": ("point",),
    "reb": ("rebounds",),
    "rebs": ("rebounds",),
    "oreb": ("offensive", "rebounds"),
    "dreb": ("defensive", "rebounds"),
    "ast": ("assists",),
    "asts": ("assists",),
    "stl": ("steals",),
    "blk": ("blocks",),
    "tov": ("turnovers",),
    "fg": ("field", "goals"),
    "fgm": ("field", "goals", "made"),
    "fga": ("field", "goals", "attempted"),
    "fg3": ("3", "pointers"),
    "fg3m": ("3", "pointers", "made"),
    "fg3a": ("3", "pointers", "attempted"),
    "ft": ("free", "throws"),
    "ftm": ("free", "throws", "made"),
    "fta": ("free", "throws", "attempted"),
    "min": ("minutes",),
    "mins": ("minutes",),
    "qtr": ("quarter",),
    "pct": ("percent",),
    "num": ("number",),
    "no": ("number",),
    "nr": ("number",),
    "avg": ("average",),
    "pop": ("population",),
    "yr": ("year",),
    "est": ("established",),
    "dob": ("birth", "date"),
    "intl": ("international",),
    "dom": ("domestic",),
    "ww": ("worldwide",),
    "noms": ("nominations",),
    "wins": ("wins",),
    "losses": ("losses",),
    "vis": ("visiting",),
    "att": ("attendance",),
    "gp": ("games", "played"),
    "gf": ("goals", "for"),
    "gd": ("goal", "difference"),
}

# Abbreviations that are common words too: read so only where they are the whole name.
WHOLE_NAMES: dict[str, tuple[str, ...]] = {
    "to": ("turnovers",),
    "w": ("wins",),
    "l": ("losses",),
    "d": ("draws",),
    "ga": ("goals", "against"),
    "pf": ("points", "for"),
    "pa": ("points", "against"),
}

# Words that prose uses for one another when it speaks of the same column. The first of a row stands for all.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("win", "won", "victory", "winner", "beat", "defeat", "winning"),
    ("loss", "lost", "lose", "losing", "loses"),
    ("draw", "drawn", "tie", "tied"),
    ("rebound", "board"),
    ("block", "blocked", "swat"),
    ("free", "foul line", "charity"),
    ("attendance", "attendee", "crowd", "spectator", "attended", "attend"),
    ("role", "character"),
    ("gross", "earnings", "revenue", "earned", "took", "grossed"),
    ("budget", "cost", "costing"),
    ("population", "inhabitant", "resident", "people"),
    ("founded", "established", "establish"),
    ("rank", "ranking", "ranked", "position", "place", "placed"),
    ("direct", "director", "directed", "directedby"),
    ("write", "written", "wrote", "writer", "writtenby"),
    ("build", "built"),
    ("age", "aged", "old"),
    ("date", "dated"),
    ("begin", "began", "begun", "start"),
    ("visitor", "visiting", "away"),
    ("host", "home"),
    ("country", "nation", "nationality"),
    ("nomination", "nominated", "nominee"),
    ("air", "airdate", "aired", "broadcast"),
    ("viewer", "viewed", "watched", "audience"),
    ("height", "tall", "high"),
    ("length", "long"),
    ("weight", "weighed", "weigh"),
    ("score", "result"),
    ("team", "club"),
)

STOP = frozenset(
    _split(
        "a an the of in on at by for to and or with from as is are was were be been being has have had "
        "do does did that this these those it its he his she her him they their them there who which "
        "when where while what s also than then not but if into out over after before during between "
        "about only just all any each both one time during"
    )
)


def _strip(word: str) -> str:
    """Take inflection off one lower-case word.

    >>> [_strip(word) for word in ("directed", "films", "countries", "winning", "release")]
    ['direct', 'film', 'country', 'win', 'releas']
    """
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        if len(word) > len(suffix) + 2 and word.endswith(suffix):
            word = word[: -len(suffix)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


_CANON = {_strip(word): _strip(row[0]) for row in SYNONYMS for word in row if " " not in word}
_MONTH_KEYS = {month[:3]: month for month in MONTHS} | {"sept": "september"}


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Fold one token to its key; numbers lose separators and idle zeros.

    >>> [fold(word) for word in ("1,200", "07", "4.50", "Third", "Sept", "attendees")]
    ['1200', '7', '4.5', '3', 'september', 'attendanc']
    """
    if word[0].isdecimal():
        if len(word) > MAX_DIGITS:
            return "~" + word[:MAX_DIGITS]  # No figure, whatever it is; it must not be computed with.
        whole, _, part = word.replace(",", "").partition(".")
        part = part.rstrip("0")
        whole = whole.lstrip("0") or "0"
        return f"{whole}.{part}" if part else whole
    word = word.lower()
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if word in _MONTH_KEYS:
        return _MONTH_KEYS[word]
    stem = _strip(word)
    return _CANON.get(stem, stem)


@lru_cache(maxsize=65_536)
def fold_text(text: str) -> tuple[str, ...]:
    """Fold a short text (a cell, a column name) to its keys, ordinal suffixes dropped."""
    if not text:
        return ()
    if text.isdecimal() and text.isascii():
        return (fold(text),)
    keys = []
    number_before = False
    for word in TOKEN.findall(text):
        if number_before and word.lower() in ORDINAL_SUFFIXES:
            number_before = False
            continue
        keys.append(fold(word))
        number_before = word[0].isdecimal()
    keys.extend(
        match[1] + match[3]
        for match in _SEASON.finditer(text)
        if int(match[3]) > int(match[2]) or match[2] + match[3] == "9900"
    )
    return tuple(keys)


_SEASON = re.compile(r"\b(\d\d)(\d\d)\s?[-–/]\s?(\d\d)\b")
"""“1998 – 99” is of 1999 too."""

_NAME_PART = re.compile(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")


@lru_cache(maxsize=4_096)
def fold_name(name: str) -> tuple[str, ...]:
    """Fold a field or column name, abbreviations written out.

    >>> fold_name("TEAM-PTS_QTR2"), fold_name("openingWeekend"), fold_name("fg3m")
    (('team', 'point', 'quarter', '2'), ('open', 'weekend'), ('3', 'pointer', 'made'))
    """
    if name.lower() in WHOLE_NAMES:
        return tuple(map(fold, WHOLE_NAMES[name.lower()]))
    keys: list[str] = []
    for part in re.split(r"[^\w]+|_", name):
        whole = ABBREVIATIONS.get(part.lower())
        if whole is not None:
            keys.extend(map(fold, whole))
            continue
        for piece in _NAME_PART.findall(part):
            keys.extend(map(fold, ABBREVIATIONS.get(piece.lower(), (piece,))))
    return tuple(keys)


def is_number(key: str) -> bool:
    """Tell whether a folded key is a number."""
    return key[0].isdecimal()


def is_year(key: str) -> bool:
    """Tell whether a folded key reads as a year."""
    return len(key) == 4 and key[:2] in _CENTURIES and is_number(key) and "." not in key


_CENTURIES = frozenset({"15", "16", "17", "18", "19", "20"})


def _fold_all(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


# Words that ask for a recomputation, folded.
MARGINS = _fold_all(
    "win victory lead loss margin rout advantage deficit defeat gap blowout triumph swing run"
)
SCORED = tuple(map(fold, ("points", "goals", "runs")))
"""What scores are kept of."""
PARTS = _fold_all("quarter half period set inning act reel")
WHICH_PART = {fold("opening"): "1", fold("final"): "4", fold("last"): "4"}
PART_SUMS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    (fold("half"), "1"): (fold("quarter"), ("1", "2")),
    (fold("half"), "2"): (fold("quarter"), ("3", "4")),
}
"""A part that records seldom hold, and the smaller parts that add up to it."""
OBLIQUE = _fold_all("for over against of at versus vs to past visiting visit face facing from with")
"""After these a name is where, for whom or against whom: seldom who did it."""
TIMES = frozenset({"once", "twice", "thrice"})
RANGE_ENDS = _fold_all("from between to and through until since thru")
OPEN_ENDS = frozenset({"before", "after", "since", "until"})
ABOVE = _fold_all("more higher greater larger over above bigger longer older better later exceeding")
BELOW = _fold_all("less fewer lower smaller under below shorter younger earlier")
BOUND = _fold_all("over under above below exceeding")
"""Bounds that need no "than"."""
GREATEST = _fold_all(
    "highest most largest greatest maximum max longest biggest best tallest heaviest fastest "
    "latest recent peak"
)
LEAST = _fold_all("lowest least fewest smallest minimum min shortest earliest oldest worst")
MEAN = _fold_all("average mean")
TOTAL = _fold_all("total sum combined altogether all overall")
MORE = ABOVE | BELOW | _fold_all("taller worse difference behind ahead gap margin increase decrease younger")
FIRST = _fold_all("top bottom initial opening final") | {"1", "last"}
"""“The first five”, “the top ten”; “first” folds to 1."""
SPANNED = _fold_all("years seasons editions")
REST = _fold_all("not except besides other never without")
VALUE_ALIASES: dict[str, tuple[str, ...]] = {
    fold("won"): ("w",),
    fold("lost"): ("l",),
    fold("drawn"): ("d", "t"),
}
"""Words of prose that tables write as a single letter."""
