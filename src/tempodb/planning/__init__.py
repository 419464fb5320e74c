"""Operators over time, each with its meaning, and which of them a question needs.

::

    planner      which operators a question needs
    plan         the operators, each with its meaning
    fact_tests   what is asked of each fact by itself
"""
