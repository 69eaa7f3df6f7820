"""All that the bot does, in one list."""

import re

import telegram
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.asking import answers, inline, paging, subjects, votes, waiting
from bot.chat.asking import commands as asking
from bot.chat.asking.services import OnAsker, Services
from bot.chat.link import addressing
from bot.chat.link.handling import Handler, On, message, own_membership, press, typing
from bot.chat.moderating import (
    catalogue,
    pastes,
    publication,
    statistics,
    synonyms,
    unanswered,
    undoing,
)
from bot.chat.moderating import commands as moderating
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.publication import AnswersPrompt
from bot.chat.moderating.rights import FromModerator, OnPress
from bot.chat.moderating.uploads import IS_LINK, IS_POST


def handlers(services: Services, desk: Desk) -> list[Handler]:
    """All that the bot does, in the order in which it is tried: the first that fits is the one.

    What moderators do comes first; what is not handled there goes on, so that a moderator's
    question is a question.
    """
    sent = filters.UpdateType.MESSAGE & FromModerator(desk.moderators)
    said = filters.UpdateType.MESSAGE & FromModerator(desk.moderators, own_words=True)
    said_or_edited = filters.UpdateType.MESSAGES & FromModerator(desk.moderators, own_words=True)
    sent_or_edited = filters.UpdateType.MESSAGES & FromModerator(desk.moderators)
    new = filters.UpdateType.MESSAGE & _FROM_PERSON
    edited = filters.UpdateType.EDITED_MESSAGE & _FROM_PERSON
    return [
        # Presses first: other handlers warn about buttons below messages too old to be seen.
        CallbackQueryHandler(OnPress(publication.DATA, publication.press, desk), publication.DATA),
        CallbackQueryHandler(
            OnPress(publication.CANCEL, publication.cancel, desk), publication.CANCEL
        ),
        CallbackQueryHandler(OnPress(pastes.ADD_PAGE, pastes.add_page, desk), pastes.ADD_PAGE),
        CallbackQueryHandler(OnPress(catalogue.DATA, catalogue.press, desk), catalogue.DATA),
        CallbackQueryHandler(OnPress(undoing.DATA, undoing.press, desk), undoing.DATA),
        CallbackQueryHandler(OnPress(synonyms.DATA, synonyms.press, desk), synonyms.DATA),
        CallbackQueryHandler(OnPress(unanswered.DATA, unanswered.press, desk), unanswered.DATA),
        CallbackQueryHandler(OnAsker(press, answers.answer_replied, services), pastes.ASK),
        CallbackQueryHandler(OnAsker(press, votes.vote, services), votes.DATA),
        CallbackQueryHandler(OnAsker(press, waiting.press, services), re.compile(waiting.DATA)),
        CallbackQueryHandler(OnAsker(press, subjects.press, services), subjects.DATA),
        CallbackQueryHandler(OnAsker(press, paging.turn, services)),
        InlineQueryHandler(OnAsker(typing, inline.offer, services)),
        ChatMemberHandler(OnAsker(own_membership, asking.greet_group, services)),
        # What moderators send
        MessageHandler(sent & filters.Document.ALL, On(message, moderating.load_document, desk)),
        MessageHandler(sent & IS_POST, On(message, moderating.load_post, desk)),
        MessageHandler(
            said & AnswersPrompt(desk.drafts, publication.SYNONYM),
            On(message, unanswered.take_synonym, desk),
        ),
        MessageHandler(said & AnswersPrompt(desk.drafts), On(message, publication.hear, desk)),
        MessageHandler(
            said & AnswersPrompt(desk.drafts, publication.TEXT),
            On(message, pastes.take_version, desk),
        ),
        MessageHandler(said & pastes.GoesOn(desk.drafts), On(message, pastes.go_on, desk)),
        MessageHandler(said & IS_LINK, On(message, moderating.load_link, desk)),
        # What moderators say
        CommandHandler("start", On(message, moderating.start, desk), said),
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
        MessageHandler(sent_or_edited & pastes.LOOKS_PASTED, On(message, pastes.offer, desk)),
        MessageHandler(said & pastes.LINKS_TO_PAGE, On(message, pastes.offer_page, desk)),
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
            moderating.COMMANDS, OnAsker(message, asking.refuse, services), new & _IN_MENU
        ),
        MessageHandler(new, OnAsker(message, answers.answer, services)),
        MessageHandler(edited, OnAsker(message, answers.answer_anew, services)),
    ]


class _FromPerson(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return addressing.is_from_person(message)


class _InMenu(filters.MessageFilter):
    """In a group, a command that does not name this bot must at least stand in its menu."""

    def filter(self, message: telegram.Message) -> bool:
        name = (message.text or "").split()[0].removeprefix("/").casefold()
        return addressing.is_private(message) or "@" in name or name in asking.IN_GROUPS


_FROM_PERSON = _FromPerson()
_IN_MENU = _InMenu()
