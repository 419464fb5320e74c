"""Where the grammar and the fixtures lie, in a checkout and in an installation alike.

Paths are texts on the way of a question, which need not wait for `pathlib` to be imported.
"""

from __future__ import annotations

import os


def bundled(*names: str) -> str:
    """Return the path of a file or folder: in the installed package, or at the top of a checkout.

    >>> os.path.isfile(bundled("grammar", "dates.lark"))
    True
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, *names)
    if os.path.exists(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), *names)
