"""The terminal: the conversation there, and what the commands of `article-bot` print."""
