"""What a process does that answers for ledgers (`web.answer_processes`): one thing after the other.

Nobody in it waits for a turn, nor for the disk: an answer goes out when what was
decided is stored for good, and meanwhile the next question is looked at.

Whoever opens a page to work on it will decide, and the first correction of a ledger
rests on no check before (`runs.review.checking`). So where nothing is asked for a while,
that check is made ahead, one at a time: a question that comes meanwhile waits for one
check, which in the worst case is the one that it would have waited for.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from io import FileIO
from typing import BinaryIO

from starlette.requests import Request

from ledgergen.runs.review.checks import WAITED_MS
from ledgergen.settings import Resolved
from ledgergen.web.access import Access
from ledgergen.web.answer_processes import Answer, Question
from ledgergen.web.app import DIRECT
from ledgergen.web.frames import comes_frame, pack_frame, wait_for_frame
from ledgergen.web.guard import Door
from ledgergen.web.pages import ledger
from ledgergen.web.service import Service, prepare_process
from ledgergen.wiring_drafts import DraftTerms, open_room
from ledgergen.wiring_review import open_desk

_QUIET_S = 0.05
"""Who works without a pause, as a script does, has asked again by then; people have not."""
_MOST_AHEAD = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What such a process is told to begin with."""

    resolved: Resolved
    door: Door
    terms: DraftTerms


def work() -> None:
    """Be such a process, as long as questions come."""
    questions, answers = FileIO(0), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what somebody prints is no answer
    with suppress(EOFError), ExitStack() as stack:
        setting = wait_for_frame(questions)
        assert isinstance(setting, Setting)
        parts = stack.enter_context(open_desk(setting.resolved))
        room = stack.enter_context(open_room(setting.resolved, setting.terms, resumes=False))
        access = Access(parts.people, door=setting.door)
        service = Service(parts, access=access, workspace=setting.resolved.workspace.name, room=room)
        prepare_process()
        sender = _Sender(answers, settle=parts.database.settle_later())
        sender.send(None)  # ready
        answering = Answering(service)
        while True:
            while answering.awaits_decision and not comes_frame(questions, within_s=_QUIET_S):
                answering.check_ahead()
            question = wait_for_frame(questions)
            assert isinstance(question, Question)
            sender.send(answering.answer(question))


class Answering:
    """Answers one question after the other, and knows what may be asked next."""

    def __init__(self, service: Service) -> None:
        """Answer as this service would."""
        self._service = service
        self._opened: deque[int] = deque(maxlen=_MOST_AHEAD)

    def answer(self, question: Question) -> Answer | None:
        """Return the answer to a question; None for what the serving process has to answer."""
        waited: list[float] = []
        WAITED_MS.set(waited)
        request = Request(question.scope)
        try:
            found = DIRECT[question.route].admit_and_answer(request, self._service, question.sent)
            if question.route == ledger.route_name and not question.is_lent:
                self._expect_decision(request)
        except Exception:  # noqa: BLE001  there it fails again, where errors have their pages
            return None
        body = bytes(found.body)
        return Answer(status=found.status_code, headers=found.raw_headers, body=body, waited_ms=waited)

    def _expect_decision(self, request: Request) -> None:
        visitor = self._service.find_visitor(request)
        if visitor is not None and visitor.may("decide"):
            self._opened.append(int(request.path_params["movie_id"]))

    @property
    def awaits_decision(self) -> bool:
        """Tell whether somebody who can decide has opened a ledger, and no check was made ahead since."""
        return bool(self._opened)

    def check_ahead(self) -> None:
        """Make a check ahead of the ledger that was opened last."""
        with suppress(Exception):  # whoever decides is told of it, and nobody has asked for this
            self._service.desk.check_ahead(self._opened.pop())


class _Sender:
    """Sends answers in their order, when what was written before them is stored for good."""

    def __init__(self, stream: BinaryIO, *, settle: Callable[[], None]) -> None:
        self._stream = stream
        self._settle = settle
        self._ready: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def send(self, answer: Answer | None) -> None:
        self._ready.put(pack_frame(answer))

    def _work(self) -> None:
        try:
            while True:
                ready = [self._ready.get()]
                while not self._ready.empty():
                    ready.append(self._ready.get())
                self._settle()
                self._stream.write(b"".join(ready))
                self._stream.flush()
        finally:
            # The disk or the service is gone. What was not answered is asked anew of somebody else.
            os._exit(1)
