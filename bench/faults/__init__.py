"""Faults and attacks, each with the figure that shows how the bot stands them."""
