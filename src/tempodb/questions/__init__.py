"""Questions that mean something: with ids, windows and instants; and the rows that answer them."""
