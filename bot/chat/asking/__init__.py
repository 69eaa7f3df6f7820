"""What anybody does: ask, turn pages, vote, read what is kept of them."""
