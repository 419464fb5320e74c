"""The notebook: questions in cells of IPython and Jupyter, by `%load_ext tempodb`.

::

    magics        `%tempo` and `%%tempo`: what they ask, what they leave behind, short errors
    magic_lines   what stands behind them: a database, the variable that keeps the answer, statements
    offers        what is offered while one types, from the names of the database
"""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell

from tempodb.notebook.magics import TempoMagics


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Give a shell `%tempo` and `%%tempo`; IPython calls it for `%load_ext tempodb`."""
    magics = TempoMagics(shell)
    shell.register_magics(magics)
    magics.offer_completions()


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Take the magics and what they offer away again; IPython calls it for `%unload_ext tempodb`."""
    magics = shell.magics_manager.registry.pop("TempoMagics", None)
    if magics is not None:
        magics.withdraw()
