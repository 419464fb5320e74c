"""What every room stands on: errors, the clock, texts that are safe to show, files; nothing of time or of the language.

::

    errors           what can go wrong: a place, what is wrong there, one thing to try
    extras           what is done without until somebody asks for it
    excerpts         that place, in a text that is read part by part
    text_files       texts of files and streams
    partial_files    files in the making · opening: files opened without waiting for anybody
    bundled          where the grammar and the fixtures lie · user_folders: where what one user has lies
    spelling         how ids, names and addresses may be spelt · shown_urls: addresses without what opens them
    sizes            how much something is, for people
    spreadsheets     what a spreadsheet would calculate
    folding          names compared · lookalikes: letters that look alike · nearest: the nearest right word
    near_files       the nearest file, where there is none of a name
    printable        what a terminal may be shown · terminal_width: how wide it is
    progress         long work that lets itself be watched
    clock            the time and the randomness of the machine
    version          that of this program
    collecting       garbage, which is not looked for while much is made
    kept_memory      what was given up, for what is asked for next
    known_texts      texts that come again, each looked up once · distinct_numbers: numbers, each once
    node             frozen values that cost a start next to nothing
    once             what is made once, however many threads ask for it
    made_ahead       what several threads make, ahead of whoever takes it
"""
