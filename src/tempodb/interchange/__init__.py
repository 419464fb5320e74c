"""Datasets in and out.

::

    formats     which importer reads a file, and which exporter writes a dataset: an entry a format
    foreign_formats  which formats of others can be imported: an entry a format
    port        what an importer and an exporter are, and what they report
    dataset/    dataset files, the format that states all that there is to state
    folders/    datasets as folders of tables
    repositories/  versions of a file in a repository of git
    importers/  sources in the formats of others → entries of dataset files, with a report
    exporters/  datasets → the formats of others, with a report

A new format is a module (or folder) beside `dataset/`, in `importers/` or `exporters/`, and an entry in `formats`
or `foreign_formats`.
"""
