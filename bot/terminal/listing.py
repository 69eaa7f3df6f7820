"""What there is to answer from: the articles, and the files they come from, line by line."""

from collections.abc import Iterator, Sequence

from bot import phrases, wording
from bot.search.articles import Article
from bot.search.library import Library
from bot.search.text.synonyms import FILE as SYNONYMS
from bot.terminal.answer_json import article_fields, on_one_line
from bot.terminal.streams import safe


def list_articles(articles: Sequence[Article], *, as_json: bool) -> Iterator[str]:
    """Each article by its id and credit; as JSON, all on one line."""
    if as_json:
        yield on_one_line([article_fields(article) for article in articles])
        return
    for article in articles:
        yield safe(wording.LISTED.format(id=article.id, credit=article.credit))
    if not articles:
        yield phrases.EMPTY_LIBRARY


def list_files(library: Library, *, as_json: bool) -> Iterator[str]:
    """Each file of the library's folder and its fate; as JSON, all on one line."""
    fates = list(_fates(library))
    if as_json:
        keys = ("file", "fate", "reason")
        yield on_one_line([dict(zip(keys, fate, strict=True)) for fate in fates])
        return
    for name, fate, reason in fates:
        line = wording.FATE_WITH_REASON if reason else wording.FATE
        if name == SYNONYMS and library.synonyms.mistakes:
            line = wording.FATE_OF_SYNONYMS
        yield safe(line.format(fate=fate, name=name, reason=reason).replace("\n", " "))
    if not fates:
        yield wording.FOLDER_EMPTY


def _fates(library: Library) -> Iterator[tuple[str, str, str]]:
    """Each file's name, fate and reason, in the order of names."""
    for name in sorted(path.name for path in library.folder.iterdir()):
        if name in library.rejected:
            yield name, wording.REJECTED, library.rejected[name]
        elif name in library.ignored:
            yield name, wording.IGNORED, library.ignored[name]
        else:
            yield name, wording.ACCEPTED, ""
