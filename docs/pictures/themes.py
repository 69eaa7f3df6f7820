"""The colours of the pictures, as Telegram's own two themes have them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as CSS writes them."""

    name: str
    text: str
    faint: str
    """Times, and what stands below the bot's name."""
    link: str
    """Links, commands, and the bar beside a quote."""
    sent: str
    """The bubble of what was asked."""
    sent_faint: str
    received: str
    """The bubble of what the bot said."""
    header: str
    button: str
    edge: str
    """The line around a picture."""
    wallpaper: tuple[str, str, str]
    """From the top left to the bottom right."""
    terminal: tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]
    """Of the terminal: its ground, its text, and its yellow, as red, green and blue."""


LIGHT = Theme(
    name="light",
    text="#0f1419",
    faint="#8393a0",
    link="#2481cc",
    sent="#e7fdd0",
    sent_faint="#4fa548",
    received="#ffffff",
    header="#ffffff",
    button="#4a7a5399",
    edge="#d0d7de",
    wallpaper=("#d5dfae", "#a3cba0", "#85b795"),
    terminal=((255, 255, 255), (36, 41, 47), (154, 103, 0)),
)
DARK = Theme(
    name="dark",
    text="#f2f5f8",
    faint="#7f91a3",
    link="#6ab3f3",
    sent="#2b5278",
    sent_faint="#8fbbe4",
    received="#182533",
    header="#17212b",
    button="#26374a",
    edge="#30363d",
    wallpaper=("#0f1822", "#0d151e", "#0b121a"),
    terminal=((22, 27, 34), (230, 237, 243), (227, 179, 65)),
)
