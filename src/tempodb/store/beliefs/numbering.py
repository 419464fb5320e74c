"""Numbers given in memory while a whole log is gone through."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.model.kinds import Entity, EntityType


class Numbering:
    """The numbers of the ids and texts of one log, in the order in which they come up; implements `interning.Numbers`.

    `of_type` and `texts` find them, no id having the number 0; `entities` are type and id in order.
    """

    def __init__(self) -> None:
        self.of_type: dict[int, dict[str, int]] = {int(type_): {"": 0} for type_ in EntityType}
        self.texts: dict[str, int] = {}
        self.entities: list[tuple[int, str]] = []
        self._meanings: list[str] = []

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""
        return 0 if entity is None else self.number(int(entity.type), entity.id)

    def number(self, type_: int, id_: str) -> int:
        """Return the number of an id of a type."""
        found = self.of_type[type_].get(id_)
        if found is None:
            self.entities.append((type_, id_))
            found = self.of_type[type_][id_] = len(self.entities)
        return found

    def known(self, entity: Entity | None) -> int | None:
        """Return the number of *entity* if it has one; 0 for none."""
        return 0 if entity is None else self.of_type[int(entity.type)].get(entity.id)

    def id_of(self, number: int) -> str:
        """Return the id of the entity that *number* stands for; an empty text for none."""
        return self.entities[number - 1][1] if number else ""

    def text(self, text: str) -> int:
        """Return the number of *text*."""
        found = self.texts.get(text)
        if found is None:
            self._meanings.append(text)
            found = self.texts[text] = len(self._meanings)
        return found

    def meaning(self, number: int) -> str:
        """Return the text that *number* stands for."""
        return self._meanings[number - 1]

    def is_entity(self, row: tuple[int, int, str]) -> bool:
        """Return whether a row is that of an entity."""
        return 0 < row[0] <= len(self.entities) and self.entities[row[0] - 1] == row[1:]

    def is_text(self, row: tuple[int, str]) -> bool:
        """Return whether a row is that of a text."""
        return self.texts.get(row[1]) == row[0]

    def entity_rows(self) -> Iterator[tuple[int, int, str]]:
        """Yield each entity as its row, in order of its number."""
        for number, (type_, id_) in enumerate(self.entities, 1):
            yield number, type_, id_

    def text_rows(self) -> Iterator[tuple[int, str]]:
        """Yield each text as its row, in order of its number."""
        yield from enumerate(self._meanings, 1)
