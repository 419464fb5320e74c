"""What a shell completes.

::

    argcomplete   what a shell asks
    completers    files, formats and names that can stand there
"""
