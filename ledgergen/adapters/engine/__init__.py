"""The engine of a team of machines: one PostgreSQL database that lists, results, money and the queue live in.

A *list's owner* (`ledgergen batch --engine`) has the workspace: the list, facts,
prompts, seeds, and the folders that ledgers are written to. *Workers* (`ledgergen
worker`) have a key and the engine's address, and nothing else. So everything
that a draft depends on travels through the engine:

    owner   reads the list, gathers a film's dossier, sends both         lists, films
    worker  takes a job, drafts and checks, writes down the outcome      queue, work
    owner   collects the outcome and writes the files                    films

The queue is Procrastinate's, as it comes: it hands a job to one worker, knows by
heartbeats which workers live, and gives the jobs of a dead one out again.
Nothing else here depends on a job being done once. A paid reply is stored under
its request's hash before it is read (`completions`), an outcome is accepted only
for the film as it was sent (`seq`), and money is reserved in one statement
(`purse`): a job that is done twice costs nothing and changes nothing.

All tables, Procrastinate's too, are in a schema of their own, `ledgergen`
(`tables`), so that a database with other things in it serves as well.
"""
