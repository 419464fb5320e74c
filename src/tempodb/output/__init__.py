"""Answers and problems as text: what a person reads, and what a program reads.

::

    answers       an answer in the format that is asked for
    screens       an answer for people, in the form that fits its rows
    timelines · revisions · figures · explanations
    table         rows under headings
    layouts       which columns, of each type of row
    bars          stretches of time under an axis of years
    footers       what stands below an answer
    cells         texts measured, cut, wrapped, aligned
    problems      what is wrong, for people and for programs
    records       an answer for programs
"""
