"""The article that the conversations are about."""

from bot.search.articles import Article, Credit

LIGHTHOUSE = Article(
    id="lighthouse",
    credit=Credit(
        title="The lighthouse of Skerrin",
        authors=("Ida Moor", "Tom Fell"),
        publisher="Skerrin Courier",
        published="1932-06-01",
        url="https://courier.example/lighthouse",
    ),
    text="\n\n".join(
        (
            "The lighthouse of Skerrin was built in 1871 by the engineer Nora Strand. "
            "Its tower is 38 metres high, and its lamp is seen from 19 miles away.",
            "Until 1902 the lighthouse burned colza oil. A keeper carried 14 litres of it up the "
            "stairs every evening.",
            "The lighthouse has 212 steps, since the architect counted the landing twice. "
            "Nobody has asked for the odd one back.",
            "In the gale of 1911 the lighthouse lost its gallery rail, and two sheep that had "
            "sheltered below it were found in the next parish.",
            "Harald Voe, the last keeper of the lighthouse, retired in 1988 to breed bees on the "
            "south side of the island.",
            "Today the lighthouse is run by a computer in Drumness, and visited by 4,000 people "
            "a year.",
            "Tickets for the lighthouse cost three pounds; children pay half, and dogs have to "
            "wait outside at the gate.",
        )
    ),
    language="en",
)


STEPS = "How many steps has the lighthouse?"


def is_about_steps(reply: str) -> bool:
    """Whether a reply, as HTML, quotes what answers `STEPS`."""
    return "<blockquote>" in reply and "212" in reply.split("</blockquote>")[0]
