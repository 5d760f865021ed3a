"""Countries, prizes and papers, as data: the names under which prose speaks of them.

Each row is `canonical name: phrase, phrase, …`, like the rows of `vocabulary`, which
reads them. Facts are brought to the same canonical names.
"""

from __future__ import annotations

from typing import Final

TERRITORIES: Final = """
US: us, u.s, usa, u.s.a, united states, america, north america, american, americans, north american,
    stateside, united states and canada,
    us and canada, u.s. and canada, domestic us, US/Canada, new york city, new york
home: domestic, domestically, at home, home, native, homeland, own country, own countrymen, its countrymen,
    his countrymen, her countrymen, their countrymen, compatriots, country of origin, coast to coast
worldwide: worldwide, world-wide, global, globally, around the world, world, the globe,
    internationally and domestically,
    across the world, the planet, whole planet, entire planet, planetary, around the planet,
    all markets, all territories,
    at home and abroad, at home and overseas, home and abroad, home and overseas, home and foreign,
    home or abroad, here and abroad, abroad and at home,
    domestic and foreign, domestic and overseas, domestic and international, foreign and domestic,
    overseas and domestic, international and domestic, american and foreign, foreign and american,
    all countries, all nations, all continents, every market, every territory, every country, every nation,
    every continent, each market, each territory, everywhere together
overseas: overseas, foreign, abroad, exports, offshore, outside north america, outside the united states,
    outside america, outside the us, outside the u.s, outside the american market, outside its home market,
    outside the domestic market, non-american, non-us, non-domestic, everywhere else,
    international, internationally,
    rest of the world, rest of the planet, rest of the globe, beyond its borders, beyond its own borders,
    beyond its shores, beyond its own shores, outside its borders, outside its own borders,
    outside its country, outside its own country, outside its own market, outside its native country,
    outside the country,
    other territories, other markets, foreign territories, other countries, other lands, export
UK: uk, u.k, united kingdom, britain, great britain, british, britons, england, uk and ireland
France: france, french, parisian, paris
Germany: germany, german, germans, west germany, berlin
Italy: italy, italian, italians
Spain: spain, spanish, spaniards
Japan: japan, japanese, tokyo
South Korea: south korea, korea, korean, koreans, south korean, south koreans, seoul
China: china, chinese, mainland china
Hong Kong: hong kong
Taiwan: taiwan, taiwanese
India: india, indian
Australia: australia, australian, australians
New Zealand: new zealand
Canada: canada, canadian, canadians
Mexico: mexico, mexican, mexicans
Brazil: brazil, brazilian, brazilians
Argentina: argentina, argentine, argentinian, argentines, argentinians
Chile: chile, chilean
Colombia: colombia, colombian
Russia: russia, russian, russians, soviet union, soviet, ussr
Poland: poland, polish, poles
Sweden: sweden, swedish, swedes
Norway: norway, norwegian, norwegians
Denmark: denmark, danish, danes
Finland: finland, finnish, finns
Netherlands: netherlands, dutch
Belgium: belgium, belgian
Austria: austria, austrian
Switzerland: switzerland, swiss
Ireland: ireland, irish
Czech Republic: czech republic, czechoslovakia, czech
Hungary: hungary, hungarian
Romania: romania, romanian
Greece: greece, greek
Portugal: portugal, portuguese
Turkey: turkey, turkish
Iran: iran, iranian
Israel: israel, israeli
Egypt: egypt, egyptian
South Africa: south africa, south african
Nigeria: nigeria, nigerian
Thailand: thailand, thai
Indonesia: indonesia, indonesian
Philippines: philippines, philippine, filipino
Vietnam: vietnam, vietnamese
Europe: europe, european, europeans, continental
Asia: asia, asian
Latin America: latin america, latin american
"""

DEMONYMS: Final = frozenset(
    """
    american north_american british french german italian spanish japanese korean south_korean chinese
    taiwanese indian australian canadian mexican brazilian argentine argentinian chilean colombian
    russian soviet polish swedish norwegian danish finnish dutch belgian austrian swiss irish czech
    hungarian parisian romanian greek portuguese turkish iranian israeli egyptian south_african nigerian thai
    indonesian philippine filipino vietnamese european continental asian latin_american
    """.replace("_", " ").split()
)

