"""What a person reads in a terminal.

::

    screens       an answer in the form that fits its rows
    table         rows under headings
    timelines     bars of a party · revisions: rectangles · figures: counts · explanations: reasons
    layouts       which columns, of each type of row
    bars          stretches of time under an axis of years
    footers       what stands below an answer · told_once: what its rows have alike
    cells         texts measured, cut, wrapped, aligned
"""
