"""Sentences for the investment: the cost, who carried it, and what kind of bet it was.

A table to read and to extend: a line `move: flags`, then the sentences, indented
and wrapped at will. `pattern` says what moves, flags and slots are.
"""

from __future__ import annotations

from ledgergen.core.writer.pattern import build_bank

TABLE = """
price: shoestring
    The production budget was {budget}. At that level nobody is buying spectacle; the money buys time,
    film stock and the right to be stubborn.

price: shoestring
    {film} cost {budget} to make, a sum so slight that ruin would have gone unnoticed. The true outlay
    was labor and nerve, neither of which appears in a budget.

price: shoestring
    For {budget}, the whole budget of {film}, a studio could hardly have announced a picture. Thrift of
    this order is not a style but a strategy: it removes every partner who might object.

price: lavish
    {film} carried a budget of {budget}. Money on that scale is never merely spent; it convenes
    committees, demands a release date and insists on being loved by strangers.

price: lavish
    The budget came to {budget}, which put {film} beyond the reach of any modest success. A picture so
    capitalized cannot afford a niche.

price: lavish
    At {budget}, the budget of {film} had left the realm of artistic patronage for that of heavy
    industry. Such sums are recovered across continents or not at all.

price: midrange
    {film} was budgeted at {budget}. That is the uncomfortable middle of the business: too much to lose
    quietly, too little to buy certainty.

price: middling
    The budget of {film} was {budget}, and the sum explains the strategy. It left room for craft, and
    very little room for error.

price: middling
    It took a budget of {budget} to put {film} on the screen. The figure matters less than what it
    excluded, since each thing a production cannot afford becomes a decision.

price: budget !shoestring !lavish !middling
    The budget of {film} stood at {budget}, reckoned in the currency in which it was spent. Conversion
    would add drama and subtract accuracy.

price: budget !shoestring !lavish !middling
    On the outlay the record is clear: {film} had a budget of {budget}. Everything else in the proposal
    was a matter of persuasion.

price: !budget
    What {film} cost is not on record here, and no estimate will be offered in its place. The commitment
    has to be read from its terms instead.

price: !budget
    No budget for {film} survives in the evidence at hand. The gamble can still be described, since
    money is only the part of a gamble that is easiest to count.

price: !budget
    The sum laid out on {film} is missing from the file. That leaves the other currencies in which
    pictures are paid for: time, place and name.

price: shoestring makers
    {film} was made for {budget}, through {makers}. Sums like that are not raised so much as scraped
    together, and they buy a freedom that better-funded productions spend years negotiating away.

price: budget makers !shoestring !lavish
    The commitment was {budget}, entered as the budget of {film} under the name of {makers}. What that
    bought was a proposition, since nothing about a film exists until it has been paid for.

price: budget location !shoestring
    {film} had a budget of {budget}, and {location} for its location. Geography is part of the capital
    structure: a place can supply what a set would have to invoice.

price: shoestring location
    {film} had a budget of {budget}, and {location} for its location, where the surroundings could be
    had for the price of turning up.

price: lavish makers
    {makers} stood behind a budget of {budget} for {film}. At that altitude the financing is the story,
    and the story is merely its justification.

price: lavish
    Into {film} went {budget}, the whole of it a budget to be recovered from people who had not yet
    heard the title.

price: middling
    The terms can be stated briefly: {film}, at a budget of {budget}.

price: middling
    The number to begin with is {budget}, the budget of {film}. It is best read as a constraint, since
    every scene had to be affordable before it could be good.

price: budget !shoestring !lavish !middling
    {film} was budgeted at {budget}, a local sum for a picture that would have to find its value abroad
    as well as at home.

price: !budget makers
    The books of {film} name the backers and not the bill. {makers} carried the production; the cost is
    not on record, and no estimate will be offered in its place.

price: !budget
    No budget is on record for {film}. The size of the wager must therefore be inferred from its nature,
    and the nature of it is plain enough.

price: middling
    To make {film} cost {budget}. Budgets are usually read as ambitions; they are better read as
    permissions, each of them with a limit.

price: middling
    {film} was capitalized at {budget}, its recorded budget. The sum would be judged, as sums in this
    business always are, by what came back.

price: middling
    The budget of {film}, {budget}, was somebody's estimate of what an unmade picture might be worth.

price: middling
    A budget of {budget} stood between the idea of {film} and its execution, and with it everyone whose
    signature the sum required.

rival: budget_rival rival_higher
    A rival account puts the budget higher, at {budget_rival}; the difference is left standing here,
    because nobody has settled it.

rival: budget_rival rival_higher
    Not every source agrees. Elsewhere the budget is given as {budget_rival}, a reminder that film
    finance is audited mainly by rumor.

rival: budget_rival rival_lower
    A rival account puts the budget lower, at {budget_rival}; on that reading the economy was more
    severe still.

rival: budget_rival rival_lower
    Not every source agrees. Elsewhere the budget is given as {budget_rival}, and both statements remain
    on the books.

rival: budget_abroad
    A separate source states the budget as {budget_abroad}, which is the same commitment seen through
    another currency.

rival: budget_rival
    The sum is disputed: a further account puts the budget at {budget_rival}.

rival: budget_rival
    That figure has competition. The budget also appears as {budget_rival}, and where sources differ the
    honest course is to publish the spread.

rival: budget_abroad
    In another currency, the budget is also given as {budget_abroad}.

step: prev_step_up
    Measured against {prev}, the budget had grown to {prev_step_up} the earlier sum. An escalation of
    that kind is a vote of confidence with a due date.

step: prev_step_up
    Set beside the budget of {prev}, this was {prev_step_up} as much. Scale is the reward that the trade
    offers for success, and also its test.

step: prev_step_down
    The new budget was {prev_step_down} of what {prev} had required. Contraction can be a punishment or
    a liberation; the books do not say which.

step: prev_step_down
    It was a deliberate reduction in scale, or at least an effective one: the budget came to
    {prev_step_down} of that for {prev}.

step: prev prev_step_same
    The budget matched that of {prev} to the dollar, as though the lender had declined to revise an
    opinion.

step: elder_step_up !prev_step_up
    Against {elder}, the budget had multiplied: it came to {elder_step_up} the earlier outlay.

step: prev_step_up prev_gross
    The multiple told its own story. At {prev_step_up} the budget of {prev}, the new picture had
    absorbed the proceeds of reputation before it had sold a ticket.

step: prev_step_up
    The budget was {prev_step_up} that of {prev}, a re-rating rather than a raise.

step: prev_step_down
    The budget was {prev_step_down} of that of {prev}, which is either prudence or its consequence.

step: prev prev_step_more
    In money the advance on {prev} was slight, a raise rather than a revolution.

step: prev prev_step_less
    The allowance had been trimmed since {prev}, though not by enough to change what it could buy.

backing: makers makers_many distributor
    The production ran through {makers}, with {distributor} to carry the result to theaters. Each
    partner in such a chain holds a different end of the same uncertainty.

backing: makers makers_single distributor
    {makers} produced and {distributor} distributed. The division of labor is old and sound: somebody
    makes the promise, and somebody else has to sell it.

backing: makers makers_many seller
    {makers} carried the production, with {seller} as sales agent. It was a coalition assembled around
    conviction more than around forecasts.

backing: makers makers_many
    The weight was borne by {makers}. A syndicate of that sort spreads the loss before there is any,
    which is the politest form of doubt.

backing: makers makers_many
    Behind the picture stood {makers}. When several names share an entry, none of them has to explain it
    alone.

backing: makers makers_single
    {makers} stood behind the venture. An undivided backer is quick to say yes and has nobody to share
    the silence with afterward.

backing: makers makers_single
    The counterparty was {makers}. Whatever the film became, it would sit on that company's books.

backing: distributor !makers
    {distributor} stood ready to distribute, which is where a film stops being a project and becomes
    inventory.

backing: distributor !makers
    The route to theaters ran through {distributor}. A distributor's name is the nearest thing a picture
    has to a guarantee, and it guarantees only that somebody will be asked to look.

backing: producer !makers !distributor
    {producer} produced. A producer's signature is what turns an intention into an obligation.

backing: makers makers_many
    The companies of record were {makers}. An alliance on paper is a device for dividing fear into
    portions small enough to swallow.

backing: makers makers_many
    {makers} divided the responsibility. Co-production is diversification for those who cannot afford to
    be wrong alone.

backing: makers makers_single
    The company of record was {makers}, and concentration of that sort concentrates the mind.

backing: makers makers_single
    {makers} carried the production. There was no syndicate to dilute the outcome, good or bad.

backing: makers makers_many seller workshop
    {makers} carried the production, and {seller} handled sales. The backing was institutional rather
    than speculative: it bought into a lineage, and took the picture as its coupon.

backing: makers_single makers
    {makers} held the paper. With a lone sponsor the chain of command is short, and so is the chain of
    consolation.

backing: makers_many makers
    On the title page of the accounts stood {makers}. Shared ownership is a way of agreeing in advance
    to be disappointed together.

backing: makers_many makers
    The consortium comprised {makers}, each with a claim on the upside and an explanation ready for the
    rest.

backing: makers_many makers
    Responsibility was apportioned among {makers}. Several signatures make a project sturdier, and
    somewhat harder to change.

ground: hometown setting_rival
    {D} put in local capital. The location was {location}, {the_directors} own birthplace, and the story
    was set in {setting}, although another source dates it to {setting_rival}. Nobody else could have
    offered that particular security.

ground: hometown setting !setting_rival
    {D} put in local capital: the location was {location}, {the_directors} own birthplace, and the story
    was set in {setting}.

ground: hometown !setting
    The location was {location}, {the_directors} own birthplace. Knowledge of a place is the cheapest
    production value there is, and the hardest to buy.

ground: setting kind !hometown
    The proposition was a(n) {kind}, set in {setting}. A fixed period saves an audience the trouble of
    comparing the picture with its own life, and asks it to care anyway.

ground: setting !hometown
    The story was set in {setting}. Period costs money in every frame, and buys distance, which is
    sometimes exactly what a difficult subject needs.

ground: location !hometown !setting
    The location was {location}. Where a film is made settles much of what it can look like, and most of
    what it can become.

ground: kind !setting documentary
    What was on offer was a(n) {kind}, and reality does not sign a contract. The subject may stop being
    interesting at any moment, and there is no script to fall back on.

ground: kind !setting animated
    What was on offer was a(n) {kind}. In drawn worlds nothing is found on location; each leaf and
    shadow is a purchase.

ground: kind !setting horror
    What was on offer was a(n) {kind}, in a genre that forgives poverty and punishes dullness.

ground: kind !setting !documentary !animated !horror
    The proposition was a(n) {kind}. Whoever buys into such a thing is buying tone, and tone cannot be
    secured by contract.

ground: kind !setting !documentary !animated !horror
    On the prospectus it read as a(n) {kind}. Classification of this sort comforts a sales department
    and tells it almost nothing.

ground: novel !setting
    The underlying asset was {novel}, published long enough to have admirers and therefore critics in
    waiting.

ground: stars !setting
    The human capital was on the screen: {stars}. Faces are the oldest hedge in the business.

ground: hometown setting_rival
    The gamble was less financial than territorial. {D} invested local capital: {location},
    {the_directors} own birthplace, supplied the location, and the story was set in {setting}, although
    another source moves it to {setting_rival}. Such holdings cannot be bought by an outsider, and
    cannot easily be sold to one either.

ground: location setting !hometown
    The location was {location}, and the story was set in {setting}. Place and time are the fixed costs
    of a story; everything else can be renegotiated.

ground: location !setting !hometown
    {location} supplied the location. A real place is a fixed asset with moods: it lends the picture
    conviction, and presents its bill in weather, noise and light.

ground: location !setting !hometown
    The location was {location}, and a location is the rare collateral that appears on the screen.

ground: location !setting !hometown
    For its location the production went to {location}. To leave the stage is to trade control for
    texture, and the trade is seldom reversible.

ground: setting !location
    The story was set in {setting}, and the past is never free: each frame has to be cleared of the
    present at somebody's expense.

ground: setting !location
    The narrative was set in {setting}. Looking back is a hedge against fashion, since what is already
    old cannot go out of date.

ground: location !setting !hometown
    The camera was taken to {location}. Places cannot be directed, which is why they are worth the fare.

ground: location !setting !hometown
    {location} was the ground on which it was made, and ground is the part of a film that was there
    before the money.

ground: hometown setting_rival
    The real outlay was territorial. {D} staked {location}, the director's own birthplace, and a story
    set in {setting}, although another source moves it to {setting_rival}. Local knowledge is a
    concentrated holding: nobody can outbid it, and nobody else can use it.

promotion: marketing_step
    Selling it was another matter. Marketing consumed {marketing}, or {marketing_step} what the film had
    cost, so the louder wager was placed after the picture was finished.

promotion: marketing !marketing_step
    Marketing took a further {marketing}. Publicity is the part of the outlay that leaves no trace on
    the screen and very often decides what happens there.

exposure: shoestring debut
    Poverty, properly managed, is a form of control. Those who ask for nothing need not take notes.

exposure: shoestring
    The downside was capped by the smallness of the sum; the upside was not capped at all. Options are
    built on that asymmetry.

exposure: lavish prev_hit
    Confidence had been converted into overhead. The higher the outlay climbed, the more of the future
    it took for granted.

exposure: lavish
    Large budgets are often described as faith. They are closer to concentration, too much of a balance
    sheet resting on a lone Friday.

exposure: lavish
    Here risk changes character. It is no longer the chance of losing money, but the certainty of
    needing everyone.

exposure: middling prev_flop
    Given the precedent, it was a contrarian position: more money, or at least more patience, extended
    to a name under review.

exposure: middling
    Such a sum is recoverable in a good month and painful in a bad one. Projects of this size are where
    judgment, rather than muscle, earns its fee.

exposure: middling
    The terms were tight enough to discipline the work and loose enough to permit ambition. Few
    covenants manage as much.

exposure: hometown
    It was the sort of wager that does not travel well on paper. What is specific to a place looks, from
    a distance, like a small market.

exposure: !budget
    An unpriced risk is a risk all the same. What can be lost on a picture is seldom limited to what was
    paid for it.

exposure: documentary
    The scarce resource in such work is not cash but access, and access is a loan that the subject may
    call at any time.

exposure: animated
    The schedule itself was the exposure. Drawings cannot be hurried without showing it, and interest
    accrues on every idle desk.

exposure: debut
    To back a beginner is venture finance without the equity: the financier carries the loss and seldom
    owns the career that a success creates.

exposure: veteran
    To back an established hand is to buy a bond rather than a lottery ticket, provided that the issuer
    has not changed strategy.

exposure: nth
    The offer, stripped of its adjectives, was continuity: the same signature on a new obligation.

exposure:
    A film is an illiquid holding. It cannot be sold in parts, hedged in advance or returned for a
    refund.

exposure:
    No spreadsheet has yet found a column for taste, and taste was what the money was really buying.

exposure: shoestring !debut
    Frugality can be a moat. Few competitors are willing to work for so little, and none can undercut
    it.

exposure: shoestring solo
    The real subsidy came from the director, who could be overworked without limit and would never send
    an invoice.

exposure: lavish
    The break-even point lay somewhere beyond enthusiasm. It required people who do not care about
    cinema to go to the cinema.

exposure: lavish veteran
    Seniority had been turned into purchasing power, which is what seniority is for. It had also removed
    the alibi of inexperience.

exposure: lavish step_up_flag
    An increase of that order alters the instrument. What had been a share in a talent became a
    structured product with the talent somewhere inside.

exposure: middling debut
    For a debut the sum was neither charity nor confidence. It was an option premium, paid to find out.

exposure: middling prev_hit
    On the strength of the precedent the terms look conservative. Nobody was paying for a miracle; they
    were paying for a repetition with variations.

exposure: middling early
    What the backers acquired was optionality: if the picture worked, they would have known the name
    before it became expensive.

exposure: middling veteran
    The bet was on form, which in a veteran is the only variable left to forecast.

exposure: setting
    A story tied to its period has a narrow market and a long shelf life, a trade that patient money has
    always understood.

exposure: location
    A production that commits itself to a place has bought a long position in whatever that place turns
    out to be.

exposure: !budget decorated
    The sum at issue may have been modest. The ambition was not, and ambition is the liability that no
    guarantor will cover.

exposure: makers_many
    The arrangement spread the loss and left the blame where it was. Whatever the contracts said, the
    exposure was {the_directors}.

exposure: makers_single
    A lone backer cannot average. The company had to be right about this picture, not about pictures in
    general.

exposure:
    Financing a film is the purchase of an opinion before it has been formed. The buyer is never told
    whose.

exposure:
    The asymmetry is familiar: the money could be lost only as far as it had been spent, while the
    reputation could be lost entirely.

exposure:
    Seen from the lender's side, it was an unsecured advance against the tastes of strangers.

exposure:
    There was no way to insure the central risk, which was that the idea might be understood perfectly
    and still not wanted.

exposure:
    What was being purchased was a sequence of decisions by people under pressure. Everything else in
    the budget was freight.

exposure:
    Outlay of this kind is recovered late or never, and in the meantime it pays nothing but suspense.

exposure:
    A backer's only protection is somebody's judgment, and the only evidence of that judgment is the
    thing not yet made.

exposure: nth solo
    The advance was secured on habit, on the reasonable expectation that the director would go on being
    the same director.

exposure: middling
    Measured against what such undertakings can absorb, it was a contained position, with a floor under
    the loss and a good deal of air above.

exposure: decorated
    Prestige was not in the forecast, since no forecast can hold it. It would have to be discovered in
    the audit.

exposure: !budget hometown
    Whatever the sum, the concentration was extreme. Origin, subject and setting had been pledged
    together, so that a failure would have been charged to all of them at once.
"""

BANK = build_bank("i", TABLE)
