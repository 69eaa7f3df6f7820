"""The core: read articles are split, ranked and answered from.

Knows no Telegram, no network, no terminal.
"""
