"""The running bot: how it starts, receives, and stops."""

import asyncio
import contextlib
import gc
import logging
import os
import secrets
import signal
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot import logs, phrases
from bot.chat.asking.telling import keep_telling
from bot.chat.link import sending
from bot.chat.link.handling import Context, translation_for
from bot.chat.link.inbox import Inbox
from bot.chat.link.polling import ALLOWED_UPDATES, poll
from bot.chat.link.request import WrongProxy
from bot.chat.link.turns import Turns
from bot.chat.link.webhook import listening
from bot.chat.menus import keep_registered
from bot.chat.moderating.placeholders import keep_settling
from bot.chat.moderating.reports import keep_reporting
from bot.chat.upkeep import keep_alive, keep_doing
from bot.chat.wiring import Running, wired
from bot.keeping.cache import Cache
from bot.keeping.watch import Watch
from bot.reading.confinement import stop_reading
from bot.search.library import Library
from bot.settings import Settings, WrongSetting

GRACE = 8.0
"""Seconds from being told to stop to the end, whatever is going on; Docker kills after 10."""
_THREADS = 64
"""Enough to answer questions while many files are read; a thread that waits costs little."""
_FINISHING = 7.0
"""Of `GRACE`, seconds for finishing what is being answered."""

_TOKEN_CHECKED_EVERY = 60.0  # seconds, with a webhook

_log = logging.getLogger(__name__)


def run(settings: Settings, library: Library) -> int:
    """Run until told to stop by SIGTERM or SIGINT; the exit status, 1 if the bot can't go on.

    Raises `WrongSetting` for a setting that Telegram refuses, and for a proxy that can't be one.
    """
    settings = replace(settings, webhook_secret=settings.webhook_secret or secrets.token_urlsafe())
    logs.set_up(settings.log_level, [settings.token, settings.webhook_secret])
    try:
        with contextlib.ExitStack() as after_the_threads:
            asyncio.run(_serve(settings, library, after_the_threads))
    except asyncio.CancelledError:
        return 0
    except WrongProxy as reason:
        raise WrongSetting(str(reason)) from reason
    except InvalidToken as refusal:
        raise WrongSetting("TELEGRAM_BOT_TOKEN is wrong or was revoked.") from refusal
    except (TelegramError, OSError) as error:
        _log.critical("The bot can't go on: %s", error)
    return 1


async def on_error(library: Library, update: object, context: Context) -> None:
    """The end of every error that no handler expects: the log, and a word to whoever asked."""
    error = context.error
    if isinstance(error, TelegramError):  # no fault of ours, and no way to tell the asker
        _log.error("Telegram did not take a message: %s", sending.reason(error))
        return
    _log.error("An update could not be handled", exc_info=error and logs.without_words(error))
    if isinstance(update, Update):
        say = translation_for(update.effective_user, library)
        await sending.tell(update, say(phrases.SORRY))


async def _serve(
    settings: Settings, library: Library, after_the_threads: contextlib.ExitStack
) -> None:
    """Answer until cancelled; the database is closed when no thread can be using it any more."""
    _let_signals_stop()
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    with contextlib.ExitStack() as at_the_end:
        at_the_end.callback(stop_reading)  # or the end would wait for whatever is being read
        watch = Watch(library, Cache(settings.data_dir, library.folder))
        await watch.look()
        # The garbage collector stops every thread. What is there by now stays: it is left out.
        gc.freeze()
        bot = wired(settings, watch)
        after_the_threads.enter_context(contextlib.closing(bot.database))
        await asyncio.to_thread(bot.desk.keeper.recover)
        application = bot.application
        application.add_error_handler(partial(on_error, library))
        background = [_in_background(watch.keep), _in_background(lambda: keep_doing(bot.chores))]
        try:
            await _connect(application)
            await application.start()
            await bot.inbox.resume(application.bot)
            report = (application.bot, library, bot.database, settings.moderators)
            background.append(_in_background(lambda: keep_reporting(*report)))
            menus = (application.bot, library, settings.moderators, bot.database)
            background.append(_in_background(lambda: keep_registered(*menus)))
            telling = (application.bot, bot.services, bot.desk.news)
            background.append(_in_background(lambda: keep_telling(*telling)))
            placeholders = (application.bot, bot.desk.placeholders)
            background.append(_in_background(lambda: keep_settling(*placeholders)))
            articles = len(library.index.articles)
            _log.info("Answering as @%s from %d article(s)", application.bot.username, articles)
            await _receive(application, settings, bot.inbox)
        finally:
            for task in background:
                task.cancel()
            await _finish(application, bot.turns)
            for chore in bot.last_chores:
                chore()


def _in_background(work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
    return asyncio.create_task(keep_alive(work))


def _let_signals_stop() -> None:
    """Make SIGTERM and SIGINT cancel the current task, and the process end within its grace."""
    task = asyncio.current_task()
    assert task is not None

    def stop() -> None:
        task.cancel()
        end = threading.Timer(GRACE, _end)
        end.daemon = True  # it does not outlive the others
        end.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows, where Ctrl-C cancels as it is
            asyncio.get_running_loop().add_signal_handler(number, stop)


def _end() -> None:
    """End without the threads that can't be cancelled: one may wait for a name server's answer.

    What is on the disk is whole at every moment, and what was not answered is in the inbox.
    """
    logging.shutdown()
    os._exit(0)


async def _connect(application: Running) -> None:
    """Learn who we are from Telegram, as soon as it can be reached; raises `InvalidToken`."""
    while True:
        # The delivery says in the log why it waits.
        with contextlib.suppress(NetworkError):
            return await application.initialize()


async def _receive(application: Running, settings: Settings, inbox: Inbox) -> None:
    """Take updates until cancelled; raises `InvalidToken`."""
    if not settings.webhook_url:
        await application.bot.delete_webhook()  # with one set, Telegram refuses to be polled
        await poll(application.bot, inbox)
    path = urlsplit(settings.webhook_url).path
    secret, address = settings.webhook_secret, settings.webhook_listen
    async with listening(address, path, secret, application.bot, inbox):
        try:
            await application.bot.set_webhook(
                settings.webhook_url, allowed_updates=ALLOWED_UPDATES, secret_token=secret
            )
        except BadRequest as refusal:
            raise WrongSetting(f"Telegram refuses WEBHOOK_URL: {refusal}") from refusal
        while True:  # Telegram does not tell a webhook that the token was revoked
            await asyncio.sleep(_TOKEN_CHECKED_EVERY)
            with contextlib.suppress(NetworkError):
                await application.bot.get_me()


async def _finish(application: Running, turns: Turns) -> None:
    """Take no more updates, answer what was taken, and close the connections."""
    if application.running:
        try:
            await asyncio.wait_for(application.stop(), _FINISHING)
        except TimeoutError:
            left = await turns.abandon()
            _log.warning("%d message(s) are left for the next start to answer", left)
    await application.shutdown()
    await application.bot.shutdown()  # which the application leaves out if it never got ready
