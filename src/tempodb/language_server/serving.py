"""The server: which message is answered by what, and when what is open is checked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeVar

from lsprotocol import types

from tempodb import Database
from tempodb.base.errors import Span, unforeseen
from tempodb.language_server import replies
from tempodb.language_server.findings import Finding
from tempodb.language_server.frames import Frames, KeptOpen
from tempodb.language_server.handling import OpenFile, open_file_of
from tempodb.language_server.known_world import KnownWorld
from tempodb.language_server.open_texts import Document, TextChange, path_of_uri
from tempodb.language_server.positions import Encoding, TextLines, lines_in
from tempodb.language_server.protocol import QuietServer
from tempodb.language_server.worker import Worker
from tempodb.language_server.worlds import World

T = TypeVar("T")
REST = 0.3
"""How many seconds nothing has to be typed before what is open is checked."""
SYNCHRONIZED = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
)


def serve(
    database: Database | None,
    open_: Callable[[str], Database],
    messages: BinaryIO,
    answers: BinaryIO,
    faults: TextIO,
) -> bool:
    """Answer *messages* until they end or say so; what goes wrong in here is told in *faults*.

    The names are those of a *database*, or else of the datasets beside what is open, for which *open_* gives one. It returns whether it was told to shut down before it was told to leave, as the protocol has it.
    """
    # What the library logs are tracebacks.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    server = QuietServer(faults)
    serving, frames = _Serving(server, KnownWorld(database, open_), faults), Frames(messages)
    serving.register()
    with suppress(BrokenPipeError):
        # It only reads lines and bytes, and writes bytes.
        server.start_io(frames, KeptOpen(answers))  # type: ignore[arg-type]
    return serving.is_shut_down or not frames.is_over


class _Serving:
    """What is open in an editor, and what is answered about it."""

    def __init__(self, server: QuietServer, knowledge: KnownWorld, faults: TextIO) -> None:
        self._server = server
        self._knowledge = knowledge
        self._faults = faults
        self.is_shut_down = False
        self._documents: dict[str, Document] = {}
        self._roots: dict[str, Path] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._found: dict[str, tuple[str, list[Finding]]] = {}
        self._typing, self._asking, self._checking = Worker(), Worker(), Worker()

    def register(self) -> None:
        """Tell the server what answers which message."""
        features = self._server.protocol.fm
        for method in SYNCHRONIZED:
            # Of the library, texts are split at more than ends of lines, and places out of range are moved.
            del features.builtin_features[method]
        self._notified(types.INITIALIZE, self._initialize)
        self._notified(types.SHUTDOWN, self._shut_down)
        self._notified(types.TEXT_DOCUMENT_DID_OPEN, self._open)
        self._notified(types.TEXT_DOCUMENT_DID_CHANGE, self._change)
        self._notified(types.TEXT_DOCUMENT_DID_CLOSE, self._close)
        self._notified(types.TEXT_DOCUMENT_DID_SAVE, self._save)
        self._notified(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, self._change_folders)
        triggers = types.CompletionOptions(trigger_characters=[" ", '"', "/"])
        self._asked(types.TEXT_DOCUMENT_COMPLETION, self._complete, triggers)
        self._asked(types.TEXT_DOCUMENT_HOVER, self._hover)
        self._asked(types.TEXT_DOCUMENT_DEFINITION, self._define)
        kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        self._asked(types.TEXT_DOCUMENT_CODE_ACTION, self._act, kinds)
        self._asked(types.TEXT_DOCUMENT_FORMATTING, self._format)
        self._asked(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self._survey)
        legend = types.SemanticTokensLegend(list(replies.TOKEN_LEGEND), [])
        self._asked(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, self._paint, legend)

    def _notified(self, method: str, take: Callable[[Any], None]) -> None:
        def handle(params: Any) -> None:
            try:
                take(params)
            except Exception as error:
                self._tell(error)

        self._server.feature(method)(handle)

    def _asked(self, method: str, answer: Callable[[Any], Awaitable[object]], options: object = None) -> None:
        async def handle(params: Any) -> object:
            try:
                return await answer(params)
            except Exception as error:
                self._tell(error)
                return None

        self._server.feature(method, options)(handle)

    def _tell(self, error: Exception) -> None:
        # Whatever else is at fault, what is being written goes on being helped.
        with suppress(OSError, ValueError):
            print(unforeseen(error), file=self._faults, flush=True)

    # ── what is open ─────────────────────────────────────────────────────────────────────────────

    def _initialize(self, params: types.InitializeParams) -> None:
        folders = [folder.uri for folder in params.workspace_folders or ()]
        self._add_roots(folders or ([] if params.root_uri is None else [params.root_uri]))

    def _shut_down(self, _: None) -> None:
        self.is_shut_down = True

    def _change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            self._roots.pop(folder.uri, None)
        self._add_roots(folder.uri for folder in params.event.added)
        self._knowledge.forget()

    def _add_roots(self, uris: Iterable[str]) -> None:
        self._roots |= {uri: path for uri in uris if (path := path_of_uri(uri)) is not None}

    def _open(self, params: types.DidOpenTextDocumentParams) -> None:
        given = params.text_document
        self._put(Document(given.uri, given.language_id, given.version, given.text))

    def _change(self, params: types.DidChangeTextDocumentParams) -> None:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return
        changes = map(_change_of, params.content_changes)
        self._put(document.changed(changes, params.text_document.version, self._encoding))

    def _close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if self._documents.pop(uri, None) is not None:
            self._stop_check(uri)
            self._found.pop(uri, None)
            self._publish(uri, None, [], lines_in("", self._encoding))

    def _save(self, params: types.DidSaveTextDocumentParams) -> None:
        self._knowledge.forget()
        if (document := self._documents.get(params.text_document.uri)) is not None:
            self._put(document)

    def _put(self, document: Document) -> None:
        self._documents[document.uri] = document
        self._stop_check(document.uri)
        self._checks[document.uri] = asyncio.ensure_future(self._check_soon(document))

    def _stop_check(self, uri: str) -> None:
        if (running := self._checks.pop(uri, None)) is not None:
            running.cancel()

    # ── what is wrong ────────────────────────────────────────────────────────────────────────────

    async def _check_soon(self, document: Document) -> None:
        await asyncio.sleep(REST)
        try:
            await self._check(document, await self._world())
        except Exception as error:
            self._tell(error)

    async def _check(self, document: Document, world: World) -> list[Finding]:
        """Return what is wrong with a document, and tell the editor unless it has changed meanwhile."""
        file = open_file_of(document, world)
        worker = self._asking if document.is_script else self._checking
        found = [] if file is None else await worker.do(file.findings)
        if self._documents.get(document.uri) is document:
            self._found[document.uri] = (document.text, found)
            self._publish(document.uri, document.version, found, lines_in(document.text, self._encoding))
        return found

    def _publish(self, uri: str, version: int | None, found: list[Finding], lines: TextLines) -> None:
        told = [replies.diagnostic(each, lines) for each in found]
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, version))

    # ── what is asked ────────────────────────────────────────────────────────────────────────────

    async def _complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        _, lines, file = await self._file(params.text_document.uri)
        if file is None:
            return None
        cursor = lines.offset(params.position.line, params.position.character)
        found = await self._typing.do(lambda: file.completions(cursor))
        return replies.completion_list(found, cursor, lines)

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        _, lines, file = await self._file(params.text_document.uri)
        if file is None:
            return None
        place = lines.offset(params.position.line, params.position.character)
        found = await self._asking.do(lambda: file.hover(place))
        return None if found is None else replies.hover(found, lines)

    async def _define(self, params: types.DefinitionParams) -> list[types.Location] | None:
        _, lines, file = await self._file(params.text_document.uri)
        if file is None:
            return None
        place = lines.offset(params.position.line, params.position.character)
        found = await self._typing.do(lambda: file.definitions(place))
        return replies.locations(found, self._encoding)

    async def _act(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        uri = params.text_document.uri
        document, lines, file = await self._file(uri)
        if document is None or file is None:
            return None
        text, found = self._found.get(uri, ("", []))
        if text != document.text:
            found = await self._check(document, self._knowledge.world)
        start = lines.offset(params.range.start.line, params.range.start.character)
        end = lines.offset(params.range.end.line, params.range.end.character)
        return replies.actions(found, Span(start, max(start, end)), uri, lines)

    async def _format(self, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        _, lines, file = await self._file(params.text_document.uri)
        if file is None:
            return None
        return [replies.text_edit(edit, lines) for edit in await self._typing.do(file.formatted)]

    async def _survey(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        document, lines, file = await self._file(params.text_document.uri)
        if document is None or file is None:
            return None
        kind = types.SymbolKind.Event if document.is_script else types.SymbolKind.Namespace
        return replies.symbols(await self._typing.do(file.symbols), lines, kind)

    async def _paint(self, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        _, lines, file = await self._file(params.text_document.uri)
        if file is None:
            return None
        painted = await self._typing.do(lambda: list(file.painted()))
        return replies.semantic_tokens(painted, lines)

    async def _file(self, uri: str) -> tuple[Document | None, TextLines, OpenFile | None]:
        world = await self._world()
        document = self._documents.get(uri)
        text = "" if document is None else document.text
        file = None if document is None else open_file_of(document, world)
        return document, lines_in(text, self._encoding), file

    async def _world(self) -> World:
        near = {path.parent for document in self._documents.values() if (path := document.path) is not None}
        return await self._knowledge.renewed(sorted(near), self._roots.values(), self._check_all)

    def _check_all(self) -> None:
        for document in self._documents.values():
            self._stop_check(document.uri)
            self._checks[document.uri] = asyncio.ensure_future(self._check_soon(document))

    @property
    def _encoding(self) -> Encoding:
        return Encoding(self._server.workspace.position_encoding or Encoding.UTF_16)


def _change_of(change: Any) -> TextChange:
    where = getattr(change, "range", None)
    if where is None:
        return TextChange(change.text)
    return TextChange(change.text, *((at.line, at.character) for at in (where.start, where.end)))
