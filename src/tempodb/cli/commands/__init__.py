"""A module for each command, or for a few that are alike.

::

    query      a question · plot: its answer as a picture
    run        what stands in files
    prompt     no command: the REPL
    datasets   `load`, `check`, `export`
    importing  `import`
    replaying  `replay`
    maintain   `copy`, `roles`, `verify`, `rebuild`, `erase`, `digest`
    caring     `backup`, `restore`, `doctor`, `maintain`
    lakes      `publish`, `check-lake`, `vacuum`
    exploring  `web`
    config     `config`, `completion`
    editing    `serve-language`
    about      `schema`, `demo` · program_version: `--version`
    test       transcripts run once more
"""
