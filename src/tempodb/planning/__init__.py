"""Operators over time, each with its meaning, and which of them a question needs.

::

    planner      which operators a question needs
    fact_plans   which of them find its facts, before anything is asked of these
    plan         the operators, each with its meaning
    filed_under  what facts are looked up by
    asked_ages   on which days ages are asked for
    fact_tests   what is asked of each fact by itself
"""
