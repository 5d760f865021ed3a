"""`ledgergen batch`: a list of films, from the command to the last line that it prints.

- `command`: the options of a run, and which kind of run they mean (`asked`, `here`);
- `lists`: `status`, `retry-failed`, `cancel`;
- `session`: a run in this process, or `crew`: in several, each a `member`;
- `engine`: a run by workers elsewhere; `orders`: one through a server's Batch API;
- `estimate`: what a run would come to; `display`: where it stands; `told`: what is said before and after.
"""
