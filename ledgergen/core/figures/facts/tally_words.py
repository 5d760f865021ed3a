"""Words for what becomes of prizes: those hoped for, those won, and those that came to nothing."""

from __future__ import annotations

from ledgergen.core.figures.wordlists import word_set

NOMINATING = word_set(
    """
    nominated nominate nominations nomination nominating nominees nominee nods nod noms bids bid contention
    contended contending contender contenders competed competing entered shortlisted shortlist ballot ballots
    chances chance tries attempts shots candidate candidates candidacy considered eligible citations cited
    forward tipped races contests contested hopes hopeful
    """
)
WINNING = word_set(
    """
    won win wins winning winner winners victorious victory victories victor triumph triumphs triumphed
    triumphant prevailed success successes successful converted converting redeemed cashed collected
    collecting collect takes took take taken bagged scooped gathered claimed landed haul hauls harvest
    harvested gave given giving awarded presented handed honored honoured paid statuettes statuette trophies
    trophy medals rewarded bestowed conferred secured netted captured picked good home went crowned hailed
    """
)
WON_SURELY = word_set(
    """
    won win wins winning winner winners victorious victory victories victor triumph triumphs triumphed
    triumphant prevailed success successes successful converted converting redeemed cashed collected awarded
    crowned rewarded fruition harvested took takes gave given good home claimed bagged scooped
    """
)
"""Those of winning that say nothing else: what was “handed out” somebody else may have."""
TURNED = word_set("into became become yielded brought led ended resulted produced delivered converted")
"""What became of nominations: “turned into”, “resulted in”."""
LOSING = word_set(
    """
    lost lose loses losing loss losses lapsed lapse lapses lapsing expired expire fail fails failed failing
    failure failures unpaid unredeemed unrewarded unanswered unconverted unfulfilled unrealized unrealised
    unwon unavailing unsuccessful unsuccessfully fruitless fruit barren blank blanks empty nothing vain futile
    miss missed misses missing forfeited forfeit forfeits disappointed disappointment disappointments
    disappointing defaulted bounced wasted squandered begging unclaimed uncollected ungranted withheld
    defeat defeats defeated beaten snub snubs snubbed denied rejected rejections refused refusals rebuffed
    rebuffs spurned ignored overlooked passed outvoted eluded escaped slipped evaded
    elsewhere else somebody someone other others another rival rivals competitor competitors competition
    opponent opponents runner runners conceded ceded surrendered short shy without write down
    consolation condolences regrets regret
    """
)
OCCASIONS = word_set(
    """
    categories category races race cases case fields contests contest counts occasions instances heats
    envelopes classes sections ones honors honours fronts mentions places spots slots berths
    tries attempts
    """
)
"""What a prize is given for, or is missed in: “in four categories”."""
