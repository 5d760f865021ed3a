"""Sentences for the return: takings, prizes, opinion, and what the film led to.

A table to read and to extend: a line `move: flags`, then the sentences, indented
and wrapped at will. `pattern` says what moves, flags and slots are.
"""

from __future__ import annotations

from ledgergen.core.writer.pattern import build_bank

TABLE = """
takings: windfall world multiple
    The return left the usual vocabulary behind. {film} grossed {gross} worldwide, or {multiple} its
    budget, and a ratio of that order belongs to lotteries and patents more than to cinema.

takings: windfall world multiple
    Worldwide, {film} grossed {gross}. That is {multiple} the budget, the sort of result that turns an
    anecdote into a business model.

takings: windfall world !multiple
    Worldwide, {film} grossed {gross}. On any account of its budget, the venture repaid itself many
    times over.

takings: hit !windfall world multiple
    The cash verdict was prompt. {film} grossed {gross} worldwide, {multiple} its budget, and even after
    exhibitors had taken their portion the surplus was not in dispute.

takings: hit !windfall world multiple
    {film} paid. A worldwide gross of {gross} came to {multiple} the budget, a margin that silences most
    objections and rewrites the rest as foresight.

takings: hit !windfall world !multiple
    {film} paid. The worldwide gross reached {gross}, comfortably beyond any account of what had been
    spent.

takings: hit placeless multiple
    {film} paid. Its gross is given as {gross}, or {multiple} the budget, and arithmetic of that kind
    seldom needs an advocate.

takings: hit placeless !multiple
    The gross of {film} is given as {gross}, well beyond any account of what it cost.

takings: solid world multiple
    The worldwide gross of {film} was {gross}, or {multiple} its budget. It was a sound result without
    being a sensation: the loan was serviced and the lender remained civil.

takings: solid world multiple
    Worldwide, {film} grossed {gross}, which is {multiple} the budget. The engine turned over; nobody
    was made rich, and nobody had to be consoled.

takings: solid world !multiple
    Worldwide, {film} grossed {gross}, more than was spent by any account of the budget, though by how
    much depends on whose account is believed.

takings: solid placeless
    The gross of {film} is given as {gross}, ahead of the budget if not far ahead of the expectations.

takings: thin world multiple
    The worldwide gross of {film} came to {gross}, or {multiple} its budget. Since theaters keep a
    portion of each ticket, that is a smaller victory than it sounds, and may not have been a victory at
    all.

takings: thin world multiple
    {film} grossed {gross} worldwide, {multiple} its budget. On a gross that thin, the exhibitors'
    portion alone can turn a profit into a courtesy.

takings: thin world !multiple
    {film} grossed {gross} worldwide, somewhat more than its budget. Once theaters had kept their
    portion, little can have been left to celebrate.

takings: thin placeless
    The gross of {film} is given as {gross}, a little more than the budget. Once theaters had kept their
    portion, little can have been left to celebrate.

takings: flop world recouped shortfall
    The account did not close. {film} grossed {gross} worldwide, a shortfall of {shortfall} against its
    budget, and since theaters keep part of each ticket the true hole was deeper.

takings: rout world recouped
    The market was merciless. A worldwide gross of {gross} amounted to {recouped} of the budget of
    {film}, and no method of bookkeeping can make that balance.

takings: flop world recouped !rout
    {film} fell short. Its worldwide gross of {gross} covered {recouped} of the budget, before theaters
    had deducted anything for their trouble.

takings: flop world !recouped
    {film} fell short. Its worldwide gross was {gross}, below any account of the budget.

takings: flop placeless
    {film} fell short. Its gross is given as {gross}, below the budget, and the difference had to be
    found elsewhere.

takings: gross world !budget
    The recorded worldwide gross of {film} was {gross}. Without a budget to divide it by, the figure
    measures reach and not reward.

takings: gross world !budget decorated slight
    In cash the return was quiet: {film} grossed {gross} worldwide. Its real earnings were booked
    elsewhere, in a currency that theaters do not handle.

takings: gross placeless !budget
    The gross of {film} is given as {gross}. Without a budget to divide it by, the figure measures reach
    and not reward.

takings: gross world budget !hit !solid !thin !flop !lopsided !mixed
    {film} grossed {gross} worldwide. What that means in profit depends on which of the quoted costs is
    believed, so no ratio is struck here.

takings: gross placeless budget !lopsided !hit !solid !thin !flop !mixed
    The gross of {film} is given as {gross}. What that means in profit depends on accounts that do not
    agree, so no ratio is struck here.

takings: home_gross !gross home_multiple
    In {home} alone {film} grossed {home_gross}, or {home_multiple} its budget. Whatever came from
    elsewhere was a bonus.

takings: home_gross !gross !home_multiple
    {film} grossed {home_gross} in {home}. Takings elsewhere are not on file, and a part must not be
    mistaken for the whole.

takings: admissions !gross !home_gross admissions_place
    Success was counted in heads rather than cash: {film} drew {admissions} admissions in
    {admissions_place}.

takings: windfall world multiple shoestring
    The arithmetic is almost indecent. {film} grossed {gross} worldwide, which is {multiple} its budget,
    and no instrument on any exchange was ever designed to do that.

takings: windfall world multiple !shoestring
    The yield was out of all proportion: a worldwide gross of {gross} for {film}, or {multiple} its
    budget.

takings: windfall world home_gross multiple
    {film} grossed {gross} worldwide, {home_gross} of it in {home}. That makes {multiple} the budget, a
    return at which financiers stop asking how and begin asking who.

takings: hit !windfall world multiple home_gross
    {film} grossed {gross} worldwide, of which {home} supplied {home_gross}. The total is {multiple} the
    budget, and the gamble may be entered as settled.

takings: hit !windfall world multiple
    At the box office the wager cleared. {film} grossed {gross} worldwide, or {multiple} its budget,
    with room to spare for everyone who would claim a portion.

takings: hit world !multiple budget_rival
    The worldwide gross of {film} was {gross}. Accounts of the budget differ, but not by enough to put
    the profit in doubt.

takings: solid world multiple home_gross
    {film} grossed {gross} worldwide, of which {home} supplied {home_gross}. At {multiple} the budget
    the return was respectable, if the sort of respectability that exhibitors' deductions soon wear
    thin.

takings: solid world multiple
    A worldwide gross of {gross} put {film} at {multiple} its budget, comfortable on the surface and
    closer underneath.

takings: thin world home_gross multiple
    {film} grossed {gross} worldwide, {home_gross} of it in {home}. That is {multiple} the budget and,
    after the theaters' deduction, less than a full recovery of nerve.

takings: flop world recouped home_gross
    The worldwide gross of {film} stopped at {gross}, {home_gross} of it from {home}. It covered
    {recouped} of the budget before theaters had deducted anything, and the remainder has to be called
    by its name, a loss.

takings: flop world recouped shortfall !rout
    On the figures {film} was a losing position: it grossed {gross} worldwide, a shortfall of
    {shortfall} against its budget.

takings: rout world recouped shortfall
    {film} grossed {gross} worldwide, a shortfall of {shortfall} against its budget. A deficit on that
    scale stops being an outcome and becomes an event.

takings: lopsided gross home_gross market_abroad
    The recorded gross of {film} is {gross}, nearly all of it from {home}. For a picture that opened in
    {market} such a total cannot be the whole story, so no ratio is struck here.

takings: lopsided gross home_gross !market_abroad
    {film} is recorded at a gross of {gross}, of which {home} is credited with {home_gross}. Where so
    little is reported from elsewhere no ratio deserves to be struck.

takings: lopsided gross !home_gross
    The recorded gross of {film} is {gross}, a total that seems to stop at the border, so no ratio is
    struck here.

takings: gross world !budget honor slight
    Measured in currency, the yield was slight: {film} grossed {gross} worldwide. Measured in standing
    it was of another order, and it is the latter account that {the_director} {was} trading on.

takings: gross world !budget
    On the cash side {film} grossed {gross} worldwide, a sum to be set against a cost that nobody has
    published.

takings: home_gross !gross
    The box office on file is that of {home}, where {film} grossed {home_gross}. It is a partial
    account, and is offered as no more than that.

takings: home_gross !gross home_multiple
    {film} grossed {home_gross} in {home}, and that market alone came to {home_multiple} the budget.

takings: gross world !budget decorated slight
    As a commercial instrument it was small: {film} grossed {gross} worldwide. The reputational return
    was of another order, and it was on that account that the next advance would be drawn.

takings: gross placeless !budget decorated slight
    As a commercial instrument it was small: the gross of {film} is given as {gross}. The reputational
    return was of another order, and it was on that account that the next advance would be drawn.

takings: gross placeless !budget decorated slight
    In cash the return was quiet, for the gross of {film} is given as {gross}. Its real earnings were
    booked elsewhere, in a currency that theaters do not handle.

takings: gross placeless !budget honor slight
    Measured in currency, the yield was slight: {film} grossed {gross}. Measured in standing it was of
    another order, and standing was what {the_director} had come to trade.

takings: gross world mixed
    Worldwide, {film} grossed {gross}. Cost and takings are stated in different currencies, and no ratio
    is struck between them here.

takings: gross placeless mixed
    The gross of {film} is given as {gross}. Cost and takings are stated in different currencies, and no
    ratio is struck between them here.

takings: windfall world multiple
    {film} grossed {gross} worldwide, which is {multiple} its budget, and there is no prudent way to
    plan for such a quotient.

takings: windfall world multiple
    No forecast would have survived the meeting: {film} grossed {gross} worldwide, or {multiple} its
    budget.

takings: hit world gross_rival !multiple !budget_rival
    The worldwide gross of {film} was {gross}. That is a figure others dispute, though not by enough to
    put the profit in doubt.

gross_note: gross_rival
    Another source puts that gross at {gross_rival}. The gap is not explained, and so it is simply
    reported.

gross_note: gross_rival
    By a different reckoning the same gross was {gross_rival}; both claims are on file, and neither has
    been withdrawn.

gross_note: gross_rival
    Elsewhere the same gross is entered as {gross_rival}.

home: gross home_gross home_share home_led
    Of that, {home_gross} was grossed in {home}, which is {home_share} of the total, so the picture
    lived chiefly on its home account.

home: gross home_gross home_share abroad_led
    Only {home_share} of that came from {home}, where the gross was {home_gross}. The rest of the world
    proved the better customer.

home: gross home_gross home_share even
    {home} contributed {home_gross} to that gross, or {home_share} of it, which is as close to
    diversification as a film can come.

home: gross home_gross !home_share
    In {home} the gross was {home_gross}; the remainder arrived from audiences that nobody had consulted
    in advance.

home: home_gross side_gross
    Separately, {film} grossed {side_gross} in {side}.

home: home_gross home_share home_led
    The home market, {home}, accounted for {home_gross} of the gross, which is {home_share} of it.

home: home_gross home_share abroad_led
    {home} accounted for {home_gross} of the gross, a mere {home_share}. The film was an export.

home: home_gross home_share even
    {home} accounted for {home_gross} of the gross, or {home_share}.

home: home_gross !home_share gross
    In {home} the gross was {home_gross}.

crowd: opening opening_place
    Its opening weekend in {opening_place} brought {opening}, the portion of the run that advertising
    can claim; the remainder has to be earned by word of mouth.

crowd: opening !opening_place
    The opening weekend brought {opening}, and an opening weekend is a judgment on the poster. What
    follows it is a judgment on the film.

crowd: admissions gross admissions_place
    Counted in heads instead of cash, that meant {admissions} admissions in {admissions_place}, a figure
    that inflation cannot touch.

crowd: opening opening_place
    The opening weekend in {opening_place} brought in {opening}.

crowd: opening !opening_place
    The opening weekend brought in {opening}.

crowd: admissions admissions_place
    In {admissions_place} it drew {admissions} admissions, and heads, unlike currencies, do not inflate.

honors: honor honor_next hit
    Prestige followed the money. {film} won {honor} {honor_at}, and {honor_next} {honor_next_at}; the
    trade likes nothing better than virtue that has already paid.

honors: honor honor_next !hit crowned
    In the other ledger, which is kept in laurels, the yield was immediate. {film} won {honor}
    {honor_at}, and {honor_next} {honor_next_at}.

honors: honor honor_next !hit
    Esteem was paid out faster than cash. {film} won {honor} {honor_at}, and {honor_next}
    {honor_next_at}.

honors: honor !honor_next hit
    Honor came on top of income: {film} won {honor} {honor_at}. A prize does to a reputation what a
    rating does to a bond.

honors: honor !honor_next !hit
    The dividend was declared in esteem. {film} won {honor} {honor_at}, and prizes of that kind can be
    presented at the next negotiation like a banker's letter.

honors: honor !honor_next flop
    Esteem told a different story from the till. {film} won {honor} {honor_at}, a credit that no
    creditor could attach.

honors: near_miss !shortlisted
    Recognition stopped at the shortlist: {film} was nominated for {near_miss} {near_miss_at}. A
    nomination is a quotation, not a sale, but it is published, and people read it.

honors: near_miss shortlisted
    Recognition stopped at the shortlist: {film} was listed for {near_miss} {near_miss_at}.

honors: tally !honor !near_miss hit
    The institutions agreed with the public. {film} collected {tally} {tally_at}, and approval from that
    quarter keeps its value long after the receipts are spent.

honors: tally !honor !near_miss !hit
    {film} collected {tally} {tally_at}. Acclaim of that sort is a deferred payment, drawn by whoever
    made the picture and honored by whoever finances the next.

honors: honor honor_next debut
    For a debut the reputational yield was exceptional. {film} won {honor} {honor_at}, and {honor_next}
    {honor_next_at}, certificates that any later lender could read.

honors: honor honor_next !hit !flop
    {film} won {honor} {honor_at}, and {honor_next} {honor_next_at}. Prizes are unsecured notes, but
    they circulate, and whoever holds enough of them can pay for a film.

honors: honor honor_next
    The institutions subscribed: {film} won {honor} {honor_at}, and {honor_next} {honor_next_at}.

honors: honor !honor_next
    The institutions subscribed. {film} won {honor} {honor_at}.

honors: honor !honor_next tally
    {film} won {honor} {honor_at}. The wider count {tally_at} was {tally}, which is the sort of
    endorsement that a financier can file.

honors: tally tally_next !honor
    The count {tally_at} was {tally}; {tally_next_at} it was {tally_next}. Applause on that scale is an
    intangible asset, but auditors have learned to look for it.

honors: tally !honor
    Among the institutions the picture secured {tally} {tally_at}.

honors: near_miss tally
    Recognition came as a quotation rather than a sale: {film} collected {tally} {tally_at}.

honors: tally !honor flop
    The institutions were kinder than the public. {film} collected {tally} {tally_at}, a consolation
    that can at least be framed.

honors: honor !honor_next
    In the contest for esteem, {film} won {honor} {honor_at}, and a prize earns whenever it is
    mentioned.

honors: honor !honor_next !flop
    The juries paid in a coin of their own: {film} won {honor} {honor_at}.

honors: tally !honor
    Those who keep score in statuettes took notice. {film} collected {tally} {tally_at}.

honors: honor honor_next debut festival !hit
    The yield was immediate, and it was paid in standing. {film} won {honor} {honor_at}, and
    {honor_next} {honor_next_at}; for a debut, that is less a reception than a re-rating.

honors: honor !honor_next hit
    Recognition was thorough. {film} won {honor} {honor_at}, which adds nothing to the receipts and a
    good deal to their dignity.

honors: honor !honor_next hit
    Besides the money there was plate: {film} won {honor} {honor_at}.

honors_more: honor_last
    Further afield, it took {honor_last} {honor_last_at}, evidence that the verdict was not local.

honors_more: honor_last
    It also won {honor_last} {honor_last_at}.

tally: tally honor
    The wider count {tally_at} was {tally}, and a count is what remains of applause after the room has
    emptied.

tally: tally_next !honor
    The count {tally_next_at} was {tally_next}.

tally: overall !tally
    Across every event on file, {film} gathered {overall}, a long tail of small endorsements.

tally: overall tally
    Across every event on file the count came to {overall}.

tally: tally honor
    Its count {tally_at} was {tally}.

tally: tally tally_next honor
    Its count {tally_at} was {tally}, and {tally_next_at} it was {tally_next}.

opinion: critics adored audience
    Critics signed for it almost without reservation: their rating is {critics}. The audience rating is
    {audience}.

opinion: critics adored !audience
    Critics signed for it almost without reservation: the rating on file is {critics}.

opinion: critics mixed audience
    Opinion was less than unanimous, and divided opinion is at least evidence of attention. The critics'
    rating is {critics}. The audience rating is {audience}.

opinion: critics mixed !audience
    Opinion was less than unanimous, with critics at {critics}.

opinion: critics disliked
    Critics would not extend terms: their rating stands at {critics}, the kind of quotation that
    frightens off the undecided.

opinion: score !critics score_as_of
    Viewers have since rated it {score}, as of {score_as_of}. The crowd is a slow auditor, though a hard
    one to bribe.

opinion: score !critics !score_as_of
    Viewers have since rated it {score}. The crowd is a slow auditor, though a hard one to bribe.

opinion: score score_as_of
    As of {score_as_of}, viewers had it at {score}, a market price of sorts, updated by people with
    nothing to sell.

opinion: score score_as_of
    As of {score_as_of}, its public rating was {score}.

opinion: score score_as_of
    Sentiment can be quoted too: as of {score_as_of}, viewers put the film at {score}.

opinion: score score_as_of
    The long tail is harder to bribe than an opening night. As of {score_as_of}, it rated the picture
    {score}.

opinion: score score_as_of !flop
    Posterity has been slower and kinder than accountants usually are. As of {score_as_of} the rating
    stood at {score}.

opinion: score score_as_of
    The rating stood at {score} as of {score_as_of}, a quotation that no campaign can still be moving.

opinion: score score_as_of
    As of {score_as_of}, viewers rated it {score}. Such a verdict is free of charge, and therefore
    disinterested.

opinion: score score_as_of
    What the public thinks when nobody is selling can be read off the tables: as of {score_as_of}, a
    rating of {score}.

opinion: score score_as_of
    Long after the run, as of {score_as_of}, viewers rated it {score}, and residual value is the value
    that counts.

canon: registry
    In {registry} it was selected for the National Film Registry, which is as near as a picture comes to
    being taken off the market and placed in the vault.

canon: registry
    Selection for the National Film Registry came in {registry}, and with it a kind of permanence that
    no box office can buy.

canon: registry
    The National Film Registry took it in {registry}, a listing from which nothing is ever struck off.

verdict: windfall shoestring
    The lesson most people drew was about thrift, and it was the wrong one. Cheap films are common; what
    was rare here was that anyone wanted it.

verdict: windfall
    Returns of this kind cannot be planned for and are always imitated. The imitators inherit the method
    and not the accident.

verdict: hit !windfall
    Success of that size does more than repay. It turns {the_directors} next request into a formality,
    which is pleasant and not without danger.

verdict: hit lavish
    A wager so large can look inevitable once it has come in. It was not, and the people who signed for
    it deserve to have that remembered.

verdict: solid
    It was the sort of return that keeps a director employed, which is a better definition of success
    than the trade likes to admit.

verdict: thin
    Survival is not glamorous, but it preserves the asset that cannot be replaced, permission to try
    again.

verdict: flop decorated
    So the film lost money and kept its dignity, a combination that accountants find confusing and
    posterity does not.

verdict: flop
    Failure on such terms is usually charged to {the_director}, whoever drew up the budget. It attaches
    to the name, and the name travels.

verdict: rout
    A loss so complete becomes a parable. It is quoted in meetings for years, usually by people who want
    something else refused.

verdict: decorated !hit !flop !solid !thin gross slight
    The reputational return dwarfed the monetary. Acclaim of this kind is leverage with no interest
    attached, and it was the thing {the_director} had been short of.

verdict: decorated !gross !home_gross !admissions
    No till recorded it, yet the gain was real: a name that had asked for credit could now extend it.

verdict: gross !decorated !hit !solid !thin !flop !lopsided
    Attendance is evidence of a kind. It says that strangers left home for the picture, and nothing
    about whether they were glad of it.

verdict: !gross !home_gross !decorated
    What the picture earned, in money or in standing, the sources here do not say. An open account is
    not a failed one.

verdict: windfall debut
    An outcome like that does not reward a career so much as replace it. From then on {the_director}
    would be financed as the author of a miracle.

verdict: windfall !debut
    Ratios of this kind distort everything around them. They make prudence look like cowardice, and luck
    like method.

verdict: windfall decorated
    It is rare for the multiple and the medals to agree. When they do, the market concludes that taste
    is profitable, and loses money on the conclusion for years.

verdict: hit debut
    The stake had been a name with no price on it, and the payout was a price. Everything afterward
    would be negotiated from there.

verdict: hit prev_hit
    A repetition of success is worth more than its sum, because it converts luck into a track record.

verdict: hit prev_flop
    The recovery did more than repair the books. It taught the market that the earlier loss had been the
    exception.

verdict: hit veteran
    For an established name the gain was not access but latitude, the right to be wrong the next time
    without a meeting.

verdict: hit !windfall
    A surplus of that order buys the most expensive thing in the trade, which is the benefit of the
    doubt.

verdict: hit decorated
    The gamble had paid in cash and in standing, and the exchange between them, for a while, ran in
    {the_directors} favor.

verdict: solid debut
    For a newcomer, breaking even in public is already a promotion. The name had acquired a price, and
    the price was positive.

verdict: solid
    Nothing in the return demanded imitation, and nothing in it forbade another attempt. Most careers
    are made of such entries.

verdict: solid decorated
    The surplus was moderate and the esteem was not. Esteem has the longer maturity.

verdict: thin
    A result of this kind leaves {the_director} solvent and the backers thoughtful.

verdict: thin lavish
    When so much is spent, breaking even is not a draw. It is a loss with good manners.

verdict: flop lavish
    Capital on that scale does not forgive, but it does forget, usually in the order in which new
    projects come along.

verdict: flop debut
    A debut that loses money closes more doors than it opens, and yet it leaves behind something that
    cannot be repossessed, a finished film.

verdict: flop veteran
    A long record absorbs such a blow and shows the bruise. The entry stays legible however many others
    are written over it.

verdict: flop prev_hit
    It was the reverse of the earlier coin. What the preceding film had added to the name, this account
    drew down.

verdict: flop
    The public had been offered a position and had declined it. There is no appeal from that court, only
    a later sitting.

verdict: lopsided
    Where the takings are so poorly recorded, the reputation has to speak for them, and reputations
    seldom decline to.

verdict: decorated debut
    As a reputational trade it was close to perfect: a small outlay of the unknown, exchanged for a name
    that others could quote.

verdict: shortlist_only !hit !flop
    A place among the nominees is an option on a reputation. It need not be exercised to be worth
    having.

verdict: hit
    The proceeds were larger than the sum. A profit of that size is also an argument, and it is an
    argument that ends meetings.

verdict: solid
    The wager neither made a fortune nor lost an argument, and it left {the_directors} terms a little
    better than it had found them.

verdict: decorated
    Recognition lowers the cost of everything that follows, from actors to patience.

verdict: !gross !home_gross !decorated
    Silence in the accounts is not a result. It is the absence of a witness, and nothing should be
    inferred from it about the film or its audience.

verdict: !gross !home_gross !decorated
    No receipt is on file here, and no prize. The picture will have to be valued as most pictures are in
    the end, by whoever happens to be watching.

verdict: !gross !home_gross !decorated
    Where neither takings nor prizes are recorded, the only return that can be audited is the work, and
    that audit is open to anyone with an evening to spare.

verdict: !gross !home_gross
    The till is not on record. What was earned in attention can be argued over; what was earned in money
    cannot.

verdict: decorated debut workshop
    The critical endorsement did what no box office could have done at that size. It separated the pupil
    from the school, turned a derivative into an underlying, and left a name that could be quoted by
    itself.

verdict: windfall debut solo
    The director had been hired, in effect, as an option, and the option had been exercised at a price
    nobody had thought to cap.

verdict: windfall debut
    Success of that kind is a difficult inheritance. It teaches the market to expect a repetition, and
    the market is a slow pupil of anything else.

verdict: hit debut !windfall
    A debut that pays is rarer than a debut that pleases, and the trade can tell them apart.

verdict: hit nth
    The name had been marked up, and the new price would have to be defended in its turn.

verdict: hit nth solo
    The backers were repaid, the director was confirmed, and the argument moved on to what such a person
    ought to be allowed next.

sequel: sequel sequel_gross sequel_budget
    The property outlived the film. A sequel, {sequel}, was made for {sequel_budget} and grossed
    {sequel_gross}.

sequel: sequel !sequel_gross
    The property outlived the film: a sequel, {sequel}, drew on the same deposit.

sequel: sequel sequel_gross !sequel_budget
    The property outlived the film: a sequel, {sequel}, grossed {sequel_gross}.

sequel: sequel_gross
    The franchise went on without waiting for permission: a sequel, {sequel}, grossed {sequel_gross}.

next: next next_budget next_gross !next_step_up !next_step_down next_hit
    {next} followed on a budget of {next_budget} and grossed {next_gross}, so the name had held its
    price.

next: next next_budget next_gross !next_step_up !next_step_down next_even
    {next} followed on a budget of {next_budget} and grossed {next_gross}: steady, if not spectacular,
    custom.

next: next next_budget next_gross !next_step_up !next_step_down next_flop
    {next} followed on a budget of {next_budget} and grossed {next_gross}. A reputation, it turned out,
    could be overdrawn.

next: next next_budget !next_gross !next_step_up !next_step_down
    {next} followed, on a budget of {next_budget}. That somebody wrote the check is the most practical
    form of praise.

next: next next_honor next_producer next_listed
    The proceeds were reinvested at once in {next}, produced by {next_producer}. It won {next_honor}
    {next_honor_at}, and was in contention for {next_listed} {next_listed_at}.

next: next next_honor next_listed !next_budget
    The proceeds were reinvested in {next}. It won {next_honor} {next_honor_at}, and was in contention
    for {next_listed} {next_listed_at}.

next: next next_honor !next_budget
    The proceeds were reinvested in {next}, which won {next_honor} {next_honor_at}.

next: next next_gross !next_budget
    {next} came after it, and grossed {next_gross}.

next: next next_gap !next_budget !next_gross !next_honor
    {next} came {next_gap} after {film}, and that is the plainest proof that the account stayed open.

next: next !next_gap !next_budget !next_gross !next_honor
    {next} came after it, and a further film is the plainest proof that the account stayed open.

next: next next_budget !next_gross
    The line stayed open for {next}, budgeted at {next_budget}.

next: next next_gross !next_budget next_gap
    The line stayed open. {next} came {next_gap} later and grossed {next_gross}.

next: next next_gross !next_budget
    The line stayed open for {next}, which grossed {next_gross}.

next: next next_gap !next_budget !next_gross
    The account was renewed {next_gap} later, with {next}.

next: next !next_budget !next_gross !next_gap
    The account was renewed with {next}.

next: next next_budget next_gross next_flop
    Then came {next}, with a budget of {next_budget} and a gross of {next_gross}, and the market took
    back part of what it had given.

next: next next_budget next_gross next_even
    Then came {next}, with a budget of {next_budget} and a gross of {next_gross}, respectable without
    being persuasive.

next: next next_budget next_gross next_hit
    Then came {next}, with a budget of {next_budget} and a gross of {next_gross}, and the case for
    {the_director} no longer needed making.

next: next next_gross_home !next_gross next_budget
    Then came {next}, budgeted at {next_budget}, which grossed {next_gross_home} in {next_home}.

next: next next_gross_home !next_budget
    The line stayed open for {next}, which grossed {next_gross_home} in {next_home}.

next: !flop next_hit
    The reinvestment followed in {next}, which grossed {next_gross} on a budget of {next_budget},
    {next_step_up} that of {film}. The larger trust was kept.

next: !flop next_flop
    Then came the reinvestment. {next} grossed {next_gross} on a budget of {next_budget}, {next_step_up}
    that of {film}, and credit extended on past form had met its limit.

next: !flop next_even
    Then came the reinvestment. {next} grossed {next_gross} on a budget of {next_budget}, {next_step_up}
    that of {film}, and the account stayed open.

next: !next_gross !next_gross_home !flop
    What it bought was scale. The budget of {next} was {next_budget}, or {next_step_up} that of {film},
    and nothing measures trust so exactly as the size of the following advance.

next: flop
    Failure did not, in the event, close the window. {next} had a budget of {next_budget} and grossed
    {next_gross}. Its budget was {next_step_up} that of {film}.

next: flop !next_gross
    Failure did not, in the event, close the window. {next} had a budget of {next_budget}, which is
    {next_step_up} that of {film}.

next:
    {next} was a smaller position: it grossed {next_gross} on a budget of {next_budget}, or
    {next_step_down} of what {film} had cost.

next:
    The position was then cut back. {next} had a budget of {next_budget}, or {next_step_down} of what
    {film} had cost.

next: !flop next_hit
    The dividend was scale: {next} was granted a budget of {next_budget} and grossed {next_gross}. Its
    budget was {next_step_up} that of {film}, and those who had raised their bid were repaid.

next: !flop next_even
    The dividend was scale: {next} was granted a budget of {next_budget} and grossed {next_gross}. Its
    budget was {next_step_up} that of {film}, enough to cover the stake and not enough to raise it.

next: !flop next_flop
    The dividend was scale, and scale is a risk in itself. {next} was granted a budget of {next_budget}
    and grossed {next_gross}. Its budget was {next_step_up} that of {film}.

next: !flop !next_gross !next_gross_home
    The dividend was scale: {next} was granted a budget of {next_budget}, {next_step_up} that of {film}.

next:
    The reinvestment was {next}, which had a budget of {next_budget} and grossed {next_gross_home} in
    {next_home}. Its budget was {next_step_up} that of {film}.

next: next_honor next_producer next_listed
    The standing was converted into capital with {next}, produced by {next_producer}. It won
    {next_honor} {next_honor_at}, and was in contention for {next_listed} {next_listed_at}, so the
    re-rating held.

next: next next_budget next_gross next_hit
    {next} had a budget of {next_budget} and grossed {next_gross}, which is what a reputation looks like
    when it is presented for payment.

next: next next_budget next_gross next_hit
    The name was tested again with {next}, on a budget of {next_budget}, and passed with a gross of
    {next_gross}.

next: next next_budget next_gross next_even
    The name was tested again with {next}, on a budget of {next_budget}, and answered with a gross of
    {next_gross}.

next_tally: next next_tally
    That later picture brought {next_tally}, interest on a deposit made with {film}.

later: later later_budget later_gross later_hit
    Later still, {later} took the wager further, with a budget of {later_budget} and a gross of
    {later_gross}.

later: later later_budget later_gross later_even
    Later still, {later} cost {later_budget} and grossed {later_gross}, which is how a career looks once
    it has become an institution.

later: later later_budget later_gross later_flop
    Later still, {later} cost {later_budget} and grossed {later_gross}, a reminder that no rating is
    permanent.

later: later later_gross !later_budget
    Later still, {later} grossed {later_gross}.

close: debut decorated !flop
    A director who had come in with nothing to pledge now had something that others would lend against.

close: debut hit
    As opening entries go, it left every later one with something to live up to.

close: debut
    An opening entry cannot be repeated. For better or worse, it is the figure from which all the others
    are reckoned.

close: windfall shoestring
    Seldom has so little been asked of so few and repaid so lavishly.

close: hit decorated
    Cash and esteem are usually paid out of different accounts. Here they cleared together.

close: hit !decorated
    The position was closed at a profit, and nobody has since asked to see the workings.

close: flop decorated
    Some debts are settled in esteem, long after the creditors have gone home.

close: flop !decorated
    The loss was real. So, to those who know the film, was what it bought.

close: flop
    Not every loss is a mistake. Some are tuition, paid at a rate that nobody would have agreed to in
    advance.

close: registry !hit
    Time, which settles everything, has settled this in the film's favor.

close: thin
    The books just about closed. The reputation, which is kept in another set, stayed open.

close: solid
    It was, in the end, a fair trade: something ventured, something returned, and the line left open.

close: decorated !hit !flop
    The cash was spent long ago. The standing is still drawing interest.

close: !decorated !hit !flop !solid !thin
    The final balance stays open until better evidence arrives. An empty column is at least an honest
    one.

close:
    The rest of the account is carried forward.

close: debut
    Whatever was written afterward, this was the balance brought forward.

close: debut decorated
    What had arrived as a hope on somebody's books left as a line of business.

close: hit
    The wager is closed, the winnings are spent, and the name still clears.

close: hit
    It remains the kind of entry to which later ones are pinned.

close: hit veteran
    For a name of that standing it was less a victory than a renewal, and renewals are what long careers
    are made of.

close: hit prev_flop
    The earlier loss had been bought back, with change.

close: flop
    What survives a loss is the work, which appears on no balance and outlasts all of them.

close: flop next
    The trade, which never forgets a loss, had nevertheless agreed to look the other way.

close: flop veteran
    The name proved larger than the number. That is what a long record is for.

close: solid next
    The account stayed open, and in this business an open account is the only verdict that matters.

close: solid debut
    It was enough to be asked again.

close: thin next
    Margins of that width are survived rather than enjoyed, and it was survived.

close: lopsided
    The cash column will never be complete. The other has long been full.

close: shortlist_only !hit !flop
    Recognized and not crowned, it kept the sort of standing that improves with storage.

close: decorated
    The prizes are on the shelf, where they have proved to be the least volatile part of the holding.

close: decorated crowned
    Prizes of that rank are never marked down.

close: next
    A career is a sum of renewals, and this was the renewal that counted.

close:
    What remains is the film, which owes nothing to anyone.

close:
    The ledger closes here; the film does not.

close:
    Accounts like this are never finally closed, only moved to the back of the drawer.

close: hit
    What had been a risk was now a reputation, and reputations are what the next risk is borrowed
    against.

close: hit decorated
    To be paid and praised at once is the rarest of settlements, and it was made in full.

close: windfall
    Lightning had been asked to sign a receipt, and it had signed.

close: debut decorated workshop
    The apprenticeship had been bought out.

close: debut hit
    The opening balance had been a blank. The closing one was a name.

close: debut hit solo
    From here on the terms would be the director's to set, at least until the next result.

close: hit nth
    The books were closed in black ink, which is the only color that the trade can read at a distance.

blank4:
    No receipts and no prizes for {film} appear in the evidence at hand. The return is therefore neither
    good nor bad; it is unreported, and will be left so.
"""

BANK = build_bank("a", TABLE)
