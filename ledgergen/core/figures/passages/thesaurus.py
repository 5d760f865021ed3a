"""Words of one meaning, as whoever retells a passage exchanges them.

A source says that four endings were conceived, and its reader that four
conclusions were drawn up. A row holds words that say the same of the making,
showing and judging of films, and of what is built, bought, counted and hurt
on the way; the first stands for all of them. Words of several meanings that
films are full of (to run, to take, to draw) stand in no row.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = """
screenplay script scenario draft teleplay
end ending conclusion finale denouement
novel book
writer author novelist screenwriter scriptwriter scribe
compose pen
filmmaker film-maker helmer
actor actress performer player thespian
studio company firm corporation
crew technicians staff personnel unit
part role
star lead headliner
buy bought buying purchase acquire obtain secure procure acquisition
plan scheme
refuse refusal decline reject rejection rebuff spurn
offer proposal propose
hire engage recruit enlist employ
dismiss sack oust dismissal
start begin commence commencement onset
finish complete completion wrapped
photograph photography lens
broadcast telecast air televise transmit transmission broadcaster
television tv
audience viewers spectators moviegoers public crowd onlookers
household home
theater theatre cinema venue
ticket admission seat
loss deficit shortfall
profit surplus
debt owe owed liability
loan borrow lend lent
contract agreement pact deal
rank rated ranking
poll survey ballot
magazine journal periodical weekly
critic reviewer
award prize trophy statuette
nomination nominee nod
wreck destroy destruction ruin smash demolish demolition
build built building construct construction erect assemble
hurt injure injury wound
sick ill illness sickness disease
hospital infirmary
kill murder slay
girl daughter
boy son
student pupil graduate alumnus
soldier troops
policeman police officer constable
road street highway motorway avenue
car automobile vehicle auto
ship boat vessel
submarine u-boat submersible
snake serpent reptile
city metropolis
village hamlet
country nation
abroad overseas foreign
night evening
song tune melody
music score soundtrack
version cut edit assembly
delay postpone defer
schedule calendar timetable
deliver submit file hand
conceive devise imagine invent conception
revise rewrite rewritten revision
trim shorten excise delete
append affix splice
approve approval greenlight greenlit sanction
persuade convince
demand insist stipulate
promise pledge vow
reveal disclose
urge plead implore exhort
cheap inexpensive
expensive costly dear pricey
big large huge vast giant enormous gigantic great
small little tiny
explode explosion blast detonation
burn fire flames blaze ablaze conflagration
rain storm downpour
snow blizzard
fund finance financing funding bankroll
investor backer financier
rival competitor contender
success triumph smash
failure flop
sequel follow-up successor
franchise series saga
predecessor forerunner
rehearse rehearsal
holiday break vacation
audition interview
search hunt quest
candidate applicant hopeful contender aspirant
leave left quit depart departure
replace replacement substitute
repay recoup recover redeem amortize
sue lawsuit litigation
forbid prohibit ban
theft thief thieves steal stole stolen robbed robbery
weapon gun firearm rifle
location site
bridge span
train railway railroad locomotive
airplane plane aircraft
stone boulder rock
monster creature beast
costume dress gown wardrobe
toilet bathroom lavatory
shop store
tree oak
christmas yuletide
letter missive
pamphlet booklet brochure
copy copies
sister sibling
partner associate
couple pair duo
scene sequence
suggest recommend advise advice advised counsel
mistake error slip lapse blunder
summer midsummer
return comeback
tour travel
train coach
youth young youthful
child kid youngster infant
money cash funds
wage salary fee pay remuneration honorarium
installment instalment episode
fuel gasoline petrol
heat hot temperature
reporter journalist correspondent
uncut unabridged
movie picture
print publish publication
purse pot
apart asunder
last final
accident mishap
collapse crumble
flee escape fled
mansion villa
farm ranch
physician doctor
jail prison
weight weigh
width across diameter wide breadth
height tall high
length long
dub voice
cost expense expenditure outlay
"""
