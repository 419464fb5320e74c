"""The commands: each one call of the façade, its result written, and an exit code.

::

    query        query · plot: plot · run: run, and queries of files
    datasets     load, check, export
    importing    import · replaying: replay
    maintain     copy, roles, verify, rebuild, undo, erase, digest
    caring       backup, restore, doctor, maintain · lakes: publish, check-lake, vacuum
    exploring    web
    config       config, completion · prompt: the REPL, without a command · program_version: the version, likewise
    test         test · about: schema, demo

Each is imported when it is asked for, so that a question waits for none of the others.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib import import_module
from keyword import iskeyword
from types import MappingProxyType
from typing import TypeAlias, cast

from tempodb.cli import asking_options, care_options, editor_options, options, plot_options, web_options
from tempodb.cli.cli_command import CliCommand
from tempodb.cli.context import CliContext
from tempodb.cli.lake_options import LAKE_COMMANDS

CommandHandler: TypeAlias = Callable[[Namespace, CliContext], int]


CLI_COMMANDS: Mapping[str, CliCommand] = MappingProxyType(
    {
        command_.name: command_
        for command_ in (
            CliCommand(
                "demo",
                "about",
                options.nothing_more,
                "load a dataset into a throw-away database and ask it questions",
                ("tempodb demo",),
            ),
            CliCommand(
                "check",
                "datasets",
                options.check,
                "look for errors in dataset files, without a database",
                ("tempodb check fixtures/csto.yaml", "tempodb check fixtures/*.yaml --errors json"),
            ),
            CliCommand(
                "load",
                "datasets",
                options.load,
                "record how dataset files differ from what they last stated",
                (
                    "tempodb load fixtures/csto.yaml",
                    "tempodb load fixtures/csto.yaml --dry-run --exit-code",
                    "tempodb load fixtures/csto.yaml --author Ann --note 'first version'",
                ),
            ),
            CliCommand(
                "import",
                "importing",
                options.import_,
                "read files in another format as a dataset",
                (
                    "tempodb import popolo docs/importing/popolo.json --undated whole -o house.yaml",
                    "tempodb import wikidata docs/importing/wikidata.json -o offices.yaml",
                    "tempodb import csv docs/importing/csv.csv --load",
                    "tempodb import wikidata docs/importing/wikidata.json --load --language fr",
                    "tempodb import cow docs/importing/cow.csv -o years.json",
                    "tempodb import congress docs/importing/congress.yaml --format json",
                    "tempodb import ftm docs/importing/ftm.jsonl --observed 2024-05-06",
                ),
            ),
            CliCommand(
                "replay",
                "replaying",
                options.replay,
                "record every version of a file in a git repository, each at the time of its commit",
                (
                    "tempodb replay docs/replay/csto.bundle csto.yaml --db history.db",
                    "tempodb replay docs/replay/csto.bundle csto.yaml --follow --db whole.db",
                ),
            ),
            CliCommand(
                "query",
                "query",
                asking_options.whom_to_query,
                "answer a query",
                (
                    "tempodb query 'members of CSTO as of 2006'",
                    "tempodb query 'holders of secretary-general of CSTO as of :day' -p day=2017-04-19",
                    "tempodb query 'changes in CSTO between 1998 and 2007' -o changes.csv",
                    "tempodb query --lake lake 'count members of every organization by decade'",
                ),
            ),
            CliCommand(
                "plot",
                "plot",
                plot_options.plot,
                "draw the answer to a query",
                (
                    "tempodb plot 'timeline of CSTO' -o csto.svg",
                    "tempodb plot 'timeline of CSTO' --as-of 2013-01-01 --theme dark -o csto.svg",
                    "tempodb plot 'holders of secretary-general of CSTO ever' --width 640 > heads.svg",
                ),
            ),
            CliCommand(
                "run",
                "run",
                options.run,
                "carry out statements that ask or write",
                (
                    "tempodb run docs/correction.tql",
                    "tempodb run docs/correction.tql --dry-run",
                    "tempodb run docs/correction.tql --atomic --author Ann --note 'from a letter'",
                    "echo 'members as of 2006; observers as of 2013' | tempodb run -",
                ),
            ),
            CliCommand(
                "web",
                "exploring",
                web_options.web,
                "look at the database in a browser, at any day and as known at any instant",
                ("tempodb web --open", "tempodb web --port 0 --db csto.db"),
            ),
            CliCommand(
                "undo",
                "maintain",
                options.undo,
                "record the reverse of the last transaction, or of another one",
                (
                    "tempodb undo --dry-run",
                    "tempodb undo --author Ann --note 'the wrong file'",
                    "tempodb undo 1 --dry-run --format json",
                ),
            ),
            CliCommand(
                "export",
                "datasets",
                options.export,
                "print what a dataset states, as a dataset file, or write it as a folder",
                (
                    "tempodb export",
                    "tempodb export --dataset csto --known-at 2030 -o csto.yaml",
                    "tempodb export --dataset csto -o csto/",
                ),
            ),
            CliCommand(
                "backup",
                "caring",
                care_options.backup,
                "copy the database to a new file, or to a folder that keeps the last few copies",
                ("tempodb backup copy.db", "tempodb backup copies --keep 7"),
            ),
            CliCommand(
                "restore",
                "caring",
                care_options.restore,
                "put a backup in the place of the database, once it is verified",
                ("tempodb restore copy.db --db lost.db", "tempodb restore copy.db --yes"),
            ),
            CliCommand(
                "copy",
                "maintain",
                options.copy,
                "copy a database, with its whole history, to a file or a server",
                ("tempodb copy tempodb.db moved.db",),
            ),
            CliCommand(
                "roles",
                "maintain",
                options.roles,
                "print the SQL of the roles that share a database on a server",
                ("tempodb roles --schema posts > roles.sql",),
            ),
            CliCommand(
                "doctor",
                "caring",
                care_options.doctor,
                "tell how the database lies, and what is to be done about it",
                ("tempodb doctor", "tempodb doctor --format json"),
            ),
            CliCommand(
                "maintain",
                "caring",
                care_options.maintain,
                "give room back, bring the database to this version, and tell what that gained",
                ("tempodb maintain", "tempodb maintain --format json"),
            ),
            CliCommand(
                "digest",
                "maintain",
                options.digest,
                "print the digest of all that was recorded",
                (
                    "tempodb digest > digest.txt",
                    "tempodb digest --sign ~/.ssh/id_ed25519 > signed.txt",
                    "tempodb digest --git notary",
                ),
            ),
            CliCommand(
                "verify",
                "maintain",
                options.verify,
                "recompute digests and beliefs, and compare",
                (
                    "tempodb verify",
                    "tempodb verify --digest $(cat digest.txt)",
                    "tempodb verify --digest signed.txt --signers signers.txt",
                    "tempodb verify --digest notary",
                ),
            ),
            CliCommand(
                "rebuild",
                "maintain",
                options.nothing_more,
                "derive the beliefs anew from the log",
                ("tempodb rebuild", "tempodb rebuild --db copy.db"),
            ),
            CliCommand(
                "erase",
                "maintain",
                options.erase,
                "erase a person's data from all that was ever recorded",
                (
                    "tempodb erase valery-semerikov",
                    "tempodb erase 'Valery Semerikov' --note 'asked for in a letter of 2024-02-01'",
                ),
            ),
            *LAKE_COMMANDS,
            CliCommand(
                "config",
                "config",
                options.config,
                "print the settings that hold, and where their file is",
                (
                    "tempodb config",
                    "tempodb config --init",
                ),
            ),
            CliCommand(
                "completion",
                "config",
                options.completion,
                "print a script with which a shell completes what is typed here",
                (
                    "tempodb completion bash > tempodb.bash",
                    "tempodb completion fish > tempodb.fish",
                ),
            ),
            CliCommand(
                "serve-language",
                "editing",
                editor_options.serve_language,
                "help whoever writes TQL or datasets in an editor, which runs this",
                ("tempodb serve-language",),
            ),
            CliCommand(
                "test",
                "test",
                options.test,
                "run transcripts once more, and compare what they print",
                (
                    "tempodb test docs/tql.md",
                    "tempodb test docs/tql.md --update",
                ),
            ),
            CliCommand(
                "schema",
                "about",
                options.schema,
                "print the JSON Schema of dataset files, for editors, or the columns of tables",
                ("tempodb schema > dataset.schema.json", "tempodb schema --tables"),
            ),
        )
    }
)
"""The commands, in the order in which somebody new to them needs them."""
WITHOUT_A_NAME = {"version": "program_version", "prompt": "prompt"}
"""Where that is which is carried out without a command."""


def command(name: str) -> CommandHandler:
    """Return what carries out a command, or what is done without one."""
    home = CLI_COMMANDS[name].home if name in CLI_COMMANDS else WITHOUT_A_NAME[name]
    function = f"{name}_" if iskeyword(name) else name.replace("-", "_")
    return cast(CommandHandler, getattr(import_module(f"tempodb.cli.commands.{home}"), function))
