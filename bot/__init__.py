"""A chat bot that answers questions about articles, in their own words."""
