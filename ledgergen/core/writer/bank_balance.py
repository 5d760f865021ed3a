"""Sentences for the balance sheet: who the director was on the eve, and on what record.

A table to read and to extend: a line `move: flags`, then the sentences, indented
and wrapped at will. `pattern` says what moves, flags and slots are.
"""

from __future__ import annotations

from ledgergen.core.writer.pattern import build_bank

TABLE = """
standing: solo debut young
    {D} was {age} when {film} {unveiled}, an age at which most careers are still a prospectus. There was
    no earlier feature to borrow against; this was the debut, and everything about it had to be taken on
    trust.

standing: solo debut
    At {age}, {D} came to {film} without a feature to show a lender. A debut has no comparables: whoever
    backs it is buying judgment that has never been priced.

standing: solo debut
    {film} was a debut, and a debut is the least documented of assets. {D}, who {was} {age} when it
    {unveiled}, had no box office to point to and no past feature to be measured by.

standing: solo debut seasoned
    Most directors make their debut while failure is still cheap. {D} was {age} when {film} {unveiled},
    and came to the table without a feature to serve as collateral.

standing: debut !age
    No feature stood behind {film}. It was a debut, which leaves an analyst with very little to
    discount: no receipts, no reputation with exhibitors, only a plan and the word of {D}.

standing: debut !age
    {D} opened this account with nothing on deposit. {film} was a debut feature, and the usual measures
    of a director's credit, past takings and past prizes, did not yet apply.

standing: solo nth early
    {film} was {Ds} {nth} feature, and the director was {age} when it {unveiled}. That is early in a
    career, when each film still moves the whole valuation.

standing: solo nth early
    With {film}, {D} reached a(n) {nth} feature at {age}. Enough had been shown to invite a forecast,
    and not nearly enough to make a forecast safe.

standing: solo nth veteran
    By the time {film} {unveiled}, {D} was {age} and had reached a(n) {nth} feature. A career of that
    length carries its own balance: habits that investors can price, and a past that cannot be traded
    away.

standing: solo nth veteran
    {D} brought {film} to the screen at {age}, as a(n) {nth} feature. The apprenticeship was long paid
    off; what remained at hazard was standing.

standing: solo nth veteran
    A filmography is a long position. {film} was the {nth} feature {D} had put into it, and
    {the_director} was {age} when the picture {unveiled}.

standing: nth early !age
    {film} was the {nth} feature directed by {D}. So short a run of films is a thin file for any lender,
    and the next page of it would be read closely.

standing: nth veteran !age
    {D} came to {film} as a director of long standing: it was the {nth} feature on the list. Such a
    record buys patience, and then charges for it.

standing: solo age prev !nth !debut
    {D} was {age} when {film} {unveiled}. The last feature on file was {prev}, and it set the terms on
    which the new picture would be judged.

standing: solo age prev !nth !debut
    On the eve of {film}, the reference entry under {Ds} name was {prev}. The director, who was {age}
    when the new film {unveiled}, had a record to defend and another bill to run up.

standing: solo age !prev !nth !debut
    {D} was {age} when {film} {unveiled}. Of the career up to that morning the sources at hand say
    little, so the opening balance has to be read from the film itself.

standing: solo age !prev !nth !debut
    {D} was {age} when {film} {unveiled}. What stood behind the name is thinly documented here; the
    picture would have to establish its own worth.

standing: team ages debut
    Nothing in {Ds} file could be called a track record: {film} was a debut. On ages the record is
    plain, since {ages} when it {unveiled}.

standing: team ages nth
    {film} was the {nth} feature of a directing partnership. On ages the record is plain: {ages} when it
    {unveiled}.

standing: team ages !debut !nth
    {film} was a joint holding. It had {D} as its directors, and the record is plain about their years:
    {ages} when the picture {unveiled}.

standing: team ages !debut !nth
    Authority on {film} was held in common by {D}. As to seasoning, {ages} when it {unveiled}.

standing: team !ages
    {film} was signed by more than a lone hand. {D} held it jointly, which spreads the blame and
    complicates the credit.

standing: team !ages
    Responsibility for {film} was divided from the start. Its directors were {D}, and partners in such
    an enterprise answer for each other.

standing: solo born !age !prev !nth !debut
    {D} was born in {born}. Beyond that, the sources here say little of what {the_director} had built
    before {film}, and this account will not fill the space with guesswork.

standing: solo born prev !age
    {D}, born in {born}, arrived at {film} from {prev}. That picture was the last known price on the
    name.

standing: solo !age !born !prev !nth !debut
    The sources to hand are discreet about where {D} stood before {film}. An honest account starts from
    what can be shown, and leaves the rest of the page white.

standing: solo !age !born !prev !nth !debut
    What {D} owned and owed before {film} cannot be reconstructed from the evidence at hand. The film
    must testify on its own behalf.

standing: solo prev !age !born !nth !debut
    The last entry under {Ds} name before {film} was {prev}. Any forecast for the new picture had to
    begin there.

standing: nobody
    The file on {film} does not name its director. What follows is therefore a statement about the
    picture alone, drawn up from the entries that can be shown.

standing: solo debut age
    {D} was {age} when {film} {unveiled}, and had no commercial equity whatever. A debut is priced on
    promise alone, and promise is a derivative: its value depends entirely on something that has not
    happened yet.

standing: solo debut aged
    The {aged} director of {film} was new to the feature market. {D} had never delivered a feature, so
    the barrier to entry was simply the absence of proof.

standing: solo debut aged short
    Before {film}, {Ds} entire inventory on file was {short}, a short film. The {aged} newcomer was
    asking to be judged on an asset class, the feature, in which no position had ever been held.

standing: solo nth aged prev
    The {aged} {D} arrived at {film} with a file that could be read. It was a(n) {nth} feature, and the
    entry immediately above it was {prev}.

standing: solo nth aged early
    {Ds} file was thin but legible. {film} was a(n) {nth} feature by a(n) {aged} director, and the
    spread between the possible outcomes was still as wide as a career.

standing: solo nth aged veteran
    Reputation was the {aged} director's principal holding. {D} had reached a(n) {nth} feature in
    {film}, and each film of such a series is priced against all the others.

standing: solo nth age prev_gap
    {D} was {age} when {film} {unveiled}. It was a(n) {nth} feature, released {prev_gap} after {prev},
    and the sequence invited comparison on every line.

standing: solo age prev_budget prev_gross !debut
    By the morning that {film} {unveiled}, {D} was {age} and answerable for {prev}, which had cost
    {prev_budget} and grossed {prev_gross}. The reference lay on the table for anyone to read.

standing: solo age !debut !prev
    {D} was {age} when {film} {unveiled}, with roots in {birthplace} and a standing that the sources at
    hand leave largely unpriced.

standing: team nth !ages
    {film} was a joint account. {D} had reached a(n) {nth} feature with it, far enough along for their
    signatures to carry weight and for a misjudgment to be remembered.

standing: team debut !ages
    {film} was a joint account, newly opened. It was the debut of {D}, who brought to the market a
    partnership and no history.

standing: team ages nth
    {film} was the {nth} feature that {D} had signed; {ages} when it {unveiled}. A partnership
    multiplies the judgment available and divides the alibi.

standing: solo debut age
    {film} carried no precedent. {D} was {age} when it {unveiled} and had not directed a feature before,
    which made the venture a pure forward contract, settled only on delivery.

standing: solo debut age
    When {film} {unveiled}, {D} was {age}, with a debut to show and nothing behind it to be measured
    against. Such a position is all upside to its owner and all exposure to everyone else.

standing: solo debut aged
    A(n) {aged} debutant has little to lose and less to offer as security. {D} came to {film} with the
    usual endowment of the unproven: time, conviction and an empty column.

standing: solo age !prev !nth !debut
    At {age}, on the day {film} {unveiled}, {D} had a past that these sources leave unpriced. The
    balance has to be opened with the picture itself.

standing: solo nth age early
    {D} was {age} when {film} {unveiled}, with a(n) {nth} feature to defend. So early in the sequence,
    an entry is worth more than it earns, because every later one is priced from it.

standing: solo nth age veteran
    A(n) {nth} feature is rarely an experiment. {D}, who was {age} when {film} {unveiled}, had long
    since ceased to be speculation and become infrastructure.

standing: solo nth age !early !veteran
    {film} was {Ds} {nth} feature, and the director was {age} when it {unveiled}. The position is the
    middle of a career, with enough behind it to be held to account and enough ahead to be worth
    financing.

standing: solo nth age !early !veteran
    When {film} {unveiled}, {D} was {age} and had come to a(n) {nth} feature. That is the point at which
    a filmography stops being a beginning and starts being evidence.

standing: nth !age !ages !early !veteran
    {film} was the {nth} feature directed by {D}. Such a list is long enough to be audited and short
    enough to be changed by its next entry.

standing: solo debut !workshop
    {D} entered the market at {age}, the age at which {film} {unveiled}, with no feature on file and
    therefore no price. In such a case the asking rate is whatever somebody can be persuaded to believe.

standing: solo debut !workshop
    There was no back catalog to examine. {film} was a debut, {D} was {age} when it {unveiled}, and due
    diligence would have come down to a conversation.

standing: solo debut !workshop
    {D} was {age} when {film} {unveiled}. As a debut it enjoyed the privilege of all beginnings: nobody
    was waiting for it, and nobody could be let down.

schooling: workshop school short
    What stood on the other side of the page was training. It had come from {workshop} at {school}; the
    public sample was a short film, {short}.

schooling: workshop school
    The visible asset was an education, from {workshop} at {school}.

schooling: workshop !school
    The visible asset was an education, from {workshop}.

schooling: short !workshop
    There was, at least, a sample on the counter: a short film, {short}, which could be shown to anyone
    who asked what the money would buy.

schooling: short !workshop
    Proof of concept existed on a smaller reel. A short, {short}, had already stated the case in
    miniature.

schooling: workshop school short
    Everything else on the page was derivative. Its value came from {workshop} at {school}, where
    training had supplied a pedigree; the sample of independent work on file is a short film, {short}.

record: prev_hit
    {prev} had been made for {prev_budget} and took {prev_gross}, or {prev_multiple} its cost.
    Arithmetic of that order turns a director into an asset class, and it also fixes the rate at which
    disappointment will be charged.

record: prev_hit
    The precedent was flattering: {prev} returned {prev_gross} on a budget of {prev_budget}. Success on
    those terms is a line of credit, and lines of credit are there to be drawn.

record: prev_hit
    Behind the new film stood {prev}, which had a budget of {prev_budget} and grossed {prev_gross}, or
    {prev_multiple} its cost. Nobody who could read a balance needed the pitch repeated.

record: prev_flop
    The record carried an impairment. {prev} had cost {prev_budget} and grossed {prev_gross}, less than
    was spent, and the market has a long memory for the sign in front of a number.

record: prev_flop
    The previous account had closed in the red: {prev}, on a budget of {prev_budget}, grossed
    {prev_gross}. A director can survive such an entry, but the next signature is harder to get.

record: prev_flop
    {prev} weighed on the file. It had grossed {prev_gross} against a budget of {prev_budget}, and
    whatever else it achieved, it had not paid its way.

record: prev_even
    {prev} offered a respectable precedent, grossing {prev_gross} on a budget of {prev_budget}. It
    neither alarmed the accountants nor excited them.

record: prev_even
    The last outing had been orderly: a budget of {prev_budget} for {prev}, and a gross of {prev_gross}.
    On paper that is competence, which finances a career without transforming it.

record: prev_budget !prev_gross
    {prev} had been made for {prev_budget}. How much of it came home the record does not say, but the
    sum is a fair measure of the trust extended until then.

record: prev_budget !prev_gross
    The scale of earlier trust can be read off {prev}, budgeted at {prev_budget}. What it earned is not
    on file here.

record: prev_gross !prev_budget
    {prev} had grossed {prev_gross}. Without a budget to set beside it the figure proves no profit, but
    it does prove an audience.

record: prev_honor
    {prev} had already been honored with {prev_honor} {prev_honor_at}. A prize is not money, yet it is
    the kind of paper that money likes to see.

record: prev_tally
    {prev} had brought {prev_tally}. Recognition on that scale is goodwill in the strict sense:
    invisible on the books and indispensable in a negotiation.

record: prev !prev_budget !prev_gross !prev_honor !prev_tally
    {prev} is the nearest earlier picture on file, though the sources here attach no money to it. It
    counts as experience, which is the hardest thing to put a number on.

record: !prev novel
    The underlying property was older than the production. {novel} had already found its readers, and a
    known text is a form of insurance, if an imperfect one.

record: prev_hit
    {prev} had turned {prev_budget} into {prev_gross}. The ratio mattered less than the signal, which
    told financiers that this name could be monetized.

record: prev_flop
    {prev} had gone the other way: {prev_budget} out, {prev_gross} back. It was the kind of sunk cost
    that a director is expected to forget and a financier is paid to remember.

record: prev_even
    {prev} had grossed {prev_gross} against a budget of {prev_budget}, which opened no doors and closed
    none.

record: prev_budget !prev_gross
    Its forerunner, {prev}, had carried a budget of {prev_budget}.

record: prev_gross !prev_budget
    Its forerunner, {prev}, had grossed {prev_gross}, and an audience that has paid before is the
    closest thing to a receivable.

record: prev_gap !prev_budget !prev_gross
    {film} came {prev_gap} after {prev}, with no box office on file to say at what rate the earlier work
    had been converted into trust.

record: prev_gross_home !prev_gross prev_budget
    {prev} had been made for {prev_budget} and grossed {prev_gross_home} in {prev_home}, the market on
    file for it.

record: prev_gross_home !prev_gross !prev_budget
    {prev} had grossed {prev_gross_home} in {prev_home}, which proves the existence of customers if not
    of a profit.

elder: elder_hit
    Earlier there had been {elder}, made for {elder_budget} and good for {elder_gross}. The pattern was
    there for anyone inclined to extrapolate.

elder: elder_flop
    Earlier, {elder} had cost {elder_budget} and grossed only {elder_gross}. The file, in other words,
    contained a warning as well as a name.

elder: elder_even
    Earlier, {elder} had turned {elder_budget} into {elder_gross}, a steady entry in a business that
    seldom offers them.

elder: elder_budget !elder_gross
    Earlier, {elder} had been budgeted at {elder_budget}. The climb from there is itself a piece of
    evidence.

elder: elder_gross !elder_budget
    Earlier, {elder} had grossed {elder_gross}, and a past audience is the nearest thing to a deposit.

elder: elder !elder_budget !elder_gross
    {elder} stands earlier in the same file, evidence of practice if not of profit.

interval: prev_gap_wide
    {film} was released {prev_gap} after {prev}. Long silences are expensive: taste moves, executives
    move, and a reputation left in the vault does not earn.

interval: prev_gap !prev_gap_wide
    {film} came {prev_gap} after {prev}, long enough to plan and too short to be forgotten.

interval: prev_gap !prev_gap_wide
    {film} was released {prev_gap} after {prev}. Momentum, in this trade, is a perishable good.

interval: prev_gap prev_gap_wide
    It had been {prev_gap} since {prev}, and absence is a tax on any name.

interval: prev_gap !prev_gap_wide
    It had been {prev_gap} since {prev}.

eve: debut workshop
    A master's name opens doors and then hangs over whoever walks through them. Until a feature existed,
    the school held the brand and the pupil held the liability.

eve: debut
    The exposure was simple and total. A debut that fails is rarely written down; it is written off, and
    the name goes with it.

eve: debut
    Nothing could be averaged out. With no portfolio of earlier work to absorb a miss, the film and the
    career were the same position.

eve: debut shoestring
    Inexperience had a use, however. A newcomer owes nothing to expectations, and can take risks that an
    established firm would have to explain.

eve: prev_hit !debut
    Expectation was the real liability. An audience that has been well paid comes back wanting the same
    rate.

eve: prev_hit !debut
    Such a past is leverage in the exact sense: it magnifies whatever comes next, in whichever direction
    that may be.

eve: prev_flop !debut
    Whoever financed the next picture would be buying distressed paper: cheap, if the talent was sound,
    and worthless if the market was right.

eve: prev_flop !debut
    What {the_director} needed was a correction. A further disappointment in succession stops looking
    like bad luck and starts looking like a trend.

eve: veteran
    The danger at this stage is not ruin but drift: a name that still opens doors while the work behind
    it slowly depreciates.

eve: early !debut
    At this point a career has no inertia. It goes where the latest film pushes it, and everyone at the
    table knows as much.

eve: documentary
    Documentary is a poor man's venture capital. It asks for years, promises no stars, and pays mostly
    in esteem.

eve: animated
    Animation ties up capital longer than any other kind of picture-making. Nothing can be sold until
    everything has been drawn.

eve: horror
    Horror has always been the genre where the unproven may borrow. It needs no stars, and fear travels
    without subtitles.

eve: team
    A partnership has an advantage that no contract can confer: somebody in the room who is paid to
    disagree.

eve:
    Directors seldom trade on cash. What they put up is reputation, which takes years to accumulate and
    an opening night to spend.

eve:
    Every film asks its director to pledge the same security, a name, and returns it marked up or marked
    down.

eve: !debut
    The question, as ever, was how much of the accumulated goodwill could be spent before the reserve
    ran out.

eve: debut workshop
    That made the bottleneck plain. Until a feature existed, the workshop's brand would go on
    appreciating at the expense of the pupil's, and a launchpad left unused for long becomes a permanent
    shadow.

eve: debut young
    Youth was the undervalued line. It costs nothing, it cannot be refinanced, and it makes a loss look
    like an education.

eve: debut seasoned
    Late entry has its own logic. It concedes the years in which a fortune might have been made, and
    brings the judgment that those years paid for.

eve: debut midway
    What the market lacked was information, and in its absence the market does what it always does: it
    assumes the average and charges for the worst.

eve: nth early
    The strategic question was whether a promising beginning could be capitalized before it lapsed.
    Early films are options; they expire.

eve: nth early prev_flop
    A further setback would have been read as a pattern. At this depth of the file there is nothing
    underneath to break the fall.

eve: prev_even
    A steady record is an awkward asset, since it proves reliability in a business that pays for
    surprise.

eve: veteran prev_hit
    The bottleneck was no longer access but ambition. When every door is open, the only scarce commodity
    is a reason to walk through.

eve: veteran prev_flop
    Seniority offered some protection. A long record amortizes a bad year, although nobody extends it
    the courtesy indefinitely.

eve: veteran
    Established names face a subtler exposure than newcomers do. The public has already formed a
    valuation, and the next picture can only confirm or revise it.

eve: prev_gap_wide
    Time away had made the name harder to price, and what cannot be priced is usually marked down.

eve: prev !debut solo
    The market's habit is to extrapolate. It takes the latest film for the director, and waits to be
    contradicted.

eve: nobody
    Without a name to price, the picture has to be valued as an orphan, on what it cost and what it
    brought.

eve:
    Before release there is no such thing as a safe film, only a film whose danger has been distributed
    among enough people.

eve:
    The asset in question was of the least liquid kind: a way of seeing, which nobody can repossess and
    nobody will lend against.

eve:
    What was about to be tested was not talent, which is common, but the exchange rate at which talent
    converts into permission.

eve:
    A career in film is a succession of renewals, and each renewal is signed before the previous result
    is fully understood.

eve: debut !workshop
    Unknown names trade at a discount for a sound reason, which is that most of them deserve to. The
    exception is indistinguishable in advance.

eve: debut !workshop solo
    At this stage the director is both the founder and the product. There is no firm to outlive a
    failure.

eve: debut !workshop
    What a beginner offers a financier is asymmetry: the loss is known beforehand, and the gain, if
    there should be one, is not.

eve: solo nth !debut
    By then the name had a price, and a price invites argument.

eve: solo nth !debut
    The accumulated work amounted to a credit history, useful to a lender and no guarantee of anything.

blank1:
    Where the evidence stops, so does this account of the opening position.
"""

BANK = build_bank("b", TABLE)
