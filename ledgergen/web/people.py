"""The people of a team, for admins: let in, change what they may do, shut out; by page and as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from ledgergen.adapters.reviews.tokens import TokenEntry
from ledgergen.errors import ReviewError
from ledgergen.model.account import Account, Role
from ledgergen.web.access import Access, Visitor
from ledgergen.web.api import ApiFailure, Reader, Writer
from ledgergen.web.roster import Invited, Roster
from ledgergen.web.service import CurrentService, FormSender, Service, SignedIn
from ledgergen.web.sign_in import Short, go_in, hashing

pages = APIRouter(include_in_schema=False)
api = APIRouter(
    prefix="/api",
    tags=["people"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 413, 422, 503)},
)
Name = Annotated[str, Field(min_length=1, max_length=200)]


class NameInput(BaseModel):
    """Somebody's name."""

    model_config = ConfigDict(extra="forbid")
    name: Name


class PersonInput(NameInput):
    """Somebody, and what they may do."""

    role: Role


@pages.get("/people")
def get_people(request: Request, service: CurrentService, visitor: SignedIn) -> Response:
    """List everybody, and what can be done."""
    del visitor
    return _render(request, service)


def _render(
    request: Request, service: Service, *, problem: ReviewError | None = None, invited: Invited | None = None
) -> Response:
    """Return the list; with the link of whoever is to choose a password."""
    return service.render(
        request,
        "people.html",
        http=422 if problem else 200,
        entries=find_roster(service.access).list_entries(),
        problem=problem,
        invited=invited,
        link=make_link(request, invited) if invited else "",
    )


def find_roster(access: Access) -> Roster:
    """Return who is let in.

    Raises:
        ReviewError: people come by links, and nobody has an account.
    """
    if access.uses_links():
        raise ReviewError(
            "there are no accounts here",
            because="whoever is at this machine comes in by a link",
            fix="add the first with `ledgergen users add NAME --role admin`",
        )
    return access.roster


def make_link(request: Request, invited: Invited) -> str:
    """Return the address behind which somebody chooses a password."""
    return f"{request.base_url}welcome?token={invited.secret}"


@pages.post("/people")
def post_people(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    *,
    do: Short = "",
    name: Short = "",
    role: Short = "",
) -> Response:
    """Let somebody in, change their role, reset their password, end a token of theirs, or shut them out."""
    try:
        invited = _act(find_roster(service.access), visitor, do=do, name=name, role=role)
    except ReviewError as problem:
        return _render(request, service, problem=problem)
    return _render(request, service, invited=invited) if invited else RedirectResponse("/people", 303)


def _act(roster: Roster, visitor: Visitor, *, do: str, name: str, role: str) -> Invited | None:
    """Do what was asked for; return who is to have a link."""
    match do:
        case "add":
            return roster.add(name, role=_read_role(role))
        case "reset":
            return roster.reset(name, by=visitor.account)
        case "role":
            roster.change_role(name, role=_read_role(role), by=visitor.account)
        case "remove":
            roster.remove(name, by=visitor.account)
        case "revoke":
            roster.revoke_token(name)
        case _:
            raise ReviewError("that form asks for nothing this page can do", fix="open the page again")
    return None


def _read_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise ReviewError(f"there is no role {role[:40]!r}", fix=f"choose one of {', '.join(Role)}") from None


@pages.get("/welcome")
def get_welcome(
    request: Request, service: CurrentService, token: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Ask for a password. Only the form uses the link up: a preview of the link does not."""
    return _welcome(request, service, token)


def _welcome(request: Request, service: Service, secret: str, *, problem: str = "") -> Response:
    account = service.access.roster.find_invited(secret)
    http = 401 if account is None else 422 if problem else 200
    return service.render(request, "welcome.html", http=http, account=account, secret=secret, problem=problem)


@pages.post("/welcome")
async def post_welcome(
    request: Request, service: CurrentService, *, link: Short = "", password: Short = ""
) -> Response:
    """Set the password, use the link up, and sign in."""
    try:
        account = await run_sync(partial(service.access.roster.accept, link, password), limiter=hashing)
    except ReviewError as error:
        return await run_sync(partial(_welcome, request, service, link, problem=error.what))
    if account is None:
        return await run_sync(partial(_welcome, request, service, ""))
    started = await run_sync(service.access.start_session, account.key)
    return await run_sync(partial(go_in, request, service, started, "/"))


def _to_json(account: Account, tokens: tuple[TokenEntry, ...] = ()) -> dict[str, Any]:
    return {
        "name": account.name,
        "role": account.role.value,
        "since": _to_date(account.created),
        "has_password": account.has_password,
        "tokens": [token_to_json(token) for token in tokens],
    }


def token_to_json(token: TokenEntry) -> dict[str, str]:
    """Return an API token as it is listed."""
    return {"id": token.id, "made": _to_date(token.created), "until": _to_date(token.expires)}


def _to_date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _invited_to_json(request: Request, invited: Invited) -> dict[str, Any]:
    return _to_json(invited.account) | {"has_password": False, "link": make_link(request, invited)}


@api.get("/people")
def list_people(service: CurrentService, visitor: Reader) -> list[dict[str, Any]]:
    """List everybody who is let in, and the API tokens of each."""
    del visitor
    return [_to_json(entry.account, entry.tokens) for entry in find_roster(service.access).list_entries()]


@api.post("/people")
def add_person(
    request: Request, service: CurrentService, visitor: Writer, person: Annotated[PersonInput, Body()]
) -> dict[str, Any]:
    """Let somebody in; `link` leads them, once and for a day, to where they choose their password."""
    del visitor
    return _invited_to_json(request, find_roster(service.access).add(person.name, role=person.role))


@api.patch("/people")
def change_role(
    service: CurrentService, visitor: Writer, person: Annotated[PersonInput, Body()]
) -> dict[str, Any]:
    """Change what somebody may do, from their next request on."""
    roster = find_roster(service.access)
    return _to_json(roster.change_role(person.name, role=person.role, by=visitor.account))


@api.delete("/people")
def remove_person(
    service: CurrentService, visitor: Writer, name: Annotated[str, Query(min_length=1, max_length=200)]
) -> dict[str, Any]:
    """Shut somebody out: account, sessions and tokens end; what they decided stays in the histories."""
    return _to_json(find_roster(service.access).remove(name, by=visitor.account))


@api.post("/people/links")
def reset_password(
    request: Request, service: CurrentService, visitor: Writer, person: Annotated[NameInput, Body()]
) -> dict[str, Any]:
    """End somebody's password and sessions; behind `link` they choose another."""
    roster = find_roster(service.access)
    return _invited_to_json(request, roster.reset(person.name, by=visitor.account))


@api.get("/tokens")
def list_tokens(service: CurrentService, visitor: Reader) -> list[dict[str, str]]:
    """List one's own API tokens. They are made on the page of the account, or by `ledgergen users token`."""
    return [token_to_json(token) for token in service.access.roster.list_tokens(visitor.account)]


@api.delete("/tokens/{token_id}")
def revoke_token(
    service: CurrentService, visitor: Writer, token_id: Annotated[str, Path(max_length=40)]
) -> dict[str, str]:
    """End an API token: one's own, or as an admin anybody's."""
    only = None if visitor.may("manage accounts") else visitor.account
    service.access.roster.revoke_token(token_id, account=only)
    return {"revoked": token_id}
