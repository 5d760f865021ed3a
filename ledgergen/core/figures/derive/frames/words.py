"""Words that name a sort of amount, a market or a direction, beside those of `bind.vocabulary`."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.wordlists import word_set

COST: Final = word_set(
    """
    cost costs costing budget budgets budgeted outlay outlays price expense expenses expenditure spend
    spends spent spending outspent budgetary outspend outspends investment invested stake expensive
    costly costlier pricier dearer cheaper expenditures financed pricey cheap bankrolled expended
    funding funded
    """
)
MAKING: Final = word_set(
    """
    making make makes produce producing produced production shooting mounting filming backers financiers
    investors
    """
)
"""What a film is made with is its cost, where nothing speaks of receipts."""
GROSS: Final = word_set(
    """
    gross grossed grosses grossing receipts takings earnings earned earn earns revenue revenues haul
    hauls hauled cume cumulative collected collects collect sales tickets ticket intake proceeds
    outgrossed outgross outgrosses outearned outearn outsold outdrew box-office till tills turnover
    income
    """
)
BUYING: Final = word_set(
    """
    tickets seeing audiences moviegoers filmgoers patrons crowds
    """
)
SPENDING: Final = word_set(
    """
    spend spends spent spending
    """
)
"""What moviegoers spend is receipts, and no cost."""
TAKING: Final = word_set(
    """
    take takes took taken taking
    """
)
"""What is taken is receipts, where nothing speaks of a cost."""
OPENING: Final = word_set(
    """
    opening openings opener weekend debut bow frame sunday monday launch opened three-day
    """
)
WHOLE: Final = word_set(
    """
    gross grosses grossed receipts takings earnings earned revenue revenues money total totals
    everything all whole tickets business take took taken cume box haul proceeds income run sum amount
    overall pie pot pool intake turnover billing billings till tills ledger
    """
)
"""What a share may be a share of."""
HOME: Final = word_set(
    """
    domestic domestically stateside american americans america america's homegrown home us-based
    homeland
    """
)
ABROAD: Final = word_set(
    """
    overseas abroad foreign international internationally elsewhere exports offshore non-us non-american
    non-domestic
    """
)
WORLD: Final = word_set(
    """
    worldwide global globally world world's globe planet everywhere
    """
)
OUTSIDE: Final = word_set(
    """
    outside beyond excluding except besides
    """
)
TOGETHER: Final = word_set(
    """
    together combined both alike plus joined added put
    """
)

MORE: Final = word_set(
    """
    more longer larger bigger higher greater dearer costlier pricier lengthier expensive costly exceeded
    exceed exceeds exceeding surpassed surpasses surpass topped tops topping bettered beats beat
    outgrossed outgross outgrosses outearned outran outruns outrun outlasted outlasts outlast outlasting
    outsold outdrew outspent outspends outspend outstripped outstrips outpaced eclipsed dwarfed increase
    increased rise rose premium extra additional above over add adds added ahead longest overran
    overruns overshoots overshot later up jump jumped hike hiked leap leapt step grew grown growth
    swelled climb climbed raise raised fatter heavier richer bulkier pricey lavish advance gain gained
    beyond past uplift markup surcharge ran inflated expanded upward boost boosted dwarfs eclipses
    outpaces outstripping outspending outstrip overtook overtops overtop
    """
)
LESS: Final = word_set(
    """
    less fewer shorter smaller lower cheaper briefer lighter leaner tighter sooner faster quicker
    earlier undercut undercuts undercutting underran trailed trails lagged lags short shy below under
    save saves saving saved spare spares spared trimmer brisker brief lesser slimmer thinner poorer down
    drop decrease reduction cut quick swifter fast soon fell fall falls slid slipped plunged declined
    dropped sank shrank shrunk
    """
)
CHANGING: Final = (MORE | LESS) - word_set(
    """
    up step beyond past ran advance gain gained raise raised down cut fast soon quick drop with
    over above below under short shy add adds added ahead later longest earlier save saves saving saved
    spare
    """
)
"""Words that say nothing but more or less."""
LONGER: Final = word_set(
    """
    longer shorter length long lengthier briefer minutes running sooner faster quicker
    """
)
STANDARD: Final = word_set(
    """
    than over beside besides alongside against from above below beyond under compared to multiply
    multiplying multiple dollar divided take taking matched versus unlike in relative next with
    """
)
"""A title behind one of these is what the other is measured by."""
PASSED: Final = word_set(
    """
    exceeded exceeds exceed exceeding surpassed surpasses topped tops bettered beats beat outgrossed
    outgrosses outearned outran outruns outlasted outlasts outsold outdrew outspent outspends
    outstripped outstrips outpaced eclipsed dwarfed undercut undercuts trailed trails lagged underran
    passed overruns
    """
)
"""Verbs whose object is the standard; behind their participle “by” names the head."""
FILLING: Final = word_set(
    """
    the a an of what that which it had has was were been did for into on in its their making make made
    to cost costs price budget budgets outlay gross take took taken takings receipts producing
    production produced spent spend sum running time length runtime worldwide global world world's all
    out whole went going put film's picture's money across around globally * _ “ ” "
    """
)
"""Words that may stand between one of these and the title."""
FALLING: Final = word_set(
    """
    fell fall falls drop dropped drops decline declined plunged slid plummeted second third following
    rose
    """
)
"""A weekend that falls is a later one."""
LEAVING: Final = word_set(
    """
    left leave leaves leaving remaining remains remainder subtract minus deduct without
    """
)
RATIO: Final = word_set(
    """
    multiply multiplied multiplying multiplies multiple multiplier divide divided dividing divides
    quotient ratio factor times multiples dollar dollars
    """
)
"""A bare number beside one of these is a multiple."""
OTHER: Final = word_set(
    """
    critics critic reviews reviewers rating rated score approval adjusted inflation profit profits
    profitable margin loss losses lost interest tax taxes average averaged per-theater overrun overran
    marketing advertising rentals fee salary screens copies prints forecast expected projected planned
    estimate estimates
    """
)
"""Matters that no frame is of."""
