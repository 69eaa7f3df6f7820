"""How messages travel between Telegram and what the bot does with them."""
