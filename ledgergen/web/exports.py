"""What can be taken along, by page or by token: approved ledgers, decisions, eval cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from ledgergen.web.access import Visitor
from ledgergen.web.service import CurrentService, Service, get_visitor

router = APIRouter(prefix="/api/exports", tags=["exports"])
Reader = Annotated[Visitor, Depends(get_visitor)]


@router.get("/decisions.jsonl", response_class=StreamingResponse)
def get_decisions(service: CurrentService, visitor: Reader) -> StreamingResponse:
    """Return every decision of every ledger, one JSON object a line."""
    del visitor
    return StreamingResponse(
        _end_lines(service.exporter.list_decisions()),
        media_type="application/jsonl; charset=utf-8",
        headers=_name_file("decisions.jsonl"),
    )


def _end_lines(lines: Iterable[str]) -> Iterator[bytes]:
    return ((line + "\n").encode() for line in lines)


@router.get("/ledgers.zip", response_class=Response)
def get_ledgers(service: CurrentService, visitor: Reader) -> Response:
    """Return the approved ledgers with their reports."""
    del visitor
    return send_ledgers(service)


@router.get("/cases.zip", response_class=Response)
def get_cases(service: CurrentService, visitor: Reader) -> Response:
    """Return cases for `ledgergen eval`, made of what editors decided."""
    del visitor
    return _send_zip(service.exporter.pack_cases(), "cases.zip")


def send_ledgers(service: Service, movie_ids: Iterable[int] | None = None) -> Response:
    """Return the approved ones of these ledgers as an archive."""
    return _send_zip(service.exporter.pack_ledgers(movie_ids), "ledgers.zip")


def _send_zip(content: bytes, name: str) -> Response:
    return Response(content, media_type="application/zip", headers=_name_file(name))


def _name_file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
