"""The grammar of figures as data: numbers, scales, money, units, months, hedges.

Every table maps a lower-case written form to what it means. `scan_*` walks
these tables; to teach a spelling, add a row here and a case in
`tests/cases/figures_*.toml`. Idioms and names that hide numbers are in
`scan.lexicon_names`, nouns of counting in `scan.lexicon_nouns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.mention import Hedge
from ledgergen.core.figures.wordlists import split_rows, word_list

CARDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            word_list(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                "fifteen sixteen seventeen eighteen nineteen"
            )
        )
    }
    | {
        word: number * 10
        for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
    }
    | {"fourty": 40, "nought": 0}
)
"""Number words below one hundred that are one word."""

ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            word_list(
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
            ),
            1,
        )
    }
    | {
        word: number * 10
        for number, word in enumerate(
            word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"), 2
        )
    }
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "umpteenth": 0}
)

ORDINAL_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "sts", "nds", "rds", "ths", "er", "º", "ª"})

SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "hundred": 100,
        "dozen": 12,
        "score": 20,
        "thousand": 10**3,
        "grand": 10**3,
        "lakh": 10**5,
        "lakhs": 10**5,
        "million": 10**6,
        "millions": 10**6,
        "mil": 10**6,
        "crore": 10**7,
        "crores": 10**7,
        "billion": 10**9,
        "billions": 10**9,
        "milliard": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
    }
)
"""Words that multiply the number before them."""

SHORT_SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "k": 10**3,
        "m": 10**6,
        "mn": 10**6,
        "mm": 10**6,
        "mio": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "t": 10**12,
        "tn": 10**12,
        "cr": 10**7,
    }
)
"""Letters glued to digits; `m` and `k` are read so with money or a counted noun only."""

GLYPH_FRACTIONS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "½": (1, 2),
        "⅓": (1, 3),
        "⅔": (2, 3),
        "¼": (1, 4),
        "¾": (3, 4),
        "⅕": (1, 5),
        "⅖": (2, 5),
        "⅗": (3, 5),
        "⅘": (4, 5),
        "⅙": (1, 6),
        "⅚": (5, 6),
        "⅛": (1, 8),
        "⅜": (3, 8),
        "⅝": (5, 8),
        "⅞": (7, 8),
    }
)

FRACTION_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {word: number for word, number in ORDINALS.items() if number > 2}
    | {word + "s": number for word, number in ORDINALS.items() if number > 2}
)
"""Denominators. The singular ordinals among them are fractions only after “a”, “one” or a hyphen."""

MULTIPLES: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        form: Decimal(meaning)
        for form, meaning in split_rows(
            """
            halve halved halves halving = 0.5
            twice double doubled doubles doubling twofold = 2
            thrice triple tripled triples tripling trebled treble trebling threefold = 3
            quadruple quadrupled quadruples quadrupling fourfold = 4
            quintuple quintupled quintupling fivefold = 5
            sextuple sextupled sixfold = 6
            septupled sevenfold = 7
            octupled eightfold = 8
            ninefold = 9
            tenfold = 10
            elevenfold = 11
            twelvefold = 12
            thirteenfold = 13
            fourteenfold = 14
            fifteenfold = 15
            sixteenfold = 16
            seventeenfold = 17
            eighteenfold = 18
            nineteenfold = 19
            twentyfold = 20
            thirtyfold = 30
            fortyfold = 40
            fiftyfold = 50
            sixtyfold = 60
            hundredfold = 100
            thousandfold = 1000
            """
        ).items()
    }
)

COLLECTIVES: Final[Mapping[str, int]] = MappingProxyType(
    {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "single": 1}
)
"""Nouns that count what follows: “a trio of prizes”, “a single screen”."""

VAGUE_PLURALS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "tens": (20, 99),
        "dozens": (24, 99),
        "scores": (40, 199),
        "hundreds": (200, 999),
        "thousands": (2_000, 9_999),
        "millions": (2 * 10**6, 999 * 10**6),
        "billions": (2 * 10**9, 999 * 10**9),
        "trillions": (2 * 10**12, 999 * 10**12),
    }
)

CURRENCIES: Final[Mapping[str, str]] = MappingProxyType(
    split_rows(
        """
        $ us$ u.s.$ usd$ usd dollar dollars bucks = USD
        £ gbp sterling quid = GBP
        pound pounds = GBP
        € eur euro euros = EUR
        ¥ jpy yen jp¥ = JPY
        cn¥ rmb cny yuan renminbi = CNY
        ₩ krw won = KRW
        ₹ inr rs rs. rupee rupees = INR
        ₽ rub rur rouble roubles ruble rubles = RUB
        ₺ try = TRY
        ₪ ils shekel shekels = ILS
        ₴ uah hryvnia hryvnias = UAH
        ₫ vnd dong = VND
        ฿ thb baht = THB
        ₱ php = PHP
        ₦ ngn naira = NGN
        c$ ca$ cad cdn$ can$ = CAD
        a$ au$ aud = AUD
        nz$ nzd = NZD
        hk$ hkd = HKD
        s$ sg$ sgd = SGD
        nt$ twd = TWD
        r$ brl real reais = BRL
        mx$ mxn = MXN
        kr krona kronor sek = SEK
        nok = NOK
        dkk dkr = DKK
        isk = ISK
        chf franc_suisse fr. = CHF
        franc francs ff frf = FRF
        bef = BEF
        lira lire itl ₤ = ITL
        dm rm dem deutschmark deutschmarks deutschemark deutschemarks marks reichsmark reichsmarks = DEM
        deutsche_mark = DEM
        peseta pesetas esp pts = ESP
        ars = ARS
        clp = CLP
        cop = COP
        zloty zlotys zł pln = PLN
        forint forints huf ft = HUF
        koruna korunas koruny czk kčs kč = CZK
        lei leu ron = RON
        leva lev bgn = BGN
        rsd = RSD
        cruzeiro cruzeiros = BRC
        rial rials irr = IRR
        toman tomans = IRT
        rand zar = ZAR
        dirham dirhams aed mad = AED
        riyal riyals sar = SAR
        rupiah idr = IDR
        ringgit myr = MYR
        markka markkaa fim = FIM
        guilder guilders nlg = NLG
        schilling schillings ats = ATS
        escudo escudos pte = PTE
        drachma drachmas drachmae grd = GRD
        taka bdt = BDT
        pkr = PKR
        lkr = LKR
        ugx = UGX
        tl = TRY
        austral australes = ARA
        """
    )
)
"""Symbols, codes and words. “pounds” is weight where the sentence weighs (see `scan_money`)."""

HYPHENS: Final = frozenset("-‐‑–")

CURRENCY_SYMBOLS: Final = frozenset("$£€¥₩₹₽₺₪₴₫฿₱₦₤¢")
AMBIGUOUS_CURRENCIES: Final = frozenset(
    {"peso", "pesos", "dinar", "dinars", "krone", "kroner", "shilling", "shillings", "crown", "crowns"}
)
"""Money of several countries: read as money of unit “” unless the sentence names the country."""
CURRENCY_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "us": "USD", "usd": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "cdn": "CAD",
        "cad": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD", "nz": "NZD", "nzd": "NZD", "hk": "HKD",
        "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD",
        "nt": "TWD", "r": "BRL", "mx": "MXN", "mex": "MXN",
        "cn": "CNY", "jp": "JPY", "ir": "IEP", "e": "EUR",
    }
)  # fmt: skip
"""Letters glued before “$” (or “¥”, “£”)."""

CURRENCY_ADJECTIVES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "american": "", "us": "", "u.s": "", "canadian": "CAD", "australian": "AUD", "zealand": "NZD",
        "hong": "HKD", "kong": "HKD", "singapore": "SGD",
        "taiwan": "TWD", "taiwanese": "TWD", "jamaican": "JMD",
        "deutsche": "DEM", "brazilian": "BRL", "french": "FRF", "swiss": "CHF", "belgian": "BEF",
        "british": "GBP", "irish": "IEP", "egyptian": "EGP",
        "italian": "ITL", "turkish": "TRY", "mexican": "MXN", "argentine": "ARS", "argentinian": "ARS",
        "chilean": "CLP", "colombian": "COP", "philippine": "PHP", "cuban": "CUP", "indian": "INR",
        "pakistani": "PKR", "norwegian": "NOK", "danish": "DKK", "swedish": "SEK", "icelandic": "ISK",
        "czech": "CZK", "soviet": "RUB", "russian": "RUB",
        "iranian": "IRR", "omani": "OMR", "yugoslav": "YUD",
        "serbian": "RSD", "algerian": "DZD", "tunisian": "TND",
        "korean": "KRW", "south": "", "chinese": "CNY",
        "japanese": "JPY", "west": "", "german": "DEM", "austrian": "ATS", "dutch": "NLG", "danske": "DKK",
        "spanish": "ESP", "greek": "GRD", "portuguese": "PTE", "finnish": "FIM", "polish": "PLN",
    }
)  # fmt: skip
"""Between number and currency word: “2 million Canadian dollars”. Empty: the word decides."""

SUBUNITS: Final[Mapping[str, tuple[str, Decimal]]] = MappingProxyType(
    {
        "cents": ("USD", Decimal("0.01")),
        "cent": ("USD", Decimal("0.01")),
        "¢": ("USD", Decimal("0.01")),
        "pence": ("GBP", Decimal("0.01")),
        "p": ("GBP", Decimal("0.01")),
    }
)

PERCENT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "%": "percent",
        "percent": "percent",
        "percents": "percent",
        "pct": "percent",
        "pc": "percent",
        "٪": "percent",
    }
)

TIME_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    split_rows(
        """
        second seconds sec secs = second
        minute minutes min mins min. = minute
        hour hours hr hrs = hour
        day days = day
        night nights = night
        weekend weekends = weekend
        week weeks wk wks = week
        fortnight fortnights = fortnight
        month months = month
        semester semesters = semester
        year years yr yrs summers winters autumns springs = year
        decade decades = decade
        century centuries = century
        millennium millennia = millennium
        """
    )
)

SHORT_TIMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "h": "hour",
        "m": "minute",
        "s": "second",
        "d": "day",
        "min": "minute",
        "mins": "minute",
        "hr": "hour",
        "hrs": "hour",
        "sec": "second",
        "secs": "second",
    }
)

MEASURE_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    split_rows(
        """
        mm millimeter millimeters millimetre millimetres = mm
        cm centimeter centimeters centimetre centimetres = cm
        meter meters metre metres mtr = meter
        km kilometer kilometers kilometre kilometres kms = kilometer
        inch inches = inch
        foot feet ft = foot
        yard yards yd yds = yard
        mile miles mi = mile
        acre acres = acre
        hectare hectares ha = hectare
        gram grams gramme grammes = gram
        kg kilo kilos kilogram kilograms = kilogram
        lb lbs = pound
        ounce ounces oz = ounce
        ton tons tonne tonnes = ton
        liter liters litre litres = liter
        ml milliliter milliliters millilitres = milliliter
        gallon gallons = gallon
        cup cups = cup
        tablespoon tablespoons tbsp = tablespoon
        teaspoon teaspoons tsp = teaspoon
        degree degrees deg ° = degree
        °c celsius centigrade = celsius
        °f fahrenheit = fahrenheit
        volt volts = volt
        watt watts kw mw gw = watt
        hz khz mhz ghz = hertz
        fps = fps
        mph = mph
        kb = kilobyte
        mb megabyte megabytes = megabyte
        gb gigabyte gigabytes = gigabyte
        tb terabyte terabytes = terabyte
        pixel pixels px = pixel
        megapixel megapixels = megapixel
        db decibel decibels = decibel
        cc = cc
        kj kcal calorie calories = calorie
        knot knots = knot
        sq = square
        """
    )
)

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, forms in enumerate(
            (
                "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul",
                "august aug", "september sep sept", "october oct", "november nov", "december dec",
            ),
            1,
        )
        for word in forms.split()
    }
)  # fmt: skip

SEASONS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "spring": (3, 5), "springtime": (3, 5), "summer": (6, 8), "summertime": (6, 8), "autumn": (9, 11),
        "fall": (9, 11), "winter": (12, 2), "wintertime": (12, 2), "christmas": (12, 12), "easter": (3, 4),
    }
)  # fmt: skip
"""Season to first and last month; winter runs into the next year and may begin the one before."""

YEAR_PARTS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "early": (1, 5), "mid": (4, 9), "middle": (4, 9),
        "late": (8, 12), "end": (10, 12), "beginning": (1, 3),
        "start": (1, 3), "mid-": (4, 9),
    }
)  # fmt: skip
"""Which months of a year “early 1976” may mean; the same shares of a decade or century."""

HEDGES: Final[Mapping[str, Hedge]] = MappingProxyType(
    {
        form: Hedge[meaning]
        for form, meaning in split_rows(
            """
            about some roughly approximately approx around circa c ca ~ ≈ estimated reportedly_about = ABOUT
            an_estimated in_the_region_of in_the_neighborhood_of in_the_neighbourhood_of or_so = ABOUT
            somewhere_around on_the_order_of of_the_order_of something_like more_or_less give_or_take = ABOUT
            in_the_vicinity_of or_thereabouts or_about call_it = ABOUT
            nearly almost close_to just_under just_below just_short_of nearing approaching virtually = NEARLY
            shy_of just_shy_of a_little_under slightly_under slightly_less_than a_little_less_than = NEARLY
            short_of not_quite a_shade_under a_touch_under practically little_less_than = NEARLY
            approached approaches neared = NEARLY
            under less_than below fewer_than = UNDER
            not_even stopped_short_of stopping_short_of fell_short_of falling_short_of = UNDER
            never_reached < beneath lower_than smaller_than = UNDER
            well_under well_below far_less_than no_longer_than shorter_than cheaper_than = UNDER
            up_to at_most at_the_most no_more_than not_more_than a_maximum_of maximum_of = AT_MOST
            as_much_as as_many_as ≤ no_fewer_than_that a_high_of as_high_as as_long_as = AT_MOST
            never_exceeded never_exceeding not_exceed not_exceeding without_exceeding never_topped = AT_MOST
            never_surpassed never_more_than never_above never_over nowhere_above not_above not_over = AT_MOST
            over more_than above exceeding exceeded upwards_of upward_of north_of past > = OVER
            topped passed crossed = OVER
            well_over far_more_than better_than in_excess_of greater_than beyond surpassing surpassed = OVER
            higher_than longer_than larger_than comfortably_over well_past or_more_than topping = OVER
            just_over slightly_more_than a_little_above a_little_over slightly_over just_above = JUST_OVER
            a_little_more_than just_past a_shade_over a_touch_over little_more_than barely_over = JUST_OVER
            just_more_than a_bit_over a_bit_more_than = JUST_OVER
            at_least no_fewer_than no_less_than not_less_than = AT_LEAST
            a_minimum_of minimum_of ≥ as_little_as = AT_LEAST
            as_few_as at_the_very_least = AT_LEAST
            barely scarcely only_just hardly = BARELY
            """
        ).items()
    }
)
"""Words before a number. Exact words (“only”, “just”, “exactly”) have no row: they hedge nothing."""

HEDGES_AFTER: Final[Mapping[str, Hedge]] = MappingProxyType(
    {
        "or so": Hedge.ABOUT,
        "or thereabouts": Hedge.ABOUT,
        "give or take": Hedge.ABOUT,
        "or more": Hedge.AT_LEAST,
        "or better": Hedge.AT_LEAST,
        "or less": Hedge.AT_MOST,
        "or fewer": Hedge.AT_MOST,
        "at most": Hedge.AT_MOST,
        "at least": Hedge.AT_LEAST,
        "plus": Hedge.AT_LEAST,
        "+": Hedge.AT_LEAST,
        "odd": Hedge.ABOUT,
        "ish": Hedge.ABOUT,
    }
)
"""Words after it; the last three need a hyphen or stand glued."""
