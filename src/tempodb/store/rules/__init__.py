"""What may be stated at all, and what may not be believed at once.

::

    values        what a write may say
    consistency   what the believed state may not contain
    identities    what may not be meant where an id is another one
    clean_claims  whether claims in columns hold nothing of that
    crowding      more holders than seats
"""
