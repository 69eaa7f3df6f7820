"""Telegram: the only package that imports the telegram library."""

import os

# The library's own switch to times as timedelta, without which it warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
