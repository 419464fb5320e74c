"""Plans over beliefs, as far as a query may go.

::

    beliefs        the port to the store
    view           what a query sees, and the port to whoever runs its plans
    row_executor   runs them over facts, one by one
    evidence       which facts are told as is asked for
    seating        which tenures take a seat of their office
    allowance      how much time and room a query may take
"""
