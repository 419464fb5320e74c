"""What a user may set, in a file of settings that few people need.

::

    options    what may be set, with what holds where nothing is
    reader     where the file is → `Settings`
    from_tree  its text → `Settings`, or every problem of it
    checks     what each setting may be
    written    `Settings` as the text of a file; the file to begin with
"""

from tempodb.settings.options import Repl, Settings
from tempodb.settings.reader import read_settings, settings

__all__ = ["Repl", "Settings", "read_settings", "settings"]
