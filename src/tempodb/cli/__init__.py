"""The command line: arguments → one call of `Database` → an exit code.

::

    arguments         what is given, read, and the help · examples: lines that the help shows
    dispatch          an entry a command: where it is, what it takes, what the help shows
    options           what each command takes · care_options: what those take that look after a database · plot_options: what `plot` takes · editor_options: what an editor runs · web_options: that show it in a browser · lake_options: the commands of lakes · asking_options: a database or a lake · cli_command: what an entry says
    foreign_options   what can be said of files in other formats
    argument_parser   argparse that raises, and knows the nearest right word · late_parser: that of a command, made when it is asked
    commands/         one function a command, in modules of what belongs together
    answers           which answers are wanted, and how they are written · formats: in which formats
    texts             what commands read, and where what they make goes
    scripts           texts of statements, read and carried out in order
    transcripts/      what was typed and printed, read from pages, and typed once more
    shell/            what a shell completes
    context           what a run is given from outside: streams, environment, clock
    configuring       the file of settings
    output            where results and errors go · colour: whether they are painted
    watching          bars of long work
"""

import gc

# One run makes what it keeps, and ends: looking for cycles meanwhile costs a tenth of a short one.
# It stands before the imports, which make most of the objects.
gc.set_threshold(100_000)

from tempodb.cli.arguments import main  # noqa: E402

__all__ = ["main"]
