"""The texts that are open in an editor, as they are changed there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from tempodb.language_server.positions import Encoding, lines_in
from tempodb.language_service.dataset_files.entry_outline import is_dataset

MAX_TEXT = 16 * 1024 * 1024
"""Characters of a text about which nothing is told any more."""
YAML = ("yaml", "yml")


class TextChange(NamedTuple):
    """A text in the place of what stands between two lines and characters, or of all where there are none."""

    text: str
    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None


class Document(NamedTuple):
    """A text that is open, and which language the editor takes it for."""

    uri: str
    language: str
    version: int | None
    text: str

    @property
    def path(self) -> Path | None:
        """Where its file is, None where it is none of this machine."""
        return path_of_uri(self.uri)

    @property
    def is_script(self) -> bool:
        """Whether it is statements of TQL."""
        return self.language == "tql" or self._suffix == "tql"

    @property
    def is_dataset(self) -> bool:
        """Whether it is a dataset in YAML, or is empty and may become one."""
        is_yaml = self.language in YAML or self._suffix in YAML
        return is_yaml and not self.is_script and (not self.text.strip() or is_dataset(self.text))

    @property
    def _suffix(self) -> str:
        return self.uri.rpartition(".")[2].lower()

    def changed(self, changes: Iterable[TextChange], version: int | None, encoding: Encoding) -> Document:
        r"""Return the document after some changes, each of what the one before left.

        >>> document = Document("file:///a.tql", "tql", 1, "members of\nCSTO")
        >>> document.changed([TextChange("SCO", (1, 0), (1, 4))], 2, Encoding.UTF_16).text
        'members of\nSCO'
        """
        text = self.text
        for change in changes:
            if change.start is None or change.end is None:
                text = change.text
                continue
            lines = lines_in(text, encoding)
            start, end = sorted((lines.offset(*change.start), lines.offset(*change.end)))
            text = text[:start] + change.text + text[end:]
        return self._replace(text=text, version=version)


def path_of_uri(uri: str) -> Path | None:
    """Return the file that an address means, None where it means none of this machine.

    >>> path_of_uri("file:///tmp/a%20b.tql").name, path_of_uri("untitled:Untitled-1")
    ('a b.tql', None)
    """
    try:
        parts = urlsplit(uri)
        if parts.scheme != "file" or "\0" in unquote(parts.path):
            return None
        return Path(url2pathname(parts.path))
    except ValueError:
        return None
