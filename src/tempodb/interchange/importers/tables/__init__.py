"""Tables of your own, with columns called as our keys.

::

    reader           files of tables → what they state
    header_maps      which column is which key, by their names
    row_statements   what rows state by the entries of a map
    cell_values      cells as the texts, ids and dates of entries
    csv_tables       the rows of CSV, whichever signs stand between its cells
    table_map        what a map says · templates: texts with columns in them
    date_forms       forms of dates
"""
