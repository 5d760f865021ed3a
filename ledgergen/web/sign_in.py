"""Coming in and going out: sign-in by password or by link, and sign-out."""

from __future__ import annotations

import getpass
import re
from functools import partial
from typing import Annotated

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from ledgergen.core.review.fields import refuse_odd
from ledgergen.errors import ReviewError
from ledgergen.web.access import SESSION_S, SignIn, tell_wait
from ledgergen.web.devices import DEVICE_S
from ledgergen.web.service import CurrentService, FormSender, Service

router = APIRouter(include_in_schema=False)

Short = Annotated[str, Form(max_length=2000)]
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\]{0,500}")
hashing, _hashing_known = CapacityLimiter(2), CapacityLimiter(1)
"""Hashing a password takes 64 MiB and a core: however many sign in at once, two are looked at, and one more
from a browser that is known. So strangers can keep neither the memory nor the owners' turn."""
_MAX_WAITING = 30
"""Guesses that may wait for their turn; a flood is answered without any work."""
_BUSY_S = 5


@router.get("/sign-in")
def get_sign_in(
    request: Request,
    service: CurrentService,
    token: Annotated[str, Query(max_length=200)] = "",
    goal: Annotated[str, Query(alias="next", max_length=600)] = "/",
) -> Response:
    """Ask who is signing in. Only the form uses a link up: a preview of the link does not."""
    if not service.access.uses_links():
        return _ask_password(request, service, http=200, goal=goal)
    if not service.access.has_link(token):
        return service.render(request, "signed_out.html", http=401)
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    return service.render(request, "sign_in.html", token=token, name=name)


@router.post("/sign-in")
async def post_sign_in(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    *,
    link: Short = "",
    name: Short = "",
    password: Short = "",
    goal: Annotated[str, Form(alias="next", max_length=2000)] = "/",
) -> Response:
    """Compare the password, or use the link up; from then on a cookie says who this is."""
    if await run_sync(service.access.uses_links):
        return await run_sync(partial(_use_link, request, service, link=link, name=name))
    address = request.client.host if request.client else ""
    device = await run_sync(service.access.find_device, request, name)
    limiter = _hashing_known if device else hashing
    ask = partial(_ask_password, request, service, name=name, goal=goal)
    if limiter.statistics().tasks_waiting >= _MAX_WAITING:
        outcome = SignIn(wait_s=_BUSY_S)
    else:
        compare = partial(service.access.sign_in, name, password, address=address, device=device)
        outcome = await run_sync(compare, limiter=limiter)
    if outcome.wait_s:
        problem = f"There were too many attempts. Try again in {tell_wait(outcome.wait_s)}."
        answer = await run_sync(partial(ask, http=429, problem=problem))
        answer.headers["retry-after"] = str(outcome.wait_s)
        return answer
    if not outcome.session:
        return await run_sync(partial(ask, http=401, problem="Name or password is wrong."))
    return await run_sync(partial(go_in, request, service, outcome, goal))


def ask_to_sign_in(request: Request, service: Service) -> Response:
    """Return the page for somebody who is not signed in, and goes on to where they wanted."""
    if service.access.uses_links():
        return service.render(request, "signed_out.html", http=401)
    goal = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return _ask_password(request, service, http=401, goal=goal if request.method == "GET" else "/")


def _ask_password(  # noqa: PLR0913 - all that the page shows
    request: Request, service: Service, *, http: int, goal: str = "/", name: str = "", problem: str = ""
) -> Response:
    """Return the page that asks for name and password; afterwards it goes on to `goal`."""
    return service.render(
        request, "sign_in_password.html", http=http, goal=keep_local(goal), name=name, problem=problem
    )


def _use_link(request: Request, service: Service, *, link: str, name: str) -> Response:
    name = " ".join(refuse_odd(name, "the name").split())[:60]
    if not name:
        return service.render(
            request, "sign_in.html", http=422, token=link, name="", problem="Type your name."
        )
    session = service.access.use_link(link, name=name)
    if session is None:
        return service.render(request, "signed_out.html", http=401)
    return go_in(request, service, SignIn(session=session), "/")


def know_device(answer: Response, request: Request, service: Service, key: str) -> None:
    """Let the browser be known to an account that has just shown its password."""
    _set_cookie(
        answer, service, service.access.device_cookie, service.access.remember_device(request, key), DEVICE_S
    )


def go_in(request: Request, service: Service, started: SignIn, goal: str) -> Response:
    """Give the browser its session, and go on to where it wanted."""
    answer = RedirectResponse(keep_local(goal), 303)
    _set_cookie(answer, service, service.access.cookie, started.session, SESSION_S)
    if started.account:
        know_device(answer, request, service, started.account)
    return answer


def _set_cookie(answer: Response, service: Service, name: str, content: str, max_age: int) -> None:
    # Lax: whoever follows a link to a ledger from a mail is signed in; what changes something
    # must come from a page of the service all the same.
    answer.set_cookie(
        name, content, max_age=max_age, httponly=True, samesite="lax", secure=service.access.is_secure
    )


def keep_local(goal: str) -> str:
    """Return where to go on, if that is a page of the service; else the queue."""
    return goal if _LOCAL_PATH.fullmatch(goal) and not goal.startswith("/sign-in") else "/"


@router.post("/sign-out")
def post_sign_out(request: Request, service: CurrentService, visitor: FormSender) -> Response:
    """End the session."""
    del visitor
    service.access.sign_out(request)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(
        service.access.cookie, httponly=True, samesite="lax", secure=service.access.is_secure
    )
    return answer


@router.post("/invite")
def post_invite(request: Request, service: CurrentService, visitor: FormSender) -> Response:
    """Make a sign-in link for another editor of this machine."""
    del visitor
    if not service.access.uses_links():
        raise ReviewError(
            "links let nobody in where there are accounts", fix="add one with `ledgergen users add NAME`"
        )
    token = service.access.issue("link")
    return service.render(request, "invite.html", link=f"{request.base_url}sign-in?token={token}")
