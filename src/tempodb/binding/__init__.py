"""Names → ids, dates → windows; and what to say where they mean nothing."""
