"""Transcripts: read, and typed once more.

::

    rerun     typed once more, and compared
    reading   what was typed and what it printed
"""
