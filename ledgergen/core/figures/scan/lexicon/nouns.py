"""Nouns of counting: what a bare number in front of them counts.

They decide between a year and a count (“1,976 miners”, “2000 screens”), and
between “one” the number (“one Oscar”) and “one” the pronoun.
"""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.wordlists import word_set

COUNTED: Final = word_set("""
    people person men man women woman children child boys girls students pupils teachers members
    employees workers staff actors actresses players extras crew crewmen performers musicians dancers
    artists directors writers producers editors animators shareholders investors backers donors fans
    viewers spectators visitors passengers tourists refugees residents inhabitants families households
    soldiers troops officers police patients victims deaths casualties injuries survivors prisoners
    protesters demonstrators voters delegates candidates admissions tickets screens theaters theatres
    cinemas locations sites venues cities countries territories markets states towns villages houses
    homes apartments rooms seats beds shots takes setups scenes cuts frames prints copies reels cameras
    effects drawings cels sets costumes pages words lines chapters volumes issues episodes seasons
    series films movies features shorts documentaries projects pictures titles songs tracks albums
    singles books novels articles papers stories plays performances shows concerts games matches races
    rounds sets innings goals points rebounds assists steals blocks turnovers runs wickets wins losses
    draws defeats victories titles medals golds appearances caps starts attempts fouls yards tries
    nominations nomination awards award wins win oscars oscar prizes prize trophies honors honours
    statuettes statuette nods citations baftas bafta césars césar goyas goya emmys emmy tonys grammys
    grammy globes laurels palmes lions bears leopards votes vote ballots reviews review critics ratings
    stars copies units shares stocks bonds contracts deals loans grants jobs positions vehicles cars
    buses trucks trains ships boats aircraft planes helicopters tanks bombs rockets missiles guns horses
    dogs cats animals species birds trees times steps stages phases parts sections paragraphs items
    pieces types kinds sorts forms ways reasons questions answers examples cases incidents accidents
    crimes charges counts arrests companies firms studios distributors partners lenders banks creditors
    offices stores shops outlets branches schools universities colleges hospitals churches museums
    libraries parks stations airports bridges installments sequels prequels remakes trilogies characters
    roles leads parts languages eggs teams clubs leagues divisions tournaments championships
    competitions festivals laps spectators fans acts sketches numbers tours dates stops drafts versions
    rewrites auditions rehearsals locations
    """)

ORDERED: Final = word_set("""
    feature features film films movie movies picture pictures time place season seasons album albums
    book books novel novels series episode season round half quarter stage attempt marriage wife husband
    son daughter child edition year month week day anniversary generation floor grade class term draft
    cut screenplay script nomination win award oscar prize victory defeat loss title goal effort project
    production collaboration installment sequel entry part act chapter director film-maker filmmaker
    woman man person actor actress american black female male
    """)
"""Nouns that an ordinal orders."""

AWARDS: Final = word_set("""
    oscar oscars nomination nominations award awards win wins prize prizes statuette statuettes nod nods
    bafta baftas césar césars goya goyas emmy emmys tony tonys grammy grammys globe globes medal medals
    trophy trophies academy golden palme lion bear leopard
    """)
"""After a bare “one”, these make it a count."""

ONES: Final = AWARDS | word_set("""
        rebound assist steal block turnover goal point run try wicket win loss draw victory defeat title run
        medal child daughter son brother sister man woman person people boy girl victim death survivor
        passenger film feature movie picture short sequel screen theater theatre cinema season episode
        series match game round vote vehicle car house building room city country state point foul shot
        """)
"""After a bare “one”, these make it a count; other nouns leave it an article with emphasis (“one stroke”)."""

FUNCTION_WORDS: Final = word_set("""
    a an the of in on at by to for from with without into onto over under after before between during
    since until and or but nor so yet as than that which who whom whose this these those it its he she
    they them his her their is are was were be been being has have had do does did will would can could
    may might must shall should not no also only when where while if because per via about against among
    within across behind beyond near up down out off then through throughout
    even still already again always exactly precisely just shortly soon once ran took saw stood came went gave
    """)
"""Words that end a noun phrase."""
