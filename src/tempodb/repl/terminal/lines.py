"""One line, or statement of several lines, after the other, with all that helps to write it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from prompt_toolkit.auto_suggest import AutoSuggestFromHistory, DynamicAutoSuggest
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import PromptSession
from prompt_toolkit.styles import BaseStyle
from prompt_toolkit.utils import is_dumb_terminal

from tempodb.api.session import SessionContext, TimeAxis
from tempodb.base.errors import TempodbError
from tempodb.base.printable import printable
from tempodb.repl.conversation import Conversation
from tempodb.repl.prompts import PromptPart, continued, folded, prompt_parts
from tempodb.repl.splitting import segments
from tempodb.repl.terminal.keys import KeyActions, keys
from tempodb.repl.terminal.knowledge import Knowledge
from tempodb.repl.terminal.live_highlighting import Painter
from tempodb.repl.terminal.masking import Mask, Masked, mask_searches
from tempodb.repl.terminal.offering import ReplCompleter
from tempodb.repl.terminal.toolbar import ToolbarState, toolbar
from tempodb.temporal.granules import Granule

if TYPE_CHECKING:
    from tempodb.language_service.completions import Vocabulary
    from tempodb.settings import Repl


MENU = 8
"""The most lines that are kept free for completions."""


class LineReader:
    """Reads what a person types in a *conversation*, whose database is asked under *lock*."""

    def __init__(
        self,
        conversation: Conversation,
        knowledge: Knowledge,
        history: History,
        style: BaseStyle,
        lock: Lock,
        *,
        is_coloured: bool,
    ) -> None:
        self._conversation = conversation
        self._knowledge = knowledge
        self._lock = lock
        self._context = SessionContext()
        self._prompt: Sequence[PromptPart] = []
        suggested = Masked(AutoSuggestFromHistory())
        self._proposed = ""
        actions = KeyActions(
            self._submits,
            self._repaired,
            self._step,
            self._reset,
            self._help,
            lambda: conversation.asked,
            lambda: self._proposed,
        )
        self._prompts: PromptSession[str] = PromptSession(
            message=self._message,
            multiline=True,
            lexer=Painter(lambda: knowledge.knows),
            completer=ReplCompleter(conversation, self._vocabulary),
            complete_in_thread=True,
            complete_while_typing=Condition(lambda: self._options.completion == "typing"),
            auto_suggest=DynamicAutoSuggest(lambda: suggested if self._options.suggestions else None),
            history=history,
            key_bindings=keys(actions),
            bottom_toolbar=self._toolbar,
            prompt_continuation=lambda width, number, wraps: continued(width),
            input_processors=[Mask()],
            enable_open_in_editor=True,
            enable_suspend=True,
            tempfile_suffix=".tql",
            cursor=ModalCursorShapeConfig(),
            style=style,
            color_depth=None if is_coloured else ColorDepth.DEPTH_1_BIT,
            include_default_pygments_style=False,
        )
        self._prompts.app.before_render += self._reserve
        mask_searches(self._prompts.app.layout)
        # What is not needed for the first prompt is looked up behind it.
        self._prompts.app.after_render += self._look_up
        self._is_looked_up = False
        self._is_stepped = False

    @property
    def _options(self) -> Repl:
        return self._conversation.display.options

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the line, or stood in the one that was left."""
        return not self._prompts.default_buffer.text

    def read(self, draft: str, proposed: str) -> str:
        """Return what is typed, where a *draft* stands to begin with; or what is *proposed*, if nothing is typed.

        Raises:
            KeyboardInterrupt: the line was left.
            EOFError: so was the program.

        """
        self._is_looked_up = self._is_stepped = False
        self._proposed = proposed
        with self._lock:
            self._context = self._known_context()
        self._prompt = prompt_parts(self._context, self._conversation.location)
        self._begin_line()
        vi = self._options.keys == "vi"
        self._prompts.editing_mode = EditingMode.VI if vi else EditingMode.EMACS
        shown = printable(" ".join(proposed.split()))
        typed = self._prompts.prompt(default=draft, placeholder=[("class:auto-suggestion", shown)])
        return typed if typed.strip() else proposed

    def _begin_line(self) -> None:
        """Take away what the terminal itself showed of keys that were pressed before the prompt was there."""
        if not is_dumb_terminal():
            output = self._prompts.app.output
            output.write_raw("\r")
            output.erase_end_of_line()
            output.flush()

    def _look_up(self, _: object) -> None:
        if not self._is_looked_up:
            self._is_looked_up = True
            self._knowledge.renew()

    def _step(self, clock: TimeAxis, granule: Granule, by: int) -> None:
        self._conversation.session.step(clock, granule, by)
        self._is_stepped = True
        self._show_instants()

    def _reset(self) -> None:
        self._conversation.session.reset()
        self._is_stepped = True
        self._show_instants()

    def _show_instants(self) -> None:
        # The focus stays, and the database is not asked for it at a key.
        self._context = self._conversation.session.instants._replace(focus=self._context.focus)
        self._prompt = prompt_parts(self._context, self._conversation.location)

    def _known_context(self) -> SessionContext:
        try:
            return self._conversation.session.context
        except TempodbError:
            # Whoever asks a question is told.
            return self._conversation.session.instants

    def _message(self) -> StyleAndTextTuples:
        parts = folded(self._prompt, self._prompts.app.output.get_size().columns)
        return [(f"class:{part.role}", part.text) for part in parts]

    def _reserve(self, _: object) -> None:
        """Leave room below the line for completions, as far as the terminal is tall enough."""
        lines = self._prompts.app.output.get_size().rows
        self._prompts.reserve_space_for_menu = min(MENU, max(0, lines // 2 - 1))

    def _toolbar(self) -> StyleAndTextTuples:
        again = self._conversation.asked if self._is_stepped else None
        app = self._prompts.app
        mode = app.vi_state.input_mode.value.removeprefix("vi-") if self._options.keys == "vi" else None
        state = ToolbarState(
            self._conversation.repair, again, mode, app.output.get_size().columns, self._knowledge.knows
        )
        return toolbar(self._prompts.default_buffer.text, state)

    def _vocabulary(self) -> Vocabulary:
        # The database is not asked at each key.
        return self._knowledge.vocabulary(self._context)

    def _submits(self, text: str) -> bool:
        parts = list(segments(text))
        if not parts or parts[-1].is_command:
            return True
        from tempodb.language_service.completeness import Multiline, submits
        from tempodb.language_service.known_names import is_whole

        multiline = Multiline(self._options.multiline)
        return submits(parts[-1].text, multiline) or (
            multiline is Multiline.SMART and is_whole(parts[-1].text, self._knowledge.knows)
        )

    def _repaired(self, text: str) -> str | None:
        if not text.strip():
            return self._conversation.repair
        from tempodb.repl.terminal.mending import fault

        found = fault(text, self._knowledge.knows)
        return None if found is None else found.repaired

    def _help(self, text: str) -> None:
        with self._lock:
            self._conversation.explain(".help " + " ".join(text.split()[:1]))
