"""Answers and problems as text: what a person reads, and what a program reads.

::

    formats    each format by its name: what makes a text of an answer
    data       an answer for programs
    terminal/  an answer for people
    problems   what is wrong, for people and for programs
"""
