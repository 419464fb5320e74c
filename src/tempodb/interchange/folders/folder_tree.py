"""A folder → the tree that a file of the same would be read as, in which each cell has its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.nearest import nearest
from tempodb.interchange.folders.folder_files import FolderFiles
from tempodb.interchange.folders.folder_tables import (
    AREAS,
    DETAIL,
    ID_COLUMN,
    LIST_COLUMNS,
    NAMES,
    SEATS,
    SOURCE,
    SUSPENSIONS,
    TITLES,
    FolderTable,
    tables,
)
from tempodb.interchange.folders.table_cells import items_of
from tempodb.interchange.folders.table_rows import CellRow, TableRows, refuse_unknown_columns, table_rows
from tempodb.markup.contents import content_of
from tempodb.markup.reading import checked, tree_of
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import MappingNode, Place, ScalarNode, SequenceNode, TreeNode, problem_at, repeated

Keys = list[tuple[ScalarNode, TreeNode]]


@dataclass(slots=True)
class _Entry:
    """An entry that rows of other tables may add to."""

    key: ScalarNode
    said: Keys
    place: Place
    absent: tuple[ScalarNode, ...] = ()
    within: dict[str, list[TreeNode]] = field(default_factory=dict)

    def node(self) -> MappingNode:
        """Return all that it says."""
        said = [(key, node) for key, node in self.said if key.text not in self.within]
        for section, added in self.within.items():
            own = [node for key, node in self.said if key.text == section]
            listed = own[0].items if own and isinstance(own[0], SequenceNode) else own
            said.append(
                (ScalarNode(section, added[0].place), SequenceNode((*listed, *added), added[0].place))
            )
        return MappingNode(tuple(said), self.place, self.absent)


class FolderTree:
    """Puts the tables of a folder together, and collects what is wrong with them."""

    def __init__(self, folder: FolderFiles) -> None:
        self._folder = folder
        self.problems: list[Problem] = []
        self._by_id: dict[str, dict[str, _Entry]] = {}
        self._listed: dict[str, list[TreeNode]] = {}

    def tree(self) -> MappingNode:
        """Return what a file of the same would be read as.

        Raises:
            DatasetError: `dataset.yaml` cannot be read.

        """
        heading = tree_of(content_of(self._folder.heading))
        for section in self._folder.tables:
            if found := heading.entry(section):
                message = f"`{section}` stands in {self._folder.tables[section].name} too"
                self.problems.append(problem_at(found[0].place, "duplicate", message, "keep one of the two"))
        self._take_entries(heading)
        for section, path in self._folder.tables.items():
            try:
                with table_rows(path) as rows:
                    self._read(tables()[section], rows)
            except DatasetError as error:
                self.problems += error.problems
        return self._put_together(heading)

    def of_rows(self, heading: MappingNode, rows: Mapping[str, TableRows]) -> MappingNode:
        """Return what some rows of tables would be read as, in the order of the tables."""
        self._take_entries(heading)
        for section, some in rows.items():
            self._read(tables()[section], some)
        return self._put_together(heading)

    def part(
        self, heading: MappingNode, table: FolderTable, rows: TableRows, named: Collection[str]
    ) -> MappingNode:
        """Return what some rows of one table would be read as, if all that they belong to is right.

        Those of some ids are *named* elsewhere.
        """
        top = heading.place
        is_of_office = tables()[SEATS].within[0] in (table.section, *table.within)
        label = ("title", TITLES) if is_of_office else ("name", NAMES)
        stand_in = [
            (ScalarNode(label[0], top), ScalarNode("-", top)),
            (ScalarNode("organization", top), ScalarNode("-", top)),
        ]
        if table.within:
            at = rows.columns.index(table.first)
            said = stand_in[table.section == label[1] : 1 + is_of_office]
            self._by_id[table.within[-1]] = {
                row.cells[at]: _Entry(ScalarNode(row.cells[at], row.place), list(said), row.place)
                for row in rows.rows()
            }
        self._read(table, rows)
        for id_, entry in self._by_id.get(table.section, {}).items():
            if id_ in named:
                entry.within[label[1]] = [MappingNode((stand_in[0],), entry.place)]
        return self._put_together(heading)

    def _put_together(self, heading: MappingNode) -> MappingNode:
        top = heading.place
        own = {key.text for key, _ in heading.entries}
        entries: Keys = [
            (key, self._section(key.text) if key.text in self._by_id else node)
            for key, node in heading.entries
        ]
        read = [section for section in (*self._by_id, *self._listed) if section not in own]
        entries += [(ScalarNode(section, top), self._section(section)) for section in read]
        return MappingNode(tuple(entries), top, heading.absent)

    def _take_entries(self, heading: MappingNode) -> None:
        """Take over entries of `dataset.yaml` to which rows may add."""
        for section in {outer for table in tables().values() for outer in table.within}:
            found = heading.entry(section)
            if found and isinstance(found[1], MappingNode) and not found[1].absent:
                nodes = found[1].entries
                if all(isinstance(node, MappingNode) for _, node in nodes):
                    self._by_id[section] = {
                        key.text: _Entry(key, list(node.entries), node.place, node.absent)
                        for key, node in nodes
                        if isinstance(node, MappingNode)
                    }

    def _section(self, section: str) -> TreeNode:
        if section in self._listed:
            return SequenceNode(tuple(self._listed[section]), self._listed[section][0].place)
        entries = self._by_id[section].values()
        place = next((entry.place for entry in entries), Place(str(self._folder.path), 0, 0, 0, 0))
        return MappingNode(tuple((entry.key, entry.node()) for entry in entries), place)

    def _read(self, table: FolderTable, rows: TableRows) -> None:
        refuse_unknown_columns(rows, table)
        # What stands in rows that could not be read would be missed.
        are_whole = not self.problems
        for row in rows.rows():
            cells = list(self._cells(rows, row))
            if not cells:
                continue
            node, problems = checked(MappingNode(tuple(_entries(cells)), row.place))
            problems = (*problems, *_no_intervals(cells), *_no_details(cells))
            self.problems += problems
            first = next((cell for cell in cells if cell.text and cell.place.pointer == table.first), None)
            if problems or not isinstance(node, MappingNode):
                continue
            if not table.first:
                self._listed.setdefault(table.section, []).append(node)
            elif first is None:
                message = f"`{table.first}` is missing"
                self.problems.append(problem_at(row.place, "missing", message, "write it in each row"))
            else:
                own = tuple((key, value) for key, value in node.entries if key.text != table.first)
                self._add(table, first, MappingNode(own, row.place), are_whole)

    def _add(self, table: FolderTable, first: ScalarNode, node: MappingNode, are_whole: bool) -> None:
        if table.first == ID_COLUMN:
            section = self._by_id.setdefault(table.section, {})
            if first.text in section:
                self.problems.append(repeated(section[first.text].key, first))
            else:
                section[first.text] = _Entry(first, list(node.entries), node.place)
            return
        found = [name for name in table.within if first.text in self._by_id.get(name, {})]
        if len(found) == 1:
            self._by_id[found[0]][first.text].within.setdefault(table.section, []).append(node)
        elif found:
            message = f"`{first.text}` stands in {' and '.join(found)}"
            self.problems.append(problem_at(first.place, "duplicate", message, "give one of them another id"))
        elif are_whole:
            self.problems.append(self._unknown(table, first))

    def _unknown(self, table: FolderTable, first: ScalarNode) -> Problem:
        """Return that nothing has the id that a row of another table names."""
        known = [id_ for section in table.within for id_ in self._by_id.get(section, ())]
        near = nearest(first.text, known)
        message = f"nothing in {', '.join(table.within)} has the id `{first.text}`"
        hint = f"the nearest is `{near}`" if near else f"add it to {table.within[-1]}"
        return problem_at(first.place, "unknown-id", message, hint)

    def _cells(self, rows: TableRows, row: CellRow) -> Iterator[ScalarNode]:
        """Yield the cells that say something, the pointer of each being its column."""
        for number, cell in enumerate(row.cells):
            if cell:
                yield ScalarNode(cell, rows.place(row, number))


def _entries(cells: Sequence[ScalarNode]) -> Iterator[tuple[ScalarNode, TreeNode]]:
    """Yield keys and values, as a file has them, of cells whose pointers are their columns."""
    by_column = {cell.place.pointer or "": cell for cell in cells}
    for column, cell in by_column.items():
        key = ScalarNode(column, cell.place)
        name = by_column.get(AREAS.get(column, ""))
        if column in AREAS and name is not None:
            within = ((ScalarNode("id", cell.place), cell), (ScalarNode("name", name.place), name))
            yield key, MappingNode(within, cell.place)
        elif column in AREAS.values():
            owner = next(id_ for id_, named in AREAS.items() if named == column)
            if owner not in by_column:
                yield (
                    ScalarNode(owner, cell.place),
                    MappingNode(((ScalarNode("name", cell.place), cell),), cell.place),
                )
        elif column == SOURCE and DETAIL in by_column:
            yield key, _cited(cell, by_column[DETAIL])
        elif column == DETAIL:
            continue
        elif column == SUSPENSIONS:
            yield (
                key,
                SequenceNode(tuple(_interval(item, cell.place) for item in items_of(cell.text)), cell.place),
            )
        elif column in LIST_COLUMNS:
            items = [ScalarNode(item, cell.place) for item in items_of(cell.text)]
            yield key, items[0] if len(items) == 1 else SequenceNode(tuple(items), cell.place)
        else:
            yield key, cell


def _cited(source: ScalarNode, detail: ScalarNode) -> TreeNode:
    """Return the sources of a cell, each with the detail that stands in the same place of another."""
    nodes: list[TreeNode] = []
    for id_, said in zip(items_of(source.text), items_of(detail.text), strict=False):
        node = ScalarNode(id_, source.place)
        within = ((ScalarNode("id", source.place), node), (ScalarNode(DETAIL, detail.place), ScalarNode(said, detail.place)))  # fmt: skip
        nodes.append(MappingNode(within, source.place) if said else node)
    return nodes[0] if len(nodes) == 1 else SequenceNode(tuple(nodes), source.place)


def _no_details(cells: Sequence[ScalarNode]) -> Iterator[Problem]:
    """Yield that there are more details than sources, or fewer."""
    by_column = {cell.place.pointer or "": cell for cell in cells}
    if DETAIL in by_column:
        source = by_column.get(SOURCE)
        many, of = len(items_of(by_column[DETAIL].text)), len(items_of(source.text)) if source else 0
        if many != of:
            message = f"`{DETAIL}` is of {many} and `{SOURCE}` of {of}"
            hint = "write one for each source, or nothing between two `;`"
            yield problem_at(by_column[DETAIL].place, "value", message, hint)


def _no_intervals(cells: Sequence[ScalarNode]) -> Iterator[Problem]:
    """Yield what is wrong with intervals, but for their dates."""
    for cell in cells:
        if cell.place.pointer == SUSPENSIONS:
            for item in items_of(cell.text):
                if item.count("/") != 1:
                    hint = "write it as 1999/2001, or as 1999/.. where it goes on"
                    yield problem_at(cell.place, "value", f"{in_backticks(item)} is no interval", hint)


def _interval(text: str, place: Place) -> TreeNode:
    """Return an interval, such as 1999/2001 or 2012-06-28/.., as the period of an entry."""
    first, _, last = text.partition("/")
    said = [("from", first.strip()), ("to", last.strip())]
    entries = [(ScalarNode(key, place), ScalarNode(end, place)) for key, end in said if end not in ("", "..")]
    return MappingNode(tuple(entries), place)
