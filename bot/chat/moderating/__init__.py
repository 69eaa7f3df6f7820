"""What moderators do: load, look at, publish and remove articles, and see what is asked in vain."""
