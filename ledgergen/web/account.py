"""The visitor's own account: the password, and tokens for scripts."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request, Response

from ledgergen.errors import ReviewError
from ledgergen.model.account import Account
from ledgergen.web.access import Visitor
from ledgergen.web.service import CurrentService, FormSender, Service, SignedIn
from ledgergen.web.sign_in import Short, hashing, know_device

router = APIRouter(include_in_schema=False)

Days = Annotated[int, Form(ge=1, le=3650)]


@router.get("/account")
def get_account(request: Request, service: CurrentService, visitor: SignedIn) -> Response:
    """Show the visitor's own account."""
    return _show(request, service, visitor)


def _show(  # noqa: PLR0913 - all that the page tells
    request: Request,
    service: Service,
    visitor: Visitor,
    *,
    problem: ReviewError | None = None,
    done: str = "",
    made: str = "",
) -> Response:
    return service.render(
        request,
        "account.html",
        http=422 if problem else 200,
        tokens=service.access.roster.list_tokens(visitor.account),
        problem=problem,
        done=done,
        made=made,
    )


@router.post("/account")
async def post_account(
    request: Request, service: CurrentService, visitor: FormSender, *, old: Short = "", new: Short = ""
) -> Response:
    """Change the visitor's own password."""
    change = partial(service.access.change_password, visitor, old, new, request=request)
    show = partial(_show, request, service, visitor)
    try:
        await run_sync(change, limiter=hashing)
    except ReviewError as error:
        return await run_sync(partial(show, problem=error))
    answer = await run_sync(
        partial(show, done="Your password is changed. Everywhere else you are signed out.")
    )
    await run_sync(partial(know_device, answer, request, service, visitor.account or ""))
    return answer


@router.post("/account/tokens")
def post_token(
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    *,
    revoke: Short = "",
    days: Days = 90,
) -> Response:
    """Make an API token, or end one.

    Only a page makes one: a token that fell into wrong hands must not beget others.
    """
    if visitor.account is None:
        raise ReviewError("there is no account that a token could be of", fix="`ledgergen serve --api-token`")
    roster = service.access.roster
    if revoke:
        roster.revoke_token(revoke, account=visitor.account)
        return _show(request, service, visitor, done="That token works no more.")
    account = Account(key=visitor.account, name=visitor.name, role=visitor.role, created=0)
    return _show(request, service, visitor, made=roster.make_token(account, days=days))
