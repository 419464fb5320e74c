"""The answer to a question as a file."""

from __future__ import annotations

from starlette.responses import Response

import tempodb
from tempodb.base.errors import InputError
from tempodb.output.formats import FORMATS

DOWNLOAD_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


def download(result: tempodb.Result, name: str, kept: dict[str, str]) -> Response:
    """Return an answer as a file of a format, with what it says of being *kept*.

    Raises:
        InputError: there is no such format, or what it needs is not installed.

    """
    if name not in DOWNLOAD_TYPES or name not in FORMATS:
        raise InputError.of(
            "format", f"there is no format `{name}` here", f"choose from {', '.join(DOWNLOAD_TYPES)}"
        )
    content = FORMATS[name].write(result, None)
    headers = {**kept, "content-disposition": f'attachment; filename="answer.{name}"'}
    return Response(content, 200, headers, DOWNLOAD_TYPES[name])
