"""What people asked: kept without who asked it, so that moderators see what the library lacks."""
