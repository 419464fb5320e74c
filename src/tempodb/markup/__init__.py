"""YAML, JSON and TOML as trees of texts, and CSV as rows of them, each text with its place.

::

    reading           a file → its tree, by one of the three readers
    plain_json        clean JSON → plain values, without places · plain_csv: clean CSV → columns
    json_columns      the same, its lists of plain mappings as columns · distinct_texts: many pieces, each text once
    contents          the bytes of a file · opened_files: files as they are opened · csv_table: the rows of a table of CSV
    yaml_reader       YAML · json_reader: JSON · toml_reader: TOML
    yaml_errors       what is wrong with YAML, in the words of its author
    safe_texts        which texts are taken as they stand
    merge_conflicts   the marks of a merge that stopped
    tree              keys and values as written, each with its place
    shown_texts       texts as they are shown, without anything that controls a terminal
"""
