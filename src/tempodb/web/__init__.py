"""Pages in a browser: what was so on a day, as it was known at an instant, with both in the address.

::

    listening       the server: where it listens, and who may ask it
    application     addresses → pages, files and downloads
    sites           the same pages as files, for hosting without a server
    making          what an address asks for, and what makes its page
    drawing         a page → HTML, by `templates/`
    json_pages      a page → JSON · pictures: its pictures · chosen_bars: what is asked about a bar
    downloads       an answer as a file
    names           what is offered while somebody types a name or a question
    admission       what is refused before a page is thought of, and what every answer says
    hosts           which hosts a request may be addressed to · patience: who is too slow
    page_marks      what a browser may keep, and how it asks whether that still holds
    turns           so many questions at once, each with a deadline; the rest is told to wait
    page_links      where the page of a thing is, with the clocks kept · site_links: among files
    recorded        the transactions that there are
    assets          the files that all pages need
    pages/          a module a kind of page: questions → what it says
    page_questions  the questions of a page, at its instants · all_time: what is the same at all of them
    clocks          the two instants of a page, as they are given and in words
"""
