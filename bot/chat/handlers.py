"""All that the bot does, in one list."""

import re
from functools import partial

import telegram
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import wording
from bot.chat.asking import answers, inline, openings, paging, removing, subjects, votes, waiting
from bot.chat.asking import commands as asking
from bot.chat.asking.services import OnAsker, Services
from bot.chat.link import addressing
from bot.chat.link.handling import Handler, On, Where, message, own_membership, press, typing
from bot.chat.moderating import (
    catalogue,
    pastes,
    publication,
    statistics,
    synonyms,
    unanswered,
    undoing,
    uploads,
)
from bot.chat.moderating import commands as moderating
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.rights import OnPress, has_written, is_moderator


def handlers(services: Services, desk: Desk) -> list[Handler]:
    """All that the bot does, in the order in which it is tried: the first that fits is the one.

    What moderators do comes first; what is not handled there goes on, so that a moderator's
    question is a question.
    """
    by_moderator = Where(partial(is_moderator, moderators=desk.moderators))
    own_words = Where(partial(has_written, moderators=desk.moderators))
    sent, said = filters.UpdateType.MESSAGE & by_moderator, filters.UpdateType.MESSAGE & own_words
    sent_or_edited = filters.UpdateType.MESSAGES & by_moderator
    said_or_edited = filters.UpdateType.MESSAGES & own_words
    is_awaited = Where(partial(moderating.is_awaited, drafts=desk.drafts))
    continues = Where(partial(pastes.continues, drafts=desk.drafts))
    new = filters.UpdateType.MESSAGE & _FROM_PERSON
    edited = filters.UpdateType.EDITED_MESSAGE & _FROM_PERSON
    return [
        # Presses first: other handlers warn about buttons below messages too old to be seen.
        CallbackQueryHandler(OnPress(publication.DATA, publication.press, desk), publication.DATA),
        CallbackQueryHandler(OnPress(uploads.CANCEL, uploads.cancel, desk), uploads.CANCEL),
        CallbackQueryHandler(OnPress(pastes.ADD_PAGE, pastes.add_page, desk), pastes.ADD_PAGE),
        CallbackQueryHandler(OnPress(catalogue.DATA, catalogue.press, desk), catalogue.DATA),
        CallbackQueryHandler(OnPress(undoing.DATA, undoing.press, desk), undoing.DATA),
        CallbackQueryHandler(OnPress(synonyms.DATA, synonyms.press, desk), synonyms.DATA),
        CallbackQueryHandler(OnPress(unanswered.DATA, unanswered.press, desk), unanswered.DATA),
        CallbackQueryHandler(OnAsker(press, answers.answer_replied, services), pastes.ASK),
        CallbackQueryHandler(OnAsker(press, votes.vote, services), votes.DATA),
        CallbackQueryHandler(OnAsker(press, waiting.press, services), re.compile(waiting.DATA)),
        CallbackQueryHandler(OnAsker(press, subjects.press, services), subjects.DATA),
        CallbackQueryHandler(OnAsker(press, openings.press, services), openings.DATA),
        CallbackQueryHandler(OnAsker(press, removing.press, services), re.compile(removing.DATA)),
        CallbackQueryHandler(OnAsker(press, paging.turn, services)),
        InlineQueryHandler(OnAsker(typing, inline.offer, services)),
        ChatMemberHandler(OnAsker(own_membership, asking.greet_group, services)),
        # What moderators send
        MessageHandler(sent & filters.Document.ALL, On(message, uploads.load_document, desk)),
        MessageHandler(sent & Where(uploads.is_post), On(message, uploads.load_post, desk)),
        MessageHandler(said & is_awaited, On(message, moderating.hear, desk)),
        MessageHandler(said & continues, On(message, pastes.go_on, desk)),
        MessageHandler(said & Where(uploads.link_in), On(message, uploads.load_link, desk)),
        # What moderators say
        CommandHandler("start", On(message, moderating.start, desk), said, has_args=False),
        CommandHandler("help", On(message, moderating.show_help, desk), said),
        CommandHandler("add", On(message, moderating.add, desk), said_or_edited),
        CommandHandler("articles", On(message, catalogue.show_list, desk), said),
        CommandHandler("article", On(message, catalogue.show_article, desk), said),
        CommandHandler("remove", On(message, catalogue.ask_removal, desk), said),
        CommandHandler("undo", On(message, undoing.ask, desk), said),
        CommandHandler("reload", On(message, moderating.reload, desk), said),
        CommandHandler("unanswered", On(message, unanswered.show, desk), said),
        CommandHandler("synonym", On(message, synonyms.show_or_add, desk), said),
        CommandHandler("stats", On(message, statistics.show, desk), said),
        MessageHandler(
            sent_or_edited & Where(pastes.looks_pasted), On(message, pastes.offer, desk)
        ),
        MessageHandler(said & Where(pastes.links_to_page), On(message, pastes.offer_page, desk)),
        # What anybody says
        CommandHandler("start", OnAsker(message, asking.start, services), new & _IN_MENU),
        CommandHandler("help", OnAsker(message, asking.show_help, services), new & _IN_MENU),
        CommandHandler("privacy", OnAsker(message, asking.tell_privacy, services), new & _IN_MENU),
        CommandHandler("id", OnAsker(message, asking.tell_id, services), new & _IN_MENU),
        CommandHandler("forget", OnAsker(message, asking.forget, services), new & _IN_MENU),
        CommandHandler(
            "articles", OnAsker(message, asking.list_articles, services), new & _IN_MENU
        ),
        CommandHandler(
            wording.MODERATOR_COMMANDS, OnAsker(message, asking.refuse, services), new & _IN_MENU
        ),
        MessageHandler(new, OnAsker(message, answers.answer, services)),
        MessageHandler(edited, OnAsker(message, answers.answer_anew, services)),
    ]


def _is_in_menu(message: telegram.Message) -> bool:
    """In a group, a command that does not name this bot must at least stand in its menu."""
    name = (message.text or "").split()[0].removeprefix("/").casefold()
    return addressing.is_private(message) or "@" in name or name in asking.IN_GROUPS


_FROM_PERSON = Where(addressing.is_from_person)
_IN_MENU = Where(_is_in_menu)
