"""Articles small enough to see by eye which passage answers what."""

from bot.search.articles import Article, Credit, Section
from bot.search.index import Index

BRIDGE = Article(
    id="bridge",
    credit=Credit(
        title="The footbridge of Aldmere",
        authors=("Una Brock", "Piet Sand"),
        publisher="Aldmere Weekly",
        published="1974-05-02",
        url="https://weekly.example/bridge",
    ),
    text="\n\n".join(
        (
            "The footbridge across the Alder was finished in 1923. The mason Greta Holm had paid "
            "24,000 crowns for its stones.",
            "Ferries gave up within a month. Eleven ferrymen became toll keepers, and one opened "
            "a school for accordion players.",
            "A flood carried two arches away in 1958. Soldiers rebuilt them in oak, which took "
            "forty days and every tree of the parish.",
        )
    ),
    language="en",
    sections=(Section(0, "Stone"), Section(232, "Oak")),
)

BAKERY = Article(
    id="bakery",
    credit=Credit(
        title="A bakery without an oven",
        authors=("Odd Lien",),
        publisher="Northern Table",
        published="2011",
    ),
    text="\n\n".join(
        (
            "Runa Eide sells bread that was never in an oven. Hot springs below her bakery steam "
            "the rye for a night and a day.",
            "Geologists measured 96 degrees at the mouth of the spring. They were paid in loaves, "
            "and came back with a larger thermometer.",
        )
    ),
    language="en",
)

HERONS = Article(
    id="herons",
    credit=Credit(title="Herons in the harbour"),
    text="Grey herons have nested on the old customs crane since the harbour froze. Their chicks "
    "learn to fish between the moored trawlers.",
    language="en",
)

ARTICLES = (BRIDGE, BAKERY, HERONS)


def one_article(*paragraphs: str, title: str = "Notes", language: str = "en") -> Index:
    """The index of a single article, with the id `a`."""
    text = "\n\n".join(paragraphs)
    return Index.of([Article(id="a", credit=Credit(title=title), text=text, language=language)])
