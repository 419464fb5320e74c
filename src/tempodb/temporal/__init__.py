"""Time, pure: imprecise dates, periods, certainty, coalescing, seats, rectangles.

Nothing here knows a database or the text of a query. Days are counted as in `date.toordinal`
(0001-01-01 is day 1), every interval is half-open, and recorded time is microseconds UTC.

::

    bounds           a date as a set of candidate days, kept as written
    date_reader      text → Bound, by grammar/dates.lark · given: what Python gives → such a text
    date_advice      what to write instead of what is no date · placeholders: of days that stand for none
    periods          from and to; tightened to what can be meant; windows; certain and possible
    instants         recorded time, in microseconds · instant_reader: text → instant
    epochs           what holds as long as the same is believed
    span_dates        the ends of a period as dates for other programs, and the days between them
    granules         days, months … decades: buckets of time
    contests         who comes first of several that are not known exactly
    ages             how old somebody was on a day
    durations        how long something held · day_relations: when it happened, beside a window
    facts            one holding of one key, and what answers are made of
    merging          what several facts are that are one · wholes: which of those a piece is part of
    clashes          facts that cannot be disjoint
    handovers        one key: the one fact ends with what the other begins with · chains: one after the other
    measured         averages, medians and sums of what is not known exactly
    proportions      what part some are of others, at least and at most
    neighbours       which of several days comes next after another
    nesting          which of many extents another tells more vaguely · vagueness: which of many claims
    holdings         one key and value: claims that meet, overlap or agree tell one holding
    disagreement     claims of one holding that cannot mean one day
    lives            one party: claims that cannot mean one founding and one dissolution
    timelines        one key: contradictions, narrowing between neighbours, coalescing
    exact_timelines  one key of which every end is a day: the same, as intervals of days
    together         two parties in one place at once
    returns          one party and place: what comes after another, as it left and came back
    steps            many facts: stretches over which the same ones hold · window_counts: how many in each
    seats            one office: who else is possible on a day when all seats are taken · seat_plans: how many there are
    rectangles       valid × recorded: what a correction closes, opens and leaves
    revisions        valid × recorded: all that was ever believed of some keys
"""
