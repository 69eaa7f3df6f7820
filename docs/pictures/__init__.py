"""Pictures of what the bot really says, as SVG; `python -m docs.pictures` draws them anew."""

from pathlib import Path

from bot.reading.files import read_file
from bot.search.library import Library
from docs.pictures import chat, desk, terminal
from docs.pictures.themes import DARK, LIGHT

FOLDER = Path(__file__).parent
_SUBJECTS = {
    "chat": chat.asking,
    "waiting": chat.waiting,
    "preview": desk.loading,
    "offer": desk.offering,
    "reading": desk.reading,
    "keeping": desk.keeping,
    "curating": desk.curating,
    "terminal": terminal.drawn,
}
_KNOWLEDGE = FOLDER.parents[1] / "knowledge"


def pictures() -> dict[str, str]:
    """The content of every picture by its file's name, the same each time."""
    library = Library(_KNOWLEDGE, read_file)
    library.refresh()
    return {
        f"{subject}-{theme.name}.svg": drawn(library, theme)
        for subject, drawn in _SUBJECTS.items()
        for theme in (LIGHT, DARK)
    }
