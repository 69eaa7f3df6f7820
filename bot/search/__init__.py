"""The core: articles → passages → ranked hits → an answer. Knows no Telegram, network or terminal."""
