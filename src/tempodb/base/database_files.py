"""How files are known that are databases, or lie beside one, and are not to be written over."""

DATABASE = b"SQLite format 3\0"
"""How a database begins, https://www.sqlite.org/fileformat.html#magic_header_string."""
BESIDE = ("-journal", "-wal", "-shm")
"""How the names of the files end that SQLite keeps beside a database, https://www.sqlite.org/tempfiles.html."""
