"""Questions about everything, over columns: columns in, columns out, and no database.

::

    pairing     who was there together
    ends        the later and the earlier of each two ends
    comparing   what differs between two answers
    counting    how many there were in each of many windows
    kept_claims  which keys and values a filter keeps
    changing    when pieces began and ended
    sharing     in which offices a seat may take a day from somebody
    telling     what is said of pieces, and whom their parties represent
    windowing   which pieces hold in a window, and how surely
    timelines   rectangles → pieces, as narrowing and joining leave them: plain timelines as arrays
    timeline_facts  the same by the functions of `temporal`, for every timeline that is not plain
    belief_columns  all that was ever believed of one kind
    packing     several columns as one that is sorted
    arrays      the types of columns, and what holds between neighbours
    distinct    values that stand in columns by their places
"""
