"""An editor as the server sees one: it writes messages to a process, and reads what comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PATIENCE = 60.0
"""Seconds after which an answer is no longer waited for."""


class Editor:
    """Talks with a server in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.heard: list[dict[str, Any]] = []
        self.garbage = b""
        self._incoming: Queue[dict[str, Any] | None] = Queue()
        self._number = 0
        self._version = 0
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Mapping[str, object]) -> None:
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, **params: object) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def begin(self, method: str, **params: object) -> int:
        """Ask without waiting, and return the number of the question."""
        self._number += 1
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> dict[str, Any]:
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def ask(self, method: str, **params: object) -> Any:
        """Return the result of a question, which has to have one."""
        message = self.answer(self.begin(method, **params))
        assert "error" not in message, message
        return message["result"]

    def wait(self, is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the next message that is wanted."""
        for number, message in enumerate(self.heard):
            if is_wanted(message):
                return self.heard.pop(number)
        while True:
            try:
                heard = self._incoming.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"nothing came; before: {self.heard}") from None
            assert heard is not None, f"the server has gone: {self.process.poll()}"
            if is_wanted(heard):
                return heard
            self.heard.append(heard)

    # ── what every test needs ────────────────────────────────────────────────────────────────────

    def start(self, root: Path | None = None, **capabilities: object) -> Any:
        uri = None if root is None else root.as_uri()
        found = self.ask("initialize", processId=None, rootUri=uri, capabilities=capabilities)
        self.notify("initialized")
        return found

    def open(self, path: Path, text: str, language: str | None = None) -> str:
        uri = path.as_uri()
        language = language or ("tql" if path.suffix == ".tql" else "yaml")
        # What was told of a text that was open under the same name is of another version.
        self._version += 1
        given = {"uri": uri, "languageId": language, "version": self._version, "text": text}
        self.notify("textDocument/didOpen", textDocument=given)
        return uri

    def change(self, uri: str, *changes: Mapping[str, object]) -> int:
        self._version += 1
        document = {"uri": uri, "version": self._version}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=list(changes))
        return self._version

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Return what is told of a version of a text, the last one unless another is meant."""
        version = self._version if version is None else version
        message = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and message["params"].get("version") == version
            )
        )
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.ask(method, textDocument={"uri": uri}, position=position)

    def offered(self, uri: str, line: int, character: int) -> list[str]:
        found = self.at("textDocument/completion", uri, line, character)
        return [item["textEdit"]["newText"] for item in found["items"]] if found else []

    def leave(self) -> int:
        """Take leave as the protocol has it, and return the exit code."""
        self.ask("shutdown")
        self.send({"jsonrpc": "2.0", "method": "exit"})
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def stop(self) -> None:
        """End the server at once; nobody reads from it any more when its pipes are closed."""
        self.process.kill()
        self._reader.join(PATIENCE)

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while line := stream.readline():
                if not line.strip():
                    break
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                elif name.lower() != b"content-type":
                    self.garbage += line
            content = stream.read(length)
            # A server that is killed may have written half a message.
            if not line or len(content) < length:
                self._incoming.put(None)
                return
            self._incoming.put(json.loads(content))


@contextmanager
def editor(*options: str, home: Path) -> Iterator[Editor]:
    """Give an editor whose server runs with some *options*, and knows no settings but those in *home*."""
    program = [sys.executable, "-m", "tempodb", "serve-language", *options]
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "TEMPODB_CONFIG": ""}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        program, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=home
    ) as process:
        found = Editor(process)
        try:
            yield found
        finally:
            found.stop()