EVENTS: Final = """
academy: academy awards, academy award, academy, oscars, oscar, academy's
bafta: bafta, baftas, british academy film awards, british academy film award, british academy,
    britain's academy, bafta awards, bafta film awards, london's academicians, british academicians,
    britain's academicians, london's academy, the british academicians
globes: golden globes, golden globe, globes, golden globe awards, hollywood foreign press
cannes: cannes film festival, cannes, palme d'or, festival de cannes, un certain regard,
    directors' fortnight, croisette, caméra d'or
berlin: berlin international film festival, berlin film festival, berlinale, golden bear, silver bear,
    berlin festival, berlin
venice: venice film festival, venice international film festival, golden lion, silver lion, venice,
    mostra
sundance: sundance film festival, sundance, park city
spirit: independent spirits, film independent spirit awards, independent spirit awards,
    independent spirit award,
    independent spirit, spirit awards,
    spirit award
razzie: razzie awards, razzie award, razzies, razzie, golden raspberry awards, golden raspberry,
    golden raspberries, raspberries
cesar: french academy, france's academy, césar awards, césar award, césars, césar, cesar awards, cesars, cesar
saturn: saturn awards, saturn award, saturns
emmy: emmy awards, emmy award, emmys, emmy
hugo: hugo award, hugo awards
goya: spanish academy, spain's academy, goya awards, goya award, goyas, goya
donatello: italian academy, italy's academy, david di donatello, donatello awards, donatello award,
    donatello, donatellos
european: european academy, europe's academy, european film academy, european film awards,
    european film award
toronto: toronto international film festival, toronto film festival, toronto, tiff
telluride: telluride film festival, telluride
sxsw: south by southwest, sxsw
tribeca: tribeca film festival, tribeca
locarno: locarno film festival, locarno international film festival, locarno, golden leopard
karlovy: karlovy vary international film festival, karlovy vary
rotterdam: rotterdam film festival, international film festival rotterdam, rotterdam
busan: busan international film festival, busan, pusan
sebastian: san sebastián international film festival, san sebastián, san sebastian, golden shell
seattle: seattle international film festival, seattle film festival, seattle festival
moscow: moscow international film festival, moscow film festival
critics choice: critics' choice awards, critics choice awards, critics' choice, critics choice
guild: directors guild of america, directors guild, screen actors guild, writers guild, producers guild
annie: annie awards, annie award, annies
national board: national board of review
new york critics: new york critics, new york film critics circle, new york film critics
los angeles critics: los angeles critics, los angeles film critics association, los angeles film critics
japan academy: japan's academy, japan academy, japan academy film prize, japan academy prize, japanese academy
blue dragon: blue dragon film awards, blue dragon
grand bell: grand bell awards, grand bell
hong kong: hong kong's academy, hong kong academy, hong kong film awards, hong kong film award
golden horse: golden horse awards, golden horse
golden rooster: golden rooster awards, golden rooster
filmfare: filmfare awards, filmfare award, filmfare
national film awards: national film awards
gotham: gotham awards, gotham award, gothams
grammy: grammy awards, grammy award, grammys, grammy
tony: tony awards, tony award, tonys, tony
mtv: mtv movie awards, mtv movie & tv awards
bodil: bodil awards, bodil, bodils
amanda: norway's academy, amanda awards, amanda award, amandas
guldbagge: swedish academy, sweden's academy, guldbagge awards, guldbagge
ariel: mexican academy, mexico's academy, ariel awards, ariel award, ariels
nastro: nastro d'argento, nastri d'argento, silver ribbon, silver ribbons
robert: danish academy, denmark's academy, robert awards, robert award, roberts
lola: german academy, germany's academy, german film awards, german film award, deutscher filmpreis
bifa: british independent film awards, british independent film award, bifas
aacta: australian academy, australia's academy, australian film institute awards, australian film institute,
    aacta awards, aacta
registry: national film registry, library of congress, film registry, registry
afi: american film institute, afi
"""

NATIONAL: Final = "national"
"""The event of a national academy that is in no table: “the Brazilian academy”."""

PERIODICALS: Final = frozenset(
    name.strip()
    for name in """
    cahiers du cinéma, cahiers du cinema, sight sound, sight and sound, variety, hollywood reporter,
    new york times, los angeles times, washington post, chicago tribune, chicago sun times, guardian,
    observer, times, sunday times, independent, daily telegraph, le monde, libération, positif,
    village voice, new yorker, rolling stone, entertainment weekly, film comment, film quarterly, newsweek,
    screen international, kinema junpo, der spiegel, wall street journal, usa today, boston globe, premiere,
    empire, total film, billboard, forbes, vanity fair, esquire, la repubblica, el país, sports illustrated,
    san francisco chronicle, time out, time magazine
    """.replace("\n", " ").split(",")
)
"""Papers, which stand in italics as films do, folded as the names of films are."""


_OTHER_COUNTRIES: Final = """
afghanistan albania algeria armenia azerbaijan bahamas bangladesh barbados belarus bolivia bosnia botswana
bulgaria burma cambodia cameroon ceylon croatia cuba cyprus ecuador estonia ethiopia fiji georgia ghana
guatemala haiti honduras iceland iraq jamaica jordan kazakhstan kenya kuwait laos latvia lebanon libya
lithuania luxembourg madagascar malaysia malta mauritius moldova monaco mongolia montenegro morocco mozambique
namibia nepal nicaragua oman pakistan panama paraguay peru qatar rwanda scotland senegal serbia singapore
slovakia slovenia somalia sudan syria tanzania tunisia uganda ukraine uruguay uzbekistan venezuela wales yemen
yugoslavia zambia zimbabwe
"""
"""Countries that are no market of their own, one word each."""

_COUNTRY_WORDS: Final = frozenset(_OTHER_COUNTRIES.split()) | frozenset(
    phrase.strip()
    for row in TERRITORIES.splitlines()
    for phrase in row.partition(":")[2].split(",")
    if not row.startswith(("home", "worldwide", "overseas", "Europe", "Asia", " "))
)


def is_country_word(word: str) -> bool:
    """Tell whether a word names a country or its people.

    >>> is_country_word("brazilian"), is_country_word("brazil"), is_country_word("abroad")
    (True, True, False)
    """
    return word in _COUNTRY_WORDS


_PEOPLES: Final = frozenset(
    {
        "spaniards",
        "poles",
        "danes",
        "swedes",
        "finns",
        "turks",
        "britons",
        "scots",
        "greeks",
        "czechs",
        "frenchmen",
        "englishmen",
        "dutchmen",
        "irishmen",
        "welshmen",
        "muscovites",
        "parisians",
        "berliners",
        "londoners",
    }
)


def is_people(noun: str) -> bool:
    """Tell whether a noun counts the people of a country: “450,000 Argentines”.

    >>> is_people("argentines"), is_people("spaniards"), is_people("tickets")
    (True, True, False)
    """
    return noun in _PEOPLES or (noun.endswith("s") and noun[:-1] in DEMONYMS)
