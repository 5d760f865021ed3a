"""Lists of films: which film comes next, who drafts it, and what became of it.

- `feed`: the films of a list, each once, and why; `estimate`: what they would cost;
- `run`: drafts them in this process, behind `slots`; `orders`: by order, in passes of `run`;
- `engine_owner`, `engine_worker`: two ends of a queue between machines;
- `outcome`: what became of a film, whoever drafted it.
"""
