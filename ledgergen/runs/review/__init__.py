"""Review: ledgers opened, decided about, closed, and lined up in a queue.

    opening    a ledger as it stands: its events, its file, what the checker says
    judging    a text with the checker's word and everybody's decisions
    checks     the checker's word: remembered, told by a draft's report, or made now
    desk       decisions about figures and texts
    closing    approve, withdraw, return, reject
    queue      every ledger in one line

Reading never writes. The first decision takes the draft in as an event, so
that every later one has a text to stand on. The draft on disk may move on
while it is in review (the model ran again, somebody used an editor): as long
as nobody changed the text here, the new draft is simply taken in, and the
decisions about claims that are still made hold on. Otherwise both stay, and
an editor says which goes on.

Several processes may serve one workspace: whatever is remembered here is asked
for again by its revision, its file's stamp or its evidence's fingerprint.
"""
