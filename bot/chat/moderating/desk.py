"""The desk: what moderators work with, handed to their handlers once."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.asked.asked import Asked
from bot.asked.news import News
from bot.asked.waitlist import Waitlist
from bot.chat.moderating.drafts import Drafts
from bot.chat.moderating.placeholders import Placeholders
from bot.chat.moderating.reports import Changes
from bot.keeping.keeper import Keeper
from bot.keeping.watch import Watch
from bot.search.articles import Article
from bot.search.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    """The library and the keeper who changes it, drafts, and what is known of the articles' use."""

    library: Library
    watch: Watch
    keeper: Keeper
    drafts: Drafts
    placeholders: Placeholders
    asked: Asked
    news: News
    waitlist: Waitlist
    changes: Changes
    """What has become of the files since a moderator last asked."""
    moderators: frozenset[int]
    """Numeric ids of users."""
    is_allowed: Callable[[str], bool]
    """The rule on addresses from which pages are fetched."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that are answered from now."""
        return self.library.index.articles

    async def catch_up(self) -> None:
        """Answer from what the folder holds now."""
        for _ in range(2):  # the library trusts a new file when it is the same for the second time
            await self.watch.look()
