"""The log of what was stated, the beliefs that follow from it, and who may touch them.

::

    journal/   the only writer, and who checks what it wrote
    writing/   a transaction of writes in the making
    loading/   what a load will write, and what is doubtful in it
    reading/   beliefs → facts, names and labels
    beliefs/   what follows from the log
    erasing/   what is blanked when a person is erased
    rules/     what may be stated, and what a state of beliefs may not contain
    log/       what was stated, transaction by transaction
    engines/   where a database lies: what is asked of an engine, and each of them
    schema/    the tables
"""
