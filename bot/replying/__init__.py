"""Replying: what an answer reads like, whoever shows it: a text, and marks on it."""
