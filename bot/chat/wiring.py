"""The wiring: all parts of the bot, put together in one place, for people and for tests."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import BaseRequest

from bot.asked.asked import Asked
from bot.asked.news import News
from bot.asked.waitlist import Waitlist
from bot.chat.asking import inline
from bot.chat.asking.flood import Flood
from bot.chat.asking.memory import Memory
from bot.chat.asking.services import Services
from bot.chat.handlers import handlers
from bot.chat.link.clock import Clock
from bot.chat.link.delivery import Delivery
from bot.chat.link.handling import Context
from bot.chat.link.inbox import Inbox
from bot.chat.link.request import Request
from bot.chat.link.turns import Turns
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import Drafts
from bot.chat.moderating.placeholders import Placeholders
from bot.chat.moderating.reports import Changes
from bot.database import Database
from bot.keeping.keeper import Keeper
from bot.keeping.watch import Watch
from bot.pseudonyms import Pseudonyms
from bot.reading.web.fetching import address_rule
from bot.settings import Settings
from bot.translation import translations

Running = Application[ExtBot[int], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]


@dataclass(frozen=True, slots=True)
class Wired:
    """The parts that are started and stopped; the application has all handlers."""

    application: Running
    database: Database
    inbox: Inbox
    turns: Turns
    services: Services
    desk: Desk

    @property
    def chores(self) -> tuple[Callable[[], None], ...]:
        """What is to be done now and then: forget what is too old, tidy up, and tell the log.

        All blocking.
        """
        asking, desk = self.services, self.desk
        stores = (asking.asked, asking.memory, asking.waitlist, self.inbox)
        purges = [store.purge for store in (*stores, desk.drafts, desk.placeholders)]
        return (*purges, self.database.checkpoint, *self.last_chores)

    @property
    def last_chores(self) -> tuple[Callable[[], None], ...]:
        """What is to be done once more in the end, so that the log is complete."""
        gates = (self.services.flood, self.services.commands, self.services.typing)
        return tuple(gate.log_refused for gate in gates)


def wired(
    settings: Settings,
    watch: Watch,
    *,
    connect: Callable[[Callable[[float], None]], BaseRequest] = Request,
    clock: Callable[[], float] = time.time,
    stopwatch: Callable[[], float] = time.monotonic,
) -> Wired:
    """Put the bot together over the library that is watched; nothing runs yet.

    `connect` makes what speaks to Telegram, and hands on the time that Telegram tells. `clock`
    gives seconds since 1970, `stopwatch` seconds that never go back.
    """
    translations()  # here, where nobody waits for reading them
    library = watch.library
    database = Database.open(settings.data_dir)
    pseudonyms = Pseudonyms.open(settings.data_dir)
    asked = Asked(database, pseudonyms, settings.keep_questions_days, clock)
    waitlist = Waitlist(database, pseudonyms, clock)
    services = Services(
        library=library,
        asked=asked,
        memory=Memory(database, pseudonyms, clock),
        waitlist=waitlist,
        flood=Flood(settings.questions_per_minute, stopwatch),
        commands=Flood(max(20, settings.questions_per_minute), stopwatch),
        typing=Flood(settings.questions_per_minute * inline.QUERIES, stopwatch),
        moderators=settings.moderators,
    )
    desk = Desk(
        library=library,
        watch=watch,
        keeper=Keeper(library.folder, settings.data_dir),
        drafts=Drafts(database, clock),
        placeholders=Placeholders(database, clock),
        asked=asked,
        news=News(library, waitlist),
        waitlist=waitlist,
        changes=Changes(library),
        moderators=settings.moderators,
        is_allowed=address_rule(private=settings.fetch_private),
    )
    telegrams = Clock(clock, stopwatch)
    inbox = Inbox(database, telegrams)
    turns = Turns(inbox, library)
    application = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(f"{settings.base_url}/bot")
        .base_file_url(f"{settings.base_url}/file/bot")
        .request(connect(telegrams.hear))
        .get_updates_request(connect(telegrams.hear))
        .rate_limiter(Delivery())
        .updater(None)
        .update_queue(inbox)
        .concurrent_updates(turns)
        .job_queue(None)
        .build()
    )
    application.add_handlers(handlers(services, desk))
    return Wired(application, database, inbox, turns, services, desk)
