"""What an editor asks of a text that is open, answered by what kind of file it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from tempodb.language_server.dataset_texts import DatasetText
from tempodb.language_server.findings import Edit, Finding, Hover, Located, Painted, Symbol
from tempodb.language_server.open_texts import MAX_TEXT, Document
from tempodb.language_server.script_files import ScriptFile
from tempodb.language_server.worlds import World
from tempodb.language_service.completions import Completion


class OpenFile(Protocol):
    """What is told of a text that is open; places are offsets."""

    def findings(self) -> list[Finding]:
        """Return what is wrong or doubtful."""
        ...

    def completions(self, cursor: int) -> tuple[Completion, ...]:
        """Return what can stand at the cursor."""
        ...

    def hover(self, place: int) -> Hover | None:
        """Return what is known of what stands at a place."""
        ...

    def definitions(self, place: int) -> list[Located]:
        """Return where that is defined what stands at a place."""
        ...

    def painted(self) -> Iterable[Painted]:
        """Return what each part is."""
        ...

    def formatted(self) -> list[Edit]:
        """Return what makes it canonical."""
        ...

    def symbols(self) -> list[Symbol]:
        """Return the parts by which it is surveyed."""
        ...


def open_file_of(document: Document, world: World) -> OpenFile | None:
    """Return what tells of a document, None of one that is not ours, or too long."""
    if len(document.text) > MAX_TEXT:
        return None
    if document.is_script:
        return ScriptFile(document.text, world)
    if document.is_dataset:
        return DatasetText(document.text, world, _named_as_yaml(document.path))
    return None


def _named_as_yaml(path: Path | None) -> Path:
    """Return the path of a file that is read as YAML, whatever its name."""
    if path is None:
        return Path("untitled.yaml")
    return path if path.suffix.lower() in (".yaml", ".yml") else path.with_name(f"{path.name}.yaml")
