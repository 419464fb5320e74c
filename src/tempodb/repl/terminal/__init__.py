"""The REPL in front of a terminal, by prompt-toolkit: lines are read here, and nothing is carried out.

::

    lines              one line after the other, with all that helps to write it
    keys               what each key does
    toolbar            the line at the bottom: what is wrong, or what can be done
    live_highlighting  colours while typing · masking: no typed character that moves or hides others
    offering           completions · knowledge: the names and instants that are offered
    line_history       what was typed before, across runs
    styles             roles → colours
    mending            what is wrong among statements and commands, and what would be right
    plain              terminals that know no control sequences
    prompter           questions asked back, and the editor
"""
