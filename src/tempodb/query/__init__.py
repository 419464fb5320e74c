"""A question, from text or Python to rows; every stage hands a frozen value to the next.

::

    text ── parser.parse ──┐
                           ├─► ast ── binder.bind ──► bound ── planner.plan ──► plan ── executor.run ──► result
    Python ── builder ─────┘    │                      ▲                                   ▲
                                └─ printer.write       │ Catalog: names ↔ ids              │ Beliefs: scans
                                   (canonical text)    └────────────── store ──────────────┘

The binder alone looks names up, and is told what day and what instant it is. A plan is a small tree
of temporal operators, each with a plain meaning over facts.
"""
