"""The queue, and what is done to a selection of it: looked at first, then done, then told item by item."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from ledgergen.errors import ReviewError, StoreError
from ledgergen.runs.review.many import Outcome
from ledgergen.runs.review.queue import list_next
from ledgergen.web import queue_view
from ledgergen.web.access import Visitor
from ledgergen.web.exports import send_ledgers
from ledgergen.web.service import CurrentService, FormSender, Service, SignedIn

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Query(max_length=200)]
Ids = Annotated[list[Annotated[int, Query(ge=1, le=999_999_999_999)]], Query(max_length=100_000)]
ChosenIds = Annotated[list[Annotated[int, Form(ge=1, le=999_999_999_999)]], Form(max_length=100_000)]
Typed = Annotated[str, Form(max_length=4000)]

ACTIONS = {
    "assign": "Give them to somebody",
    "recheck": "Look at them again",
    "return": "Return them, for one reason",
    "approve": "Approve them",
    "export": "Save them as files",
}


@router.get("/")
def get_queue(  # noqa: PLR0913 - one parameter a part of the address
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    *,
    status: Text = "",
    view: Text = "",
    assignee: Text = "",
    rule: Text = "",
    source: Text = "",
    batch: Text = "",
    q: Text = "",
    sort: Text = "quickest",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    ids: Ids = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Show the queue."""
    asked = queue_view.Asked(
        status=status,
        view=view,
        assignee=assignee,
        rule=rule,
        source=source,
        batch=batch,
        q=q,
        sort=sort,
        page=page,
        ids=tuple(ids),
    )
    around = look_around(service, visitor, batch)
    shown = queue_view.build_view(service.queue.list_items(), asked, around, visitor=visitor.name)
    return service.render(request, "queue.html", queue=shown, views=queue_view)


def look_around(service: Service, visitor: Visitor, batch: str) -> queue_view.Around:
    """Return what the items of the queue do not say; a journal that cannot be read has no lists."""
    crew = service.crew.list_all(visitor.name)
    is_number = batch.isascii() and batch.isdecimal() and len(batch) < 10
    try:
        members = service.room.list_members(int(batch)) if is_number else frozenset[int]()
        batches = service.room.list_batches()
    except StoreError:
        return queue_view.Around(crew=crew)
    return queue_view.Around(crew=crew, batches=batches, members=members)


@router.get("/next")
def get_next(service: CurrentService, visitor: SignedIn, after: int = 0) -> Response:
    """Go to the next ledger that waits, behind `after` in the queue, and claim it: two editors get two."""
    works = visitor.may("decide")
    if after and works:
        service.crew.finish(after, visitor.name)
    waiting = [item.movie_id for item in list_next(service.queue.list_items(), actor=visitor.name)]
    position = waiting.index(after) + 1 if after in waiting else 0
    waiting = waiting[position:] + waiting[:position]
    crew = service.crew.list_all(visitor.name)
    free = [each for each in waiting if each not in crew or not crew[each].is_held]
    for each in free if works else free[:1]:
        if not service.crew.arrive(each, visitor.name, works=works).is_held:
            return RedirectResponse(f"/ledgers/{each}", 303)
    return RedirectResponse(f"/ledgers/{waiting[0]}" if waiting else "/", 303)


@router.post("/many")
def post_many(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    *,
    do: Typed = "",
    ids: ChosenIds = [],  # noqa: B006 - FastAPI copies it
    assignee: Typed = "",
    reason: Typed = "",
    confirmed: Typed = "",
) -> Response:
    """Show what an action would be done to, and once that was confirmed, do it."""
    if do not in ACTIONS:
        raise ReviewError("that form asks for nothing this page can do", fix="open the queue again")
    known = {item.movie_id: item for item in service.queue.list_items()}
    chosen = [known[each] for each in dict.fromkeys(ids) if each in known]
    if not chosen:
        raise ReviewError("no ledger is selected", fix="tick some in the queue first")
    if do == "export":
        return send_ledgers(service, [item.movie_id for item in chosen])
    if not confirmed or (do == "return" and not reason.strip()):
        return service.render(request, "many.html", do=do, what=ACTIONS[do], items=chosen)
    wanted = [item.movie_id for item in chosen]
    match do:
        case "assign":
            outcome = service.many.assign(wanted, assignee=assignee, actor=visitor.name)
        case "return":
            outcome = service.many.return_all(wanted, reason=reason, actor=visitor.name)
        case "approve":
            outcome = service.many.approve(wanted, actor=visitor.name)
        case _:
            outcome = service.many.recheck(wanted)
    return show_outcome(request, service, outcome)


@router.post("/batches/{batch}/undo")
def post_undo(
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    batch: str,
) -> Response:
    """Undo what was done in one go."""
    return show_outcome(request, service, service.many.undo(batch[:40], actor=visitor.name))


def show_outcome(request: Request, service: Service, outcome: Outcome) -> Response:
    """Tell what became of each ledger."""
    return service.render(request, "outcome.html", outcome=outcome)
