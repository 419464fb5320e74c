"""A connection that ends where whoever asks sends or reads too slowly: it would keep others out."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

LONGEST_SILENCE = 10.0
"""Within how many seconds a question has to be sent, and how often it is looked at how much was read."""
LEAST_READ = 65_536
"""How many bytes have to be read in that time, where so many are left."""


class PatientProtocol(H11Protocol):
    """Speaks HTTP with one who asks, and breaks off where nothing comes of it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first question."""
        super().connection_made(transport)
        self._since, self._unread = self.loop.time(), 0
        self._looking = self.loop.call_later(LONGEST_SILENCE, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._looking.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next question."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _look(self) -> None:
        unread = self.transport.get_write_buffer_size()
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if unread:
            is_slow = self._unread > 0 and unread > max(0, self._unread - LEAST_READ)
        else:
            is_slow = not is_answering and self.loop.time() >= self._since + LONGEST_SILENCE
        if is_slow:
            self.transport.abort()
            return
        self._unread = unread
        self._looking = self.loop.call_later(LONGEST_SILENCE, self._look)
