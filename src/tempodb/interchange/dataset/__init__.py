"""Dataset files, in and out.

::

    reader      a file → claims
    refusals    what the models refuse, in the words of an author
    models      what a file may say, from which the JSON Schema is made
    kind_keys   the keys that follow from the schema of a kind
    fields      what one value may be · naming: where one names an id
    doubts      what may not be meant in how a file is written
    writer      claims → the text of a file
"""
