"""What was stated, transaction by transaction, chained by digests."""
