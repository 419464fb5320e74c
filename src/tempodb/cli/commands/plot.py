"""Drawing: `plot`."""

from __future__ import annotations

from argparse import Namespace

from tempodb.base.errors import InputError, Problem
from tempodb.cli.answers import parameters
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.cli.texts import deliver
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.rasters import picture_file
from tempodb.output.plots.source_links import addresses_of, source_links
from tempodb.temporal.date_reader import read_date


def plot(options: Namespace, context: CliContext) -> int:
    """Draw the answer to one query."""
    if options.output is None and context.output.is_terminal:
        message = "a terminal cannot show a picture"
        raise InputError.of("picture", message, "write it to a file with -o FILE.svg, or into a pipe")
    asked = None if options.as_of is None else read_date(options.as_of).earliest
    values = parameters(options.parameter)
    with context.open(options.db, now=options.now) as database:
        result = database.query(options.text, **values)
        picture = picture_of(result, options.width, asked)
        links = source_links(result, addresses_of(database.query("show sources")))
    drawn = picture_file(picture, options.output or ".svg", options.theme, links)
    deliver(drawn, options.output, context.output)
    for note in result.told:
        context.output.remark(Problem("note", note))
    return DONE
