"""The last answer as a picture in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tempodb.api.output_files import write_file
from tempodb.base.errors import InputError
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.rasters import picture_file
from tempodb.output.plots.source_links import addresses_of, source_links
from tempodb.repl.commands.command import ReplCommand, file_of, one_word
from tempodb.repl.splitting import parameter_names

if TYPE_CHECKING:
    from tempodb.repl.conversation import Conversation


def _plot(conversation: Conversation, argument: str) -> None:
    file = file_of(one_word(argument, "the file of a picture"))
    text = conversation.asked
    if text is None:
        raise InputError.of("nothing-yet", "nothing was asked yet", "ask for example: timeline of CSTO")
    used = parameter_names(text)
    given = {name: value for name, value in conversation.display.parameters.items() if name in used}
    *_, result = conversation.session.run(text, **given)
    links = source_links(result, addresses_of(conversation.database.query("show sources")))
    write_file(Path(file), picture_file(picture_of(result), file, "auto", links))
    conversation.say(f"drawn: {file}")


PLOTTING = (
    ReplCommand("plot", "FILE", "draw the last answer as FILE.svg or FILE.png", _plot, takes_file=True),
)
