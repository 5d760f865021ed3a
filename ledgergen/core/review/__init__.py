"""Review: what editors decide about a draft, as values.

    patches    changes of a text, and where a place stands after them
    events     one thing somebody did; how it is written down
    state      what the events of a ledger come to (a fold)
    review     the state beside the checker's report: who has to do what
    commands   what an editor may ask for, and the event it becomes
    blocks     the text cut for showing and for editing

Nothing is ever overwritten here: a decision is an event behind the others, and
the text in review is the draft with the patches of all events applied. The
machine's verdict and the editor's decision stay two facts: after every change
the checker judges the new text afresh, and a decision holds only while the
claim it was about is the same (`core.waivers`).
"""
