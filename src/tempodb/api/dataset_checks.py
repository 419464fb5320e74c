"""What is wrong or doubtful in the text of a dataset file, which need not be written to one yet."""

from __future__ import annotations

from pathlib import Path

from tempodb.base.clock import system_clock
from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.markup.contents import Content
from tempodb.markup.reading import tree_of
from tempodb.store.loading.lint import lint


def check_text(text: str, file: Path) -> list[Problem]:
    """Return what is wrong or doubtful in *text*, which is to be the dataset file *file*, as `tempodb.check` would.

    >>> [problem.message for problem in check_text("tempodb: 1", Path("new.yaml"))]
    ['`dataset` is missing']
    """
    name = str(file)
    try:
        tree = tree_of(Content(file, name, text.encode("utf-8", "surrogatepass")))
        return lint([dataset_of(tree, name, lambda: None)], system_clock())
    except DatasetError as error:
        return list(DatasetError.gather(error.problems).problems)
