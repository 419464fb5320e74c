"""Answers and problems as text: what a person reads, and what a program reads.

::

    writing    answers in the formats that are chosen
    formats    an entry a format: how an answer is written in it, and all else that is to be known of it
    data       an answer for programs
    html       an answer for a notebook or a page · xlsx: for a spreadsheet
    terminal/  an answer for people · sentences/: in English
    plots/     an answer as a picture, laid out and drawn
    problems   what is wrong, for people and for programs
"""
