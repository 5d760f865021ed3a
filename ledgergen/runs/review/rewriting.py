"""Asks a model for another wording of one sentence. Nothing is changed by asking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from ledgergen.core.drafting.templates import Template
from ledgergen.core.review.rewriting import (
    Sentence,
    Suggestion,
    build_rewrite_prompt,
    build_suggestion,
    find_rewritten,
    read_rewrite,
)
from ledgergen.errors import NoLedgerError, ReviewError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Reply
from ledgergen.ports import Completer
from ledgergen.runs.review.judging import Judge
from ledgergen.runs.review.opening import Opener


class Rewriter:
    """Suggests sentences."""

    def __init__(
        self,
        opener: Opener,
        *,
        judge: Judge,
        template: Callable[[], Template],
        open_completer: Callable[[], AbstractAsyncContextManager[Completer]] | None,
    ) -> None:
        """`open_completer` opens the model that is asked; None where there is none."""
        self._opener = opener
        self._judge = judge
        self._template = template
        self._open_completer = open_completer

    @property
    def is_available(self) -> bool:
        """Tell whether there is a model to ask."""
        return self._open_completer is not None

    def suggest(self, movie_id: int, figure_id: str, *, n_asked: int = 0) -> Suggestion:
        """Return another wording for the sentence around a figure; `n_asked` suggestions were seen before.

        Raises:
            NoLedgerError: there is no such ledger or figure.
            ReviewError: there is no model or no evidence, or the sentence is not the model's to rewrite.
            ModelError: no usable answer was to be had.
        """
        review = self._opener.open(movie_id).review
        figure = review.find(figure_id)
        if figure is None:
            raise NoLedgerError(f"film {movie_id} has no figure {figure_id!r}", fix="open the ledger again")
        if review.dossier is None:
            raise ReviewError(
                "there is no evidence to rewrite from",
                because=f"no dossier of film {movie_id} is at hand",
                fix="put one into facts/, or edit the paragraph by hand",
            )
        sentence = find_rewritten(review, figure)
        text = read_rewrite(asyncio.run(self._ask(sentence, review.dossier, n_asked)), sentence)
        state = review.state
        whole = state.text[: sentence.span.start] + text + state.text[sentence.span.end :]
        checked = self._judge.judge(replace(state, text=whole, touches=()))
        return build_suggestion(sentence, text, figures=checked.report.figures)

    async def _ask(self, sentence: Sentence, dossier: Dossier, n_asked: int) -> Reply:
        if self._open_completer is None:
            raise ReviewError(
                "there is no language model to ask",
                because="neither a model, nor a server, nor a key is configured",
                fix="serve with model and key set (`ledgergen config show`), or edit the paragraph by hand",
            )
        prompt = build_rewrite_prompt(sentence, template=self._template(), dossier=dossier, n_asked=n_asked)
        async with self._open_completer() as completer:
            return await completer.complete(prompt)
