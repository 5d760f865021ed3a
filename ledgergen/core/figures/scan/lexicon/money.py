"""Currencies as data: symbols, codes and words, and what tells the dollars of one country from another's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.wordlists import split_rows

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
"""Symbols, codes and words. “pounds” is weight where the sentence weighs (`scan.unit`)."""

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
