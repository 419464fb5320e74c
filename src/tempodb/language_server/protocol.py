"""The protocol as the library speaks it, but that whatever has a number is answered, and nobody is told twice."""

from __future__ import annotations

from typing import Any, TextIO

from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification

from tempodb.base.printable import printable
from tempodb.base.version import __version__


class AnsweringProtocol(LanguageServerProtocol):
    """Answers a request that cannot be understood with an error, where the library says nothing."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return a message, in place of one that cannot be understood one that means nothing."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            number = data.get("id")
            if not isinstance(number, int | str) or "method" not in data:
                raise
            self._send_response(number, error=error.to_response_error())
            return JsonRPCNotification("$/refused", self.VERSION, None)


class QuietServer(LanguageServer):
    """Tells what is wrong with a message where faults are told, and not the person who writes."""

    def __init__(self, faults: TextIO) -> None:
        super().__init__("tempodb", __version__, protocol_cls=AnsweringProtocol)
        self._faults = faults

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell of a message that nothing could be done with."""
        print(f"a message was passed over: {printable(str(error))[:200]}", file=self._faults, flush=True)
