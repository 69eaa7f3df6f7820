"""Markdown → articles, and articles → Markdown."""
