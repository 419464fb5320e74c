"""Plans over beliefs, as far as a query may go.

::

    beliefs            the port to the store
    shelves            what the store has of one kind under one entity
    view               what a query sees, and the port to whoever runs its plans
    choice             which executor runs which plan
    column_executor    runs plans about everything, over columns/
    columns/           all that was ever believed of a kind as arrays, and what is done with them
    straight_executor  runs plans that a shelf answers, and hands on all others
    straight           which plans those are
    pages              facts that are asked for again, judged by integers
    row_executor       runs plans over facts, one by one
    evidence           which facts are told as is asked for
    births             when persons were born, and how long they had lived
    homes              which offices moved, and where they belonged when
    seating            which tenures take a seat of their office
    ranking            which facts come first, last, or lasted longest, or are of the youngest
    succession         whose term came before or after somebody's
    judging            what the tests of a plan say of a fact
    allowance          how much time and room a query may take
"""
