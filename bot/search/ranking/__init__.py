"""Ranking: the passages of a language and a question → hits, best first, and how sure."""
