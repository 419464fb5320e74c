"""Datasets as folders: `dataset.yaml`, and a table of CSV or Parquet for each section that is in none of its own.

::

    folder_reader   a folder → claims with their places · folder_columns: clean tables → claims as columns
    set_aside       entries that take more than columns, as a small tree · raw_tables: clean tables → their columns
    wrong_rows      the rows of large tables that are wrong in themselves
    folder_part     what a large folder says of a few claims, with their places
    folder_writer   claims → a folder · table_draft: a table in the making
    folder_tree     a folder → the tree that a file of the same would be read as
    table_rows      a table → its rows, whatever it is written in · parquet_table: tables of Parquet
    folder_files    which files of a folder are read
    folder_paths    which folder a path means
    folder_tables   which tables there are, and what the columns of each are
    table_cells     how a list stands in one cell, and what no spreadsheet calculates
"""
