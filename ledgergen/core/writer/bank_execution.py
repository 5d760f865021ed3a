"""Sentences for the execution: the shoot, the shape of the film, the way it was shown.

A table to read and to extend: a line `move: flags`, then the sentences, indented
and wrapped at will. `pattern` says what moves, flags and slots are.
"""

from __future__ import annotations

from ledgergen.core.writer.pattern import build_bank

TABLE = """
shoot: shoot_days swift
    Speed was the chief economy: the shoot of {film} lasted {shoot_days}. A short schedule converts
    doubt into decisions, since there is no tomorrow in which to entertain it.

shoot: shoot_days swift
    The shoot took {shoot_days}. On a calendar like that {the_directors} most valuable property is
    knowing what not to film.

shoot: shoot_days lengthy
    The shoot ran to {shoot_days}, and each of them was a withdrawal. Endurance, in such an exercise, is
    a branch of accounting.

shoot: shoot_from
    Photography ran from {shoot_from} to {shoot_to}. Between those dates a production can only spend; it
    has nothing to sell and no way of knowing what it owns.

shoot: shoot_start
    Production began {shoot_start}. From that moment the commitment was irreversible, which is the point
    at which most risk turns out to have been a decision.

shoot: shoot_start
    Cameras, contracts and overheads began to run {shoot_start}, when production started. What had been
    an idea was now a daily expense.

shoot: shoot_days swift
    The shoot was over in {shoot_days}. Velocity of that kind is a form of arbitrage, in which
    preparation, which is cheap, is exchanged for time on set, which is not.

shoot: shoot_days swift location
    With {location} for its location, the shoot was over in {shoot_days}, a burn rate so low that the
    production could hardly be caught in the act of spending.

shoot: shoot_days !swift !lengthy
    The shoot took {shoot_days}, an orthodox allotment, and orthodoxy in a schedule is the mark of a
    production that expects to be audited.

shoot: shoot_days lengthy
    The shoot absorbed {shoot_days}. Time is the costliest material in cinema, and it was bought here in
    bulk.

shoot: shoot_from
    Cameras turned between {shoot_from} and {shoot_to}, the only interval in which a film's risk can be
    reduced by working harder.

shape: boxy ratio runtime
    {D} narrowed the frame instead of widening it. The picture was composed in {ratio}, and held to
    {runtime}: a format that gives actors nowhere to hide and an audience nowhere else to look.

shape: boxy ratio runtime
    Discipline began with the frame. At {ratio} the image refuses the comfort of the horizon, and a
    running time of {runtime} gave the refusal time to work.

shape: wide ratio runtime
    The frame was wide, at {ratio}, and the running time was {runtime}. A broad image is a promise of
    scope, and scope has to be furnished from edge to edge.

shape: wide ratio runtime
    {D} worked in {ratio} and delivered {runtime} of film. Width flatters landscape and exposes
    emptiness, so the format itself was a form of commitment.

shape: flat ratio runtime
    The finished picture ran {runtime} in a frame of {ratio}. Neither number was a provocation, and that
    restraint left the argument to be won inside the shot.

shape: flat ratio runtime
    In form the enterprise was orthodox: {runtime} of running time, in {ratio}. Convention is a reserve,
    to be spent where it is least expected.

shape: brisk runtime !ratio
    {film} was over in {runtime}. Brevity is the cheapest insurance against boredom, and the only kind
    that pays in advance.

shape: long runtime !ratio
    {film} asked for {runtime} of its public's time. Length is a levy on exhibitors, who can fit fewer
    screenings into an evening, and so it has to be justified minute by minute.

shape: standard runtime !ratio
    {film} came in at {runtime}. A running time is the clearest contract a picture makes with its
    audience, and this was a conventional clause.

shape: standard runtime !ratio
    The final cut ran {runtime}, a length that neither tests an audience nor indulges it. Control shows
    in what is left out, and leaves no voucher.

shape: ratio !runtime
    The image was framed in {ratio}. Format is the earliest of a director's decisions and the last that
    anyone can reverse.

shape: long runtime ratio
    At {runtime}, in {ratio}, {film} claimed more of an evening than exhibitors like to give. Length is
    a levy, and the picture had to earn it minute by minute.

shape: brisk runtime ratio
    Economy ruled the cut as well: {runtime}, in {ratio}. What is short cannot be said to have wasted
    anybody's time, and that is a warranty of sorts.

shape: boxy ratio runtime
    Where others diversify, {the_director} concentrated: {runtime} of film, all of it inside a frame of
    {ratio}. The near-square image liquidates scenery and puts everything into faces.

shape: wide ratio runtime
    The picture was built to a specification of {runtime} and {ratio}, the wide frame that announces,
    before anything has happened, that something will.

shape: flat ratio runtime
    {D} kept the instrument simple, at {runtime} and {ratio}, on the principle that a plain vessel gives
    fewer hostages to fashion.

shape: brisk runtime !ratio
    {D} held the picture to {runtime}. Compression is a kind of yield management: the less time it
    takes, the more each minute has to earn.

shape: brisk runtime !ratio
    The film ran {runtime} and then got out, which is the whole of trading advice.

shape: brisk runtime !ratio
    At {runtime}, the cut carried no idle stock.

shape: long runtime !ratio
    {D} let the picture run to {runtime}. Scale of that order is a claim on the audience, and an
    audience that has advanced so much of its evening wants to see it repaid.

shape: long runtime !ratio
    At {runtime}, the cut defied the arithmetic of the multiplex, where every extra reel is a screening
    forgone.

shape: long runtime !ratio
    The running time came to {runtime}. A producer sees in such a number fewer showings; a director sees
    room.

shape: standard runtime !ratio
    {D} brought the cut home at {runtime}. Within that span there is no room for a private enthusiasm
    that the story has not paid for.

shape: standard runtime !ratio
    At {runtime}, the cut stayed inside the limits that exhibitors find convenient, so that whatever was
    unorthodox about it had to be smuggled through in the content.

shape: standard runtime !ratio
    The running time, at {runtime}, conceded nothing to excess.

shape: standard runtime !ratio
    What the public was offered in the end was {runtime} of finished film, the visible residue of a far
    larger quantity of work.

shape: runtime ratio
    The cut ran {runtime}, framed in {ratio}.

shape: standard runtime !ratio
    {film} lasts {runtime}. Most of a director's economies are invisible, but the clock is an honest
    witness, and it reports no waste.

shape: standard runtime !ratio
    Length is the easiest thing in a film to lose control of. This account closed at {runtime}, which
    argues for a firm hand somewhere between the set and the final print.

shape: standard runtime !ratio
    The whole of the investment had to be carried by {runtime} of screen time, and the cut sets nothing
    aside for sentiment.

shape: standard runtime
    {D} delivered {runtime} of film, neither a sprint nor an epic, and left the exhibitors without a
    grievance.

shape: boxy ratio runtime debut
    The risk was managed by concentrating it. A frame of {ratio} strips out the scenery that a hedged
    production would have sold, and {runtime} of it leaves an audience no neutral corner in which to
    wait.

shape: boxy ratio runtime
    Nothing was diversified. The picture was held to {ratio} and to {runtime}, a cramped geometry that
    converts every face into an event and every exit into a rumor.

shape: standard runtime !ratio
    The length settled on was {runtime}. It is an unremarkable sum, and like most unremarkable sums it
    conceals a long negotiation.

length_note: runtime_rival !recut
    Some sources time it at {runtime_rival}, a discrepancy of the sort that projection speeds, prints
    and clerks leave behind.

length_note: runtime_rival
    Another listing gives {runtime_rival}; the books on this point do not quite reconcile.

length_note: runtime_rival
    A rival listing has it at {runtime_rival}.

crew: photographer composer
    Delegation was the other instrument. {photographer} photographed, {composer} supplied the music, and
    a director's authority consists largely in choosing whom not to correct.

crew: photographer !composer
    The camera was entrusted to {photographer}. Delegation of that kind is where a director's control is
    really tested.

crew: composer !photographer
    The music was entrusted to {composer}, and a score is the least expensive way of telling an audience
    how much it has at stake.

crew: producer makers
    {producer} produced, which in practice means standing between {the_directors} appetite and the
    money's patience.

crew: stars
    On the screen the risk was carried by {stars}. Casting is an expenditure that every ticket buyer can
    inspect.

crew: screenwriter !stars !producer
    The script was by {screenwriter}. Words are the cheapest part of a picture to change, and the
    dearest to get wrong.

unveiling: premiere venue venue_section
    {film} premiered {premiere}, {venue}, in the {venue_section} section. A festival is a public
    valuation: strangers examine the goods, and the figure they settle on is spoken aloud.

unveiling: premiere venue festival !venue_section
    {film} premiered {premiere}, {venue}. For a picture without a mass market behind it, a festival is
    the exchange on which a price can be found.

unveiling: premiere venue festival !venue_section
    The opening bid was made in public: {film} premiered {premiere}, {venue}, before spectators who had
    paid chiefly in attention.

unveiling: premiere venue !festival
    {film} premiered {premiere}, {venue}. A premiere earns nothing; it is the moment at which everyone
    else is allowed to form an opinion.

unveiling: premiere !venue
    {film} premiered {premiere}. Up to that day the enterprise had been all expense; from then on it was
    also an opinion.

unveiling: premiere venue venue_section
    The exposure was staged rather than merely allowed: {film} premiered {premiere}, {venue}, in the
    {venue_section} section, where buyers are few and opinions are currency.

unveiling: premiere venue festival !venue_section
    {film} premiered {premiere}, {venue}. Festivals are where a film without a marketing budget goes to
    acquire one, payable in other people's sentences.

unveiling: premiere venue festival !venue_section
    Its listing was public: {film} premiered {premiere}, {venue}.

unveiling: premiere venue
    The premiere took place {premiere}, {venue}.

unveiling: premiere venue release lag
    The film premiered {premiere}, {venue}, and reached theaters {lag} later, {release}. An interval
    like that is the spread between admiration and admission.

unveiling: premiere venue release market lag
    The film premiered {premiere}, {venue}. Theaters in {market} followed {lag} later, {release}, by
    which time the film had a reputation to live up to.

opening: release market premiere lag
    Theaters followed {lag} later, when {film} opened in {market} {release}. The delay is carried at the
    owner's expense, and is spent hoping that praise keeps.

opening: release market premiere !lag
    Theatrical release followed in {market}, {release}. By then the conversation had a head start on the
    box office.

opening: release market !premiere
    {film} opened in {market} {release}. A release date is the least reversible of decisions, and it is
    generally taken by people who have stopped being able to see the film.

opening: release market !premiere
    The picture went before the public in {market} {release}, when {film} opened there. After that the
    only remaining instrument of control was patience.

opening: release !market premiere lag
    Release came {lag} later, {release}. Between praise and payment there is always a queue.

opening: release !market premiere !lag
    General release came {release}, and with it the end of {the_directors} control.

opening: release !market !premiere
    {film} was released {release}. From that day nothing could be improved, only sold.

opening: release market !premiere
    Release came in {market} {release}, and with it the only audit that counts.

opening: release market !premiere
    {film} was released in {market} {release}. The position could no longer be adjusted, only held.

opening: release market !premiere
    The books opened to the public in {market} {release}, the day of release, after which risk is no
    longer managed but merely observed.

opening: release market !premiere
    By the time it was released in {market}, {release}, every controllable variable had been spent.

opening: release market premiere
    Theaters in {market} had it {release}.

opening: release !market !premiere
    Release came {release}.

opening: release !market premiere
    Release followed {release}.

opening: release market !premiere
    {market} saw it on general terms: {film} was released there {release}, and the risk passed from
    those who had made it to those who had to sell it.

opening: release market !premiere
    The doors opened in {market} {release}. A release converts every private doubt into a public number.

opening: release market premiere
    In {market} the release was {release}, when opinion at last had to be paid for at the window.

screens: screens
    Distribution reached {screens}. Breadth of release is the accelerator and the brake at once: it
    multiplies whatever the audience happens to think.

screens: screens
    It was shown in {screens}.

craft: boxy
    The severity worked as a differentiator. In a crowded catalog, a film that declines to please in the
    usual way is at least easy to tell from its neighbors.

craft: hometown
    Proximity did the work of research. A director on native ground does not have to pay anyone to
    explain what the faces mean.

craft: shoestring
    Scarcity was managed as a discipline. What could not be bought had to be implied, and implication
    costs nothing to store.

craft: lavish
    At this size direction resembles treasury management: a host of small disbursements, each
    reasonable, whose sum must still add up to a point of view.

craft: middling swift
    Every saved day was a cushion placed under the next. The economy of the method is that it never
    looks like economy.

craft: debut
    For a newcomer, method is a substitute for authority. Decisions taken early and kept to are the only
    seniority available.

craft: veteran
    Experience shows at this stage as a refusal to insure against everything. A practiced hand knows
    which risks are merely loud.

craft: documentary
    Control, in nonfiction, is exercised afterward. The footage accumulates like unsorted inventory, and
    the film is whatever survives the stocktaking.

craft: animated
    The virtue of the drawn image is that its risks are taken on paper, where an error can be rubbed out
    before it is financed.

craft: horror
    Fear is an efficient spender. A shadow and a pause can be had for nothing, and they outlast most
    effects.

craft: team
    A shared chair saves no labor, but it does provide an internal auditor.

craft: step_up_flag
    More money had to be made to look inevitable. An audience forgives expense that it cannot see and
    resents expense that it can.

craft: prev_hit
    The temptation at such a moment is to repeat the formula. Repetition is the safe course, and it is
    how goodwill gets spent without anyone signing for it.

craft: long
    Duration became part of the proposition. An audience that stays so long has invested as well, and
    will want to believe that it chose wisely.

craft: brisk
    Concision of this sort is a margin of safety. It leaves the viewer owing the film something, which
    is the right way around.

craft: wide
    A composed image is a budget made visible. Wherever the eye goes, somebody has had to decide what it
    would find there.

craft:
    Risk on a set is managed in small change: a scene cut, a lens chosen, a quarrel avoided. None of it
    is recorded, and all of it is on the screen.

craft:
    Execution is where a wager stops being romantic. The remaining variables are weather, temper and
    light, and only the last can be rented.

craft:
    Directing is largely the art of deciding what may go wrong. The rest is delegation.

craft: boxy festival
    The austerity was a calculated liability. It narrows the market and sharpens the signal, and on the
    festival circuit it is the signal that is traded.

craft: boxy debut
    Refusing the conventional image was the aggressive choice, and for a beginner the rational one:
    whoever has no market share can only gain by being unmistakable.

craft: wide lavish
    Spectacle obeys a hard rule. What looks expensive must also look necessary, or the audience begins
    to count.

craft: shoestring swift
    Constraint did the producing. Deprived of time and money, a director is left with decisions, which
    is where the value was all along.

craft: swift
    A fast shoot leaves no residue of doubt on the screen. There was no budget for hesitation, and
    hesitation is what audiences notice.

craft: lengthy
    The longer a production runs, the more it resembles the thing it is about, and the harder it becomes
    to say which of them is in charge.

craft: location
    A location negotiates. It delivers more than was ordered and never quite what was ordered, and
    managing the difference is most of the craft.

craft: lavish
    The control problem at this size is lopsided: it is always possible to add, and nobody is ever
    promoted for subtracting.

craft: lavish team
    Between partners, large sums acquire a witness, and expenditure that has to be explained across a
    table tends to improve.

craft: team
    With authority held in common, every decision had to survive a negotiation before it met an actor.
    Ideas that pass such a test are seldom careless.

craft: team
    Partners carry a running reserve of objections, and most of what reaches the screen has already been
    refused by somebody.

craft: prev_flop
    After a loss the temptation is to hedge each scene until nothing can be objected to, and nothing
    loved. The discipline lies in leaving some positions uncovered.

craft: early !debut
    A young filmography invites overtrading, the urge to show everything at the earliest opportunity.
    Restraint, at that stage, has to be borrowed from somewhere.

craft: debut
    Inexperience has an edge in such matters. It does not yet know which risks are considered imprudent,
    and so it prices them by eye.

craft: debut team
    New partners have at least the advantage of a short chain of command. Whatever was agreed at
    breakfast could be on film by evening.

craft: veteran
    By this point method has become capital. A director of long standing knows what a scene costs in
    time, and what time costs in nerve.

craft: festival
    The choice of venue was itself risk management. A festival crowd forgives difficulty and punishes
    compromise, which inverts the ordinary market.

craft: standard
    The measure of control here is proportion. Nothing about the length suggests a director unable to
    stop, or a financier unable to wait.

craft: long
    Length concentrates the wager. Short films fail politely; long ones fail in public.

craft: brisk
    There is a thrift of attention as well as of money. The film spends neither where a cut would do.

craft: makers_many
    With several companies at the table, {the_directors} discretion had to be defended in installments,
    scene by scene, against people who were all entitled to ask.

craft: prev_even
    Competence had been established already. What remained was the costlier business of being surprising
    on schedule.

craft: setting
    Period detail is a standing charge, paid in every scene whether or not anyone notices, and noticed
    chiefly when it has not been paid.

craft:
    A director's control is never so complete as it looks. It consists mostly of having prepared for the
    accident that happens.

craft:
    Between the plan and the print lies a long series of small defaults, each forgiven by someone. The
    task of direction is to decide which of them the film can afford.

craft:
    Every production leaks. The craft lies in arranging for the losses to fall outside the frame.

craft:
    Style, from the accountant's side, is a pattern of refusals, and refusals are the only economy that
    an audience can see.

craft:
    The work of direction is to spend other people's certainty and to bank some of it.

craft:
    A set runs on credit of a particular kind: everyone believes, for as long as somebody appears to.

craft:
    It is the small economies that tell. A director who knows what to leave out has already saved what
    others will spend putting it in.

craft:
    Control in filmmaking is always partial, and the useful kind consists of knowing which part.

craft: solo debut
    What a beginner cannot delegate is conviction. Everything else on a call sheet can be borrowed,
    hired or improvised.

craft: solo veteran
    The advantage of long practice is not certainty but a better sense of where uncertainty is cheap.

craft: hit
    In hindsight the method looks prudent. At the time it can only have looked like a decision, taken
    without collateral and defended without proof.

craft: flop
    Nothing in the management of a set can insure against indifference outside it. The risk that
    mattered here was never on the call sheet.

craft: decorated
    Whatever else was economized on, attention was not, and attention is the line of the budget from
    which juries award.

craft: debut !workshop
    A beginner has to earn authority by the hour. On a set, certainty is a currency that everyone
    accepts and nobody can verify.

craft: debut !workshop
    Mistakes are cheapest early, and a debut is as early as it gets. The art is to make them where they
    cannot be seen.

craft: debut !workshop
    Without precedent there is no habit, and habit is what most films are made of. The absence had to be
    filled with decisions.

craft: hit solo
    The method can be judged only by its result, and the result was yet to be booked. Until then every
    choice was a cost.

craft: nth solo
    Practice had made the process legible. What it could not do was make the outcome any less of a
    guess.

blank3:
    How the work was carried out is not documented in the evidence at hand. A finished film is proof
    that the risk was managed, and no proof at all of how.

blank3:
    On the making of {film} the evidence is silent. The picture exists, which settles the question of
    solvency and no other.
"""

BANK = build_bank("e", TABLE)
