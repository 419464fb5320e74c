"""The language of questions, and dataset files, in any editor: a server of the Language Server Protocol.

What it tells comes from `language_service`, as at the prompt; here it is put into the words of the protocol.

::

    serving              the server: which message is answered by what, when checks are made
    replies              what is found → what the protocol calls it
    handling             what an editor asks of an open file, answered by what kind of file it is
    script_files         what is asked of a file of statements · dataset_texts: of a dataset in YAML
    hovers               what is known of a name, as a text
    known_world          what is known at present, looked up anew when it has changed
    worlds               the names that are known: of a database, or of the datasets beside the file
    workspace_files      the datasets beside what is open
    findings             what is found in a text, each with its place
    open_texts           the texts that are open, as they are changed
    positions            places of a text ↔ lines and characters as the editor counts them
    protocol             the protocol as the library speaks it, and what it leaves unanswered
    frames               messages from a stream, however broken
    worker               work done one after the other, beside the messages
"""
