"""What sort of thing a noun names, as far as that is sure: people, places, animals, happenings.

Whoever retells a passage changes the noun: suspects become men, and a defeat a
game. He does not make firefighters of fire stations. So two nouns of one sort may
count the same, and two of different sorts never do. A noun that may name several
sorts is in several rows, and one that may name anything (units, pieces, cases)
in none.
"""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.passages.words import find_stem, is_person

_ROWS: Final = (
    # people, and what happens to one of them at a time
    """
    person people man men woman women boy girl child children kid teenager teen male female adult baby
    infant toddler victim suspect student pupil worker employee soldier officer passenger player youth
    resident patient member guest actor survivor individual inmate civilian fan user viewer spectator
    participant hopeful brother sister son daughter sibling twin parent mother father husband wife widow
    friend colleague neighbor neighbour relative uncle aunt cousin nephew niece grandchild grandson
    firefighter driver diver rider cyclist pedestrian motorist sailor pilot climber hiker walker swimmer
    runner skier athlete striker defender midfielder goalkeeper batsman bowler referee judge lawyer juror
    witness defendant offender prisoner detainee hostage gunman attacker thief burglar robber smuggler
    rioter protester demonstrator activist campaigner volunteer migrant refugee tourist visitor traveler
    traveller customer client shopper consumer buyer farmer miner builder engineer technician scientist
    researcher expert doctor nurse surgeon medic paramedic teacher lecturer professor policeman policewoman
    detective constable sergeant guard soldier trooper marine militant rebel insurgent fighter terrorist
    extremist politician minister senator lawmaker councillor councilor legislator delegate voter candidate
    king queen emperor pope bishop priest monk nun artist painter sculptor musician singer guitarist drummer
    dancer composer conductor writer author poet journalist reporter photographer editor director producer
    actress comedian performer star celebrity contestant seed rival competitor opponent finalist winner
    champion astronaut crewman crewmen clerk manager boss trader investor shareholder donor staff personnel
    troops crew dead injured job post vacancy vacancies casualty casualties signature death fatality
    fatalities arrest native islander villager townsman settler colonist slave servant heir descendant
    ancestor orphan foreigner citizen inhabitant applicant recruit trainee apprentice graduate veteran
    pensioner juvenile newborn owner tenant worshipper pilgrim
    """,
    # buildings and places; those who play or deal under the name of one
    """
    house home branch outlet flat apartment building property properties tower bridge church mosque temple
    chapel cathedral castle palace school college university hospital clinic surgery shop store supermarket
    restaurant pub bar hotel cafe factory factories mill mine plant warehouse airport station port harbour
    harbor museum library theatre theater cinema stadium arena park garden farm island mountain peak hill
    lake river beach village town city street road motorway site venue location tunnel dam prison
    """,
    """
    country countries nation state province region county counties city town club team side company
    companies firm business rival competitor party parties bank university school
    """,
    # what moves people
    """
    car lorry truck bus van train tram ship boat ferry yacht vessel lifeboat submarine plane aircraft jet
    helicopter fighter engine motorcycle motorbike bike bicycle tank vehicle taxi ambulance locomotive
    """,
    # animals
    """
    animal dog cat horse pony cow bull calf sheep lamb goat pig bird hen chicken goose duck swan owl eagle
    fish whale dolphin seal shark lion tiger leopard elephant monkey ape gorilla chimpanzee bear wolf wolves
    fox deer rabbit rat mouse mice bat snake lizard turtle tortoise frog insect bee wasp butterfly moth
    spider cub puppy puppies kitten chick foal
    """,
    # what happens, and the days and nights of it
    """
    match game race fixture tie win victory victories defeat loss draw tournament championship title medal
    round final season day night date show concert performance gig appearance start session event meeting
    visit trip tour attack explosion blast bombing bang shooting crash collision accident incident fire
    blaze earthquake quake storm flood eruption election referendum vote strike protest riot raid battle war
    launch flight voyage expedition attempt test final
    """,
    # what is printed, played and shown
    """
    book novel story play poem essay article album single song track record film movie documentary painting
    drawing sculpture photograph opera symphony episode series show
    """,
    # what is scored
    """
    goal try tries point run wicket catch century hat-trick assist rebound penalty penalties birdie eagle
    """,
    # measures of surface, weight and money
    "acre hectare ton tonne pound ounce gallon litre liter",
    # what a court hears
    "charge count offence offense crime murder rape theft burglary robbery assault fraud",
)
_SORTS: Final = tuple(frozenset(map(find_stem, row.split())) for row in _ROWS)
_PEOPLE: Final = 0


def find_sorts(noun: str) -> frozenset[int]:
    """Return the sorts of thing that a noun may name; empty where it may name anything."""
    stem = find_stem(noun.rsplit(maxsplit=1)[-1]) if noun else ""
    sorts = {number for number, row in enumerate(_SORTS) if stem in row}
    return frozenset(sorts | {_PEOPLE} if is_person(noun) else sorts)


def are_of_other_sorts(one: str, other: str) -> bool:
    """Tell whether two nouns surely name different sorts of thing.

    >>> are_of_other_sorts("firefighters", "stations"), are_of_other_sorts("suspects", "men")
    (True, False)
    """
    if are_of_other_sexes(one, other):
        return True
    sorts, others = find_sorts(one), find_sorts(other)
    return bool(sorts and others) and sorts.isdisjoint(others)


def are_of_other_sexes(one: str, other: str) -> bool:
    """Tell whether two nouns name men and women: a woman is none of two men."""
    return any(one in sex and other in opposite for sex, opposite in (_SEXES, _SEXES[::-1]))


_MEN: Final = "man men boy boys brother brothers father fathers son sons husband husbands policeman policemen"
_WOMEN: Final = (
    "woman women girl girls sister sisters mother mothers daughter daughters wife wives policewoman"
)
_SEXES: Final = (frozenset(_MEN.split()), frozenset(_WOMEN.split()))


def may_name_people(noun: str) -> bool:
    """Tell whether a noun may name people, or what is counted one by one of them: deaths, signatures."""
    return _PEOPLE in find_sorts(noun)


def may_happen(noun: str) -> bool:
    """Tell whether a noun may name what happens or is scored so many times: appearances, goals."""
    return not find_sorts(noun).isdisjoint(_TIMES)


_TIMES: Final = frozenset(
    number for number, row in enumerate(_ROWS) if "appearance" in row.split() or "goal" in row.split()
)
