"""Keeping the articles: examined, published, replaced, removed, and taken back."""
