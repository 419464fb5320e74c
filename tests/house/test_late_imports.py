"""An import inside of a function is one that a start does without: the table says which start, and each is tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from house.rooms import here
from house.starting import STARTS, modules

SOURCE = Path(__file__).parents[2] / "src" / "tempodb"
LATE = {
    "query": {
        "answers.context": {"questions.places"},
        "answers.dispatch": {"answers.emptiness", "answers.narrowing"},
        "answers.facts": {"answers.aged_answers", "answers.tables.members"},
        "answers.ordering": {"answers.filtering"},
        "answers.result": {"answers.arrow_stream", "polars", "pyarrow.compute", "temporal.span_dates"},
        "api.care": {
            "api.kept_backups",
            "api.sample_questions",
            "store.journal.backups",
            "store.journal.doctor",
        },
        "api.database": {
            "api.transactions.transaction",
            "store.log.transaction_info",
        },
        "api.datasets": {
            "dataclasses",
            "interchange.formats",
            "interchange.port",
            "markup.reading",
            "store.loading.lint",
            "temporal.instant_reader",
        },
        "api.engine": {"api.write_places", "store.journal.journal"},
        "api.interpretation": {"binding.natural_reading", "binding.suggestions", "tql.split"},
        "api.lake_care": {
            "lake.adopting",
            "lake.asking.crews",
            "lake.checking",
            "lake.lake_places",
            "lake.publishing",
            "lake.snapshots",
            "lake.vacuuming",
            "lake.verifying",
        },
        "api.loads": {
            "api.imports",
            "api.load_reports",
            "api.loaded_files",
            "api.replaying.history_replay",
            "api.replaying.options",
            "store.loading.due_load",
            "store.log.transaction_info",
        },
        "api.maintenance": {
            "api.exports",
            "api.kept_digests",
            "api.output_folders",
            "store.engines.copying",
            "store.erasing.erasure",
            "store.journal.ahead",
            "store.journal.verify",
            "store.log.log_end",
            "temporal.instant_reader",
        },
        "api.overview": {
            "api.listed_entities",
            "api.script_checks",
            "store.reading.labels",
            "store.reading.listed_ids",
            "store.reading.told_claims",
            "store.reading.timeline_sizes",
        },
        "api.reversals": {"api.transactions.naming", "store.erasing.erasure", "store.log.transaction_info"},
        "api.session": {"api.consent"},
        "api.shown_result": {
            "api.plotted_answer",
            "output.html",
            "output.sentences.prose",
            "output.terminal.screens",
        },
        "base.nearest": {"rapidfuzz.distance"},
        "base.text_files": {"shlex"},
        "binding.binder": {"binding.summing"},
        "binding.bound_queries": {"binding.shapes"},
        "binding.lookup": {"binding.name_errors"},
        "cli.arguments": {"cli.shell.argcomplete", "output.problems"},
        "cli.commands.query": {"api.opened_lake", "cli.commands.run", "shlex"},
        "cli.context": {"api.open_to_load", "cli.watching"},
        "cli.options": {"api.dataset_formats", "cli.foreign_options"},
        "cli.texts": {"api.output_files", "pathlib"},
        "execution.choice": {"execution.column_executor"},
        "execution.judging": {"execution.births", "execution.ranking", "execution.succession"},
        "execution.straight_executor": {"execution.row_executor"},
        "output.data": {"pyarrow"},
        "output.formats": {
            "output.html",
            "output.sentences.prose",
            "output.terminal.screens",
            "output.terminal.table",
            "output.xlsx",
        },
        "planning.planner": {"planning.asked_ages"},
        "questions.columns": {
            "questions.aged_rows",
            "questions.row_types",
            "questions.rows",
            "temporal.span_dates",
        },
        "questions.form": {"tql.openings"},
        "questions.row_dates": {"temporal.span_dates"},
        "settings.reader": {"settings.from_tree"},
        "store.engines.locations": {"store.engines.postgres.storage"},
        "store.engines.sqlite.driver": {"store.engines.sqlite.lock_holders"},
        "store.engines.sqlite.snapshot": {"store.engines.sqlite.new_tables"},
        "store.engines.sqlite.storage": {
            "store.engines.sqlite.backup",
            "store.engines.sqlite.observing",
            "store.engines.sqlite.restoring",
            "store.engines.sqlite.transaction",
            "store.engines.sqlite.writer",
        },
        "store.journal.blame": {"store.journal.verify"},
        "store.reading.kept_columns": {"store.reading.everything"},
        "store.reading.reader": {
            "model.claims",
            "model.provenance",
            "model.wording",
            "temporal.revisions",
        },
        "syntax.grammars": {"base.partial_files", "pathlib", "syntax.lark_tables"},
        "temporal.date_reader": {"temporal.date_advice"},
        "temporal.given": {"numbers"},
        "tql.parsing.clauses": {"tql.diagnosis.misplaced"},
        "tql.parsing.parser": {"tql.diagnosis.syntax_errors", "tql.parsing.writes"},
        "tql.parsing.terminals": {"temporal.date_advice"},
    },
    "prompt": {
        "api.database": {"tql.parsing.literals", "tql.parsing.parser"},
        "api.engine": {"api.learnt"},
        "api.query_builder": {"tql.parsing.parser"},
        "api.query_values": {"temporal.date_reader"},
        "api.session": {"binding.session_defaults", "temporal.date_reader", "tql.parsing.parser"},
        "binding.binder": {"tql.parsing.parser"},
        "binding.present_days": {"temporal.date_reader"},
        "execution.shelves": {"temporal.exact_timelines", "temporal.timelines"},
        "model.aliases": {"temporal.date_reader"},
        "repl.answers": {"output.terminal.layouts", "output.terminal.screens", "output.terminal.table"},
        "repl.conversation": {"language_service.diagnostics", "model.write_results"},
        "repl.start": {"repl.commands.registry"},
        "repl.terminal.knowledge": {
            "language_service.completions",
            "language_service.diagnostics",
            "language_service.name_index",
            "pendulum",
            "temporal.date_reader",
        },
        "repl.terminal.lines": {
            "language_service.completeness",
            "language_service.known_names",
            "repl.terminal.mending",
        },
        "repl.terminal.live_highlighting": {"language_service.highlighting"},
        "repl.terminal.offering": {"language_service.completions", "repl.commands.registry"},
        "repl.terminal.toolbar": {"repl.terminal.mending"},
        "syntax.grammars": {"syntax.parse_tables", "syntax.parser"},
    },
    "import": {
        "api.care": {"pathlib"},
        "api.database": {"api.interpretation", "api.session", "api.shown_result"},
        "api.datasets": {"pathlib"},
        "api.maintenance": {"pathlib"},
        "api.opened_engine": {"temporal.instant_reader"},
        "api.query_builder": {"tql.printing.questions"},
    },
    "completion": {
        "interchange.foreign_formats": {
            "interchange.importers.congress",
            "interchange.importers.cow.reader",
            "interchange.importers.ftm.reader",
            "interchange.importers.popolo.reader",
            "interchange.importers.tables.reader",
            "interchange.importers.wikidata.reader",
        },
        "interchange.formats": {
            "interchange.dataset.column_reader",
            "interchange.dataset.fingerprints",
            "interchange.dataset.reader",
            "interchange.dataset.restating",
            "interchange.dataset.writer",
            "interchange.exporters.ftm",
            "interchange.exporters.popolo",
            "interchange.exporters.quickstatements",
            "dataclasses",
            "interchange.folders.folder_columns",
            "interchange.folders.folder_files",
            "interchange.folders.folder_part",
            "interchange.folders.folder_reader",
            "interchange.folders.folder_writer",
            "markup.contents",
            "model.restatements",
        },
    },
    "schema": {
        "api.dataset_formats": {"interchange.folders.folder_tables"},
        "cli.commands.about": {"cli.commands.datasets", "shlex"},
    },
    "version": {
        "cli.output": {"traceback"},
        "output.data": {"json"},
    },
    "load": {
        "cli.watching": {"tqdm"},
        "store.beliefs.replay": {"store.beliefs.derived", "store.beliefs.logged_claims"},
        "store.engines.sqlite.transaction": {"store.engines.sqlite.new_tables"},
        "store.journal.journal": {
            "store.journal.changed_writing",
            "store.journal.first_writing",
            "store.writing.draft",
        },
        "store.loading.planning": {
            "store.loading.changed_part",
            "store.loading.first_load",
            "store.loading.plain_changes",
            "store.loading.stated_before",
        },
    },
    "again": {
        "api.engine": {"api.shown_result"},
        "api.loaded_files": {"base.made_ahead", "dataclasses", "model.restatements"},
        "api.state_readers": {"store.reading.catalog", "store.reading.reader"},
        "api.open_to_load": {"base.kept_memory"},
        "cli.commands.datasets": {"api.output_files", "pathlib"},
        "interchange.folders.folder_paths": {"model.schema", "pathlib"},
        "markup.opened_files": {"pathlib"},
        "store.loading.due_load": {"store.loading.planning"},
        "store.loading.load_report": {"model.wording", "store.loading.kind_counts"},
        "store.log.transaction_info": {"temporal.instant_reader"},
    },
    "folder": {
        "interchange.folders.parquet_table": {"pyarrow"},
    },
    "csv": {
        "interchange.importers.tables.sheets": {"openpyxl"},
    },
    "web": {
        "cli.commands.exploring": {"web.listening", "webbrowser"},
    },
    "export": {
        "cli.commands.datasets": {"web.sites"},
        "api.load_reports": {"store.loading.lifetimes", "store.loading.lint"},
    },
    "count": {
        "answers.counts": {"answers.tables.counted", "execution.columns.counting"},
        "answers.counted_once": {"execution.columns.counting"},
    },
    "kept": {
        "answers.filtering": {"answers.age_comparisons"},
        "answers.narrowing": {"answers.tables.kept_members"},
    },
    "compare": {
        "answers.compare": {"answers.tables.compared"},
    },
    "changes": {
        "answers.changes": {"answers.tables.changed"},
    },
    "overlaps": {
        "answers.overlaps": {"answers.tables.overlapping"},
    },
    "plot": {
        "output.plots.rasters": {"resvg_py"},
    },
    "lakes": {
        "api.lake_opening": {
            "api.lake_engine",
            "api.opened_lake",
            "lake.asking.crews",
            "lake.asking.lake_tables",
        },
    },
    "lake": {
        "lake.asking.spark_crew": {"pyspark.sql"},
    },
    "serving": {
        "cli.commands.editing": {"language_server.serving"},
    },
    "table": {
        "output.terminal.cells": {"wcwidth"},
    },
}
"""Of each way to start: which modules it imports, and what those do not import then, but when it is needed."""
INTERRUPTED = {("", "importlib"), ("__main__", "cli")}
"""What would be interrupted with a traceback, before somebody is there who says nothing of it."""


def named(module: str) -> str:
    return f"tempodb.{module}" if (SOURCE / module.split(".")[0]).exists() else module


def meant(module: str, name: str) -> str:
    """Return the module that `from module import name` imports, which *name* may be itself."""
    inner = f"{module}.{name}"
    is_module = inner in here().modules or inner in here().rooms
    return (inner if is_module else module).removeprefix("tempodb.")


def found() -> set[tuple[str, str]]:
    """Return each import inside of a function: the module that it stands in, and what it imports."""
    return {
        (name.removeprefix("tempodb").removeprefix("."), meant(imported.target, imported.name))
        for name, module in here().modules.items()
        for imported in module.imports
        if imported.inside
    }


TABLE = [
    (start, module, late) for start, rows in LATE.items() for module, all_ in rows.items() for late in all_
]


def test_the_table_has_each_import_inside_of_a_function_once() -> None:
    there = found()
    listed = [(module, late) for _, module, late in TABLE]

    assert sorted(there - set(listed) - INTERRUPTED) == [], (
        "move it to the top, or say here which start it spares"
    )
    assert sorted({*listed, *INTERRUPTED} - there) == [], "nothing imports it inside of a function any more"
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("start", STARTS)
def test_each_start_does_without_what_is_imported_late(start: str) -> None:
    there = modules(start)
    rows = [(module, late) for begun, module, late in TABLE if begun == start]

    assert [module for module, _ in rows if named(module) not in there] == [], (
        "this start does not even import it"
    )
    assert [row for row in rows if named(row[1]) in there] == [], (
        "this start imports it all the same: move it to the top"
    )
