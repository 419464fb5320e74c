"""Messages of the protocol from a stream, however broken: what reads on is given whole ones alone."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

MAX_MESSAGE = 64 * 1024 * 1024
"""How many bytes a message may have; a longer one is passed over."""
MAX_HEADER = 4096
"""How many bytes a line of a header may have."""
MAX_LINES = 32
"""How many lines a header may have."""
SKIPPED_AT_ONCE = 1024 * 1024
LONGEST_EXIT = 1024
"""How many bytes a message has at most that ends the server."""


class Frames:
    """A stream as whoever awaits well-formed messages reads it: line by line, and then as many bytes.

    After the message that ends the server nothing comes, so that nobody waits for more: then it `is_over`.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: list[bytes] = []
        self._body = b""
        self.is_over = False

    def readline(self) -> bytes:
        r"""Return the next line of a header, which is empty at the end of the stream.

        >>> from io import BytesIO
        >>> frames = Frames(BytesIO(b"noise\r\n\r\ncontent-length: 2\n\n{}"))
        >>> frames.readline(), frames.readline(), frames.read(2), frames.readline()
        (b'Content-Length: 2\r\n', b'\r\n', b'{}', b'')
        """
        if not self._lines:
            body = None if self.is_over else self._message()
            if body is None:
                return b""
            self.is_over = len(body) <= LONGEST_EXIT and _is_exit(body)
            self._body = body
            self._lines = [f"Content-Length: {len(body)}\r\n".encode(), b"\r\n"]
        return self._lines.pop(0)

    def read(self, length: int) -> bytes:
        """Return the message whose header was read."""
        body, self._body = self._body[:length], b""
        return body

    def _message(self) -> bytes | None:
        """Return the next message that has as many bytes as it says, None where there is none."""
        while True:
            length = self._length()
            if length is None:
                return None
            if length > MAX_MESSAGE:
                if not self._passed_over(length):
                    return None
            elif length > 0:
                body = self._stream.read(length)
                return body if len(body) == length else None

    def _length(self) -> int | None:
        """Return how long the next message is, 0 where its header does not say so, None at the end."""
        length = 0
        for _ in range(MAX_LINES):
            line = self._stream.readline(MAX_HEADER)
            if not line:
                return None
            if not line.strip():
                break
            if found := _LENGTH.fullmatch(line.strip()):
                length = int(found[1])
        return length

    def _passed_over(self, length: int) -> bool:
        while length > 0:
            part = self._stream.read(min(length, SKIPPED_AT_ONCE))
            if not part:
                return False
            length -= len(part)
        return True


class KeptOpen:
    """A stream to which answers are written, and which is not closed by who writes them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        """Write a whole message."""
        self._stream.write(data)

    def flush(self) -> None:
        """Let whoever reads have it."""
        self._stream.flush()

    def close(self) -> None:
        """Leave it open."""


def _is_exit(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("method") == "exit"


_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*([0-9]{1,15})", re.IGNORECASE)
