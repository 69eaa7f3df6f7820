"""Every sentence the bot says of its own, in one place, so that it can be said in another language.

Plain constants and `str.format` templates; each is a whole sentence or label. What the bot says
about the world is not here: that is always a quotation.
"""

# --- answers ---------------------------------------------------------------------------------

UNSURE = "Not sure the articles answer this. The closest passage:"
UNANSWERED = "The articles don't say."
TRY_OTHER_WORDS = "Try other words, or see what I have read: /articles"
EMPTY_LIBRARY = "I have no articles to answer from yet."
READ_AS = "Read as: {readings}"
READING = "{typed} → {read}"
FURTHER = "Further passages · page {page} of {pages}"

PLACE = "passage {passage} of {passages}"
PLACE_IN_SECTION = "“{section}” · passage {passage} of {passages}"
SAME_ARTICLE = "Same article"

FACTS = {
    "title": "The title is “{value}”.",
    "authors": "Written by {value}.",
    "publisher": "Published by {value}.",
    "published": "Published: {value}.",
    "url": "To be read at {value}",
}
MISSING_FACTS = {
    "title": "The article has no title.",
    "authors": "The article does not name its authors.",
    "publisher": "The article does not name its publisher.",
    "published": "The article does not say when it was published.",
    "url": "The article does not say where it can be read.",
}
FACT_OF = "{title} — {fact}"

# --- Telegram: conversation ------------------------------------------------------------------

START = (
    "Hello! Ask me anything about the articles I have read, in your own words.\n\n"
    "I answer only by quoting them, word for word, and say where each quote is from. "
    "If they don't say, I tell you so.\n\n"
    "/articles shows what I have read."
)
HELP_PRIVATE = (
    "Just write your question. One word will do; a whole sentence is better.\n\n"
    "More and Back turn the pages of further passages. "
    "Edit your question, and I edit my answer.\n\n"
    "/articles – what I have read\n"
    "/privacy – what I keep of your questions"
)
HELP_GROUP = (
    "Ask me with /ask and your question, or by replying to one of my messages. "
    "Reply to anybody's message with /ask, and I answer that one.\n\n"
    "/articles – what I have read"
)
PRIVACY = (
    "I keep the text of a question, and the numbers of its chat, its message and my answer, for "
    "up to 48 hours, so that the buttons work and an edited question edits its answer. While I "
    "work on a message I keep all of it, so that a restart loses nothing; afterwards I keep no "
    "names. I tell nobody but Telegram, which carries our messages."
)
USAGE_PRIVATE = "What would you like to know? Just write your question."
USAGE_GROUP = (
    "Put your question after the command, like this:\n/ask Who wrote this?\n"
    "Or reply to a message with /ask, and I answer that one."
)
UNKNOWN_COMMAND = "I don't know that command. Just write your question, or see /help."
TEXT_ONLY = "I can read only text. Please write your question."
SORRY = "Sorry, something went wrong on my side. Please ask again."
SLOW_DOWN = "That's a lot of questions! I'll answer again in a moment."

ONE_ARTICLE = "I have read one article:"
ARTICLES = "I have read {count} articles:"
ARTICLES_PAGE = "I have read {count} articles (page {page} of {pages}):"

# --- Telegram: buttons -----------------------------------------------------------------------

BACK = "‹ Back"
MORE = "More ›"
NOT_YOURS = "Only the person who asked can turn these pages. Ask me yourself with /ask."
STALE = "This is too old for me to turn the page. Please ask again."
CHANGED = "The articles have changed since. Please ask again."
ONE_MOMENT = "One moment, please."

# --- Telegram: menus and profile -------------------------------------------------------------

ABOUT = "Ask about the articles: answers are word-for-word quotes, with their source."
DESCRIPTION = (
    "Ask me a question about the articles I have read. I answer by quoting them, word for word, "
    "and say which article each quote is from. If they don't say, I tell you so."
)
COMMANDS = {
    "start": "Say hello",
    "ask": "Ask a question",
    "articles": "What I have read",
    "help": "How to ask",
    "privacy": "What I keep of your questions",
}

# --- terminal --------------------------------------------------------------------------------

TERMINAL_TRY_OTHER_WORDS = "Try other words, or see what there is to ask about: article-bot list"
NO_TOKEN = "No TELEGRAM_BOT_TOKEN is set, so we talk here. (How to go live in Telegram: README.md)"
WELCOME_ONE = "Ask me about this article; I answer by quoting it:"
WELCOME = "Ask me about these {count} articles; I answer by quoting them:"
WELCOME_EMPTY = "I have no articles yet. Put some into {folder}, and ask."
AND_MORE = "… and {count} more"
TALK_HELP = (
    "Just type your question. Also: more (further passages), articles (what I have read), "
    "help, quit (or Ctrl-D)."
)
PROMPT = "› "
NO_MORE = "That was all I found."
NOTHING_ASKED = "Ask me something first."
GOODBYE = "Goodbye!"
REJECTED_SOME = "{count} of the files can't be read; see: article-bot check"

ACCEPTED = "accepted"
REJECTED = "rejected"
IGNORED = "ignored"
FATE = "{fate:8}  {name}"
FATE_WITH_REASON = "{fate:8}  {name}: {reason}"
FOLDER_EMPTY = "The folder is empty."
LISTED = "{id}\n    {credit}"

PREVIEW_CREDIT = "Credit:    {credit}"
PREVIEW_LANGUAGE = "Language:  {language}"
PREVIEW_PASSAGES = "Passages:  {count}"
CONFIRM = "Add this article? [y/N] "
ADDED = "Added {name}"
NOT_ADDED = "Not added: {name}"
REFUSED = "Refused {name}: {reason}"
DUPLICATE = "its text is already there, word for word, as {id}"
REMOVED = "Removed {name}"
NO_SUCH_ARTICLE = "There is no article {id}. See: article-bot list"
ADDING_DONE = "{added} added, {refused} refused, {skipped} not added"

SET = "set"
QUESTIONS = "questions"
WANTED = "  wanted: {wanted}"
NO_ANSWER_WANTED = "no answer: the articles don't say"
QUOTED = "  {verdict}, {confidence:.2f}: {sentence}\n  in: {quoted}\n  — {credit}"
QUOTED_NOTHING = "  nothing was quoted"
ONE_BY_ONE = "--single is for folders with articles of their own, which {file} is not."

NO_FOLDER = "There is no folder {folder}. Make it, or name another with --knowledge."
UNUSABLE_FOLDER = "The folder {folder} can't be used: {reason}"
QUESTION_OR_BATCH = 'Say what you want to know: article-bot ask "QUESTION", or --batch.'
BAD_LINE = 'line {number}: it is neither a question nor a JSON object with "question"'
