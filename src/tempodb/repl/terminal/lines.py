"""One line, or statement of several lines, after the other, with all that helps to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import PromptSession
from prompt_toolkit.styles import BaseStyle

from tempodb.errors import TempodbError
from tempodb.repl.conversation import Conversation
from tempodb.repl.prompts import continued, prompt
from tempodb.repl.segments import is_command
from tempodb.repl.terminal.keys import Deeds, keys
from tempodb.repl.terminal.knowledge import Knowledge
from tempodb.repl.terminal.masking import Mask, Masked
from tempodb.repl.terminal.offering import Offers
from tempodb.repl.terminal.painting import Painter
from tempodb.repl.terminal.toolbar import toolbar
from tempodb.sessions import Clock, Context
from tempodb.temporal.granules import Granule

if TYPE_CHECKING:
    from tempodb.editing.completions import Vocabulary
    from tempodb.settings import Repl


class Lines:
    """Reads what a person types in a *conversation*."""

    def __init__(
        self,
        conversation: Conversation,
        knowledge: Knowledge,
        history: History,
        style: BaseStyle,
        *,
        is_coloured: bool,
    ) -> None:
        self._conversation = conversation
        self._knowledge = knowledge
        self._prompt: StyleAndTextTuples = []
        deeds = Deeds(self._submits, self._repaired, self._step, self._help, lambda: conversation.asked)
        self._prompts: PromptSession[str] = PromptSession(
            message=lambda: self._prompt,
            multiline=True,
            lexer=Painter(),
            completer=Offers(conversation, self._vocabulary),
            complete_in_thread=True,
            complete_while_typing=Condition(lambda: self._options.completion == "typing"),
            auto_suggest=Masked(AutoSuggestFromHistory()) if self._options.suggestions else None,
            history=history,
            key_bindings=keys(deeds),
            bottom_toolbar=self._toolbar,
            prompt_continuation=lambda width, number, wraps: continued(width),
            input_processors=[Mask()],
            enable_open_in_editor=True,
            tempfile_suffix=".tql",
            cursor=ModalCursorShapeConfig(),
            style=style,
            color_depth=None if is_coloured else ColorDepth.DEPTH_1_BIT,
            include_default_pygments_style=False,
        )
        # What is not needed for the first prompt is looked up behind it.
        self._prompts.app.after_render += self._look_up
        self._is_looked_up = False

    @property
    def _options(self) -> Repl:
        return self._conversation.manner.options

    def read(self, proposed: str) -> str:
        """Return what is typed, where *proposed* stands to begin with.

        Raises:
            KeyboardInterrupt: the line was left.
            EOFError: so was the program.

        """
        self._is_looked_up = False
        self._prompt = self._message()
        vi = self._options.keys == "vi"
        self._prompts.editing_mode = EditingMode.VI if vi else EditingMode.EMACS
        return self._prompts.prompt(default=proposed)

    def _look_up(self, _: object) -> None:
        if not self._is_looked_up:
            self._is_looked_up = True
            self._knowledge.renew()

    def _step(self, clock: Clock, granule: Granule, by: int) -> None:
        self._conversation.session.step(clock, granule, by)
        self._prompt = self._message()

    def _message(self) -> StyleAndTextTuples:
        try:
            context = self._conversation.session.context
        except TempodbError:
            # Whoever asks a question is told.
            context = Context()
        parts = prompt(context, self._conversation.location)
        return [(f"class:{part.role}", part.text) for part in parts]

    def _toolbar(self) -> StyleAndTextTuples:
        return toolbar(get_app().current_buffer.text, self._conversation.repair)

    def _vocabulary(self) -> Vocabulary:
        return self._knowledge.vocabulary(self._conversation.session.context)

    def _submits(self, text: str) -> bool:
        from tempodb.editing.completeness import Multiline, submits

        return is_command(text) or submits(text, Multiline(self._options.multiline))

    def _repaired(self, text: str) -> str | None:
        if not text.strip():
            return self._conversation.repair
        from tempodb.editing.faults import fault, repaired

        problem = fault(text)
        return None if problem is None else repaired(text, problem)

    def _help(self, text: str) -> None:
        self._conversation.hear(".help " + " ".join(text.split()[:1]))
