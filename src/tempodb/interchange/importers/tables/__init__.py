"""Tables of your own, by a map, or with columns called as our keys.

::

    reader           files of tables → what they state
    header_maps      which column is which key, by their names · joined_tables: rows of other tables beside them
    map_reading      a map as it is written · settings_reading: what it says of its table · map_checks: what of it does not go together
    row_statements   what rows state by the entries of a map
    cell_values      cells as the texts, ids and dates of entries
    table_files      the table that a file holds · sheets: the rows of a sheet of a workbook
    csv_tables       the rows of CSV, whichever signs stand between its cells
    table_map        what a map says · templates: texts with columns in them
    date_forms       forms of dates
    suggesting       a first map of a table · measures_told: what was measured in it · map_text: how it is written
    column_guesses   what columns are by what is in them · column_roles: by their names · measuring: what is in them
"""
