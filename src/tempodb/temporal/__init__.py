"""Time, pure: imprecise dates, periods, certainty, coalescing, seats, rectangles.

Nothing here knows a database or the text of a query. Days are counted as in `date.toordinal`
(0001-01-01 is day 1), every interval is half-open, and recorded time is microseconds UTC.

::

    bounds        a date as a set of candidate days, kept as written
    date_reader   text → Bound, by grammar/dates.lark
    periods       from and to; tightened to what can be meant; windows; certain and possible
    instants      recorded time, text → microseconds
    facts         one holding of one key, and what answers are made of
    handovers     one key: the one fact ends with what the other begins with
    holdings      one key and value: claims that meet, overlap or agree tell one holding
    merging       what several facts are that are one
    nesting       which of many extents another tells more vaguely
    lives         one party: claims that cannot mean one founding and one dissolution
    timelines     one key: overlaps, narrowing between neighbours, coalescing
    disagreement  claims of one holding that cannot mean one day
    seats         one office: who else is possible on a day when all seats are taken
    rectangles    valid × recorded: what a correction closes, opens and leaves
"""
