"""Every sentence the bot says to askers, in English; Telegram's users read its translation.

Plain constants and `str.format` templates; each is a whole sentence or label, and the message that
is looked up in the files of `bot/translations`. A pair is the singular and the plural;
`{days}` stands for a translated `DAYS`. What the bot says about the world is not here: that is
always a quotation.
"""

# --- answers ---------------------------------------------------------------------------------

UNSURE = "Not sure the articles answer this. The closest passage:"
UNANSWERED = "The articles don't say."
TRY_OTHER_WORDS = "Try other words, or see what I have read: /articles"
ARTICLES_IN = "My articles are in {languages}."
EMPTY_LIBRARY = "I have no articles to answer from yet."
FOLLOWING = "Following on from: {question}"
READ_AS = "Read as: {readings}"
READING = "{typed} → {read}"
FURTHER = "Further passages · page {page} of {pages}"

TOPICS = "Or tap one of these, which they do write about:"
FIRST_TOPICS = "Not sure where to begin? Tap one of these:"
AROUND = "What stands around it"
AROUND_HEADING = "The quote, between the passages before and after it:"

PLACE = "passage {passage} of {passages}"
PLACE_IN_SECTION = "“{section}” · passage {passage} of {passages}"
SAME_ARTICLE = "Same article"
BASED_ON = "based on: {work}"

FACTS = {
    "title": "The title is “{value}”.",
    "authors": "Written by {value}.",
    "publisher": "Published by {value}.",
    "published": "Published: {value}.",
    "url": "To be read at {value}",
    "based_on": "The article does not say. It is based on {value}.",
}
MISSING_FACTS = {
    "title": "The article has no title.",
    "authors": "The article does not name its authors.",
    "publisher": "The article does not name its publisher.",
    "published": "The article does not say when it was published.",
    "url": "The article does not say where it can be read.",
}
FACT_OF = "{title} — {fact}"
AND_MORE = "… and {count} more"
WHICH_OF_SEVERAL = "Which article do you mean? Ask again with words of its title:"
TITLE_AMONG_SEVERAL = "• {value}"

# --- conversation ----------------------------------------------------------------------------

START = (
    "Hello! Ask me anything about the articles I have read, in your own words.\n\n"
    "I answer only by quoting them, word for word, and say where each quote is from. "
    "If they don't say, I tell you so.\n\n"
    "/articles shows what I have read."
)
NO_MODERATORS = "Is this bot yours? /id tells you what lets you add articles from here."
HELP_PRIVATE = (
    "Just write your question. One word will do; a whole sentence is better.\n\n"
    "More and Back turn the pages of further passages. "
    "Edit your question, and I edit my answer. "
    "👍 and 👎 tell those who look after the articles whether it helped.\n\n"
    "Where I don't know, 🔔 lets me tell you as soon as I do.\n\n"
    "/articles – what I have read; with words after it, only what is about them\n"
    "/privacy – what I keep of your questions"
)
HELLO_GROUP = "Hello! I answer questions about the articles I have read, by quoting them."
HELP_GROUP = (
    "Ask me with /ask and your question, or by replying to one of my messages. "
    "Reply to anybody's message with /ask, and I answer that one.\n\n"
    "/articles – what I have read"
)
YOUR_ID = "Your id in Telegram, for the setting MODERATORS:"
USAGE_PRIVATE = "What would you like to know? Just write your question."
USAGE_GROUP = (
    "Put your question after the command, like this:\n/ask Who wrote this?\n"
    "Or reply to a message with /ask, and I answer that one."
)
SMALL_TALK = {
    "greeting": "Hello! What would you like to know?",
    "thanks": "You're welcome! Ask on whenever you like.",
    "farewell": "Goodbye! Come back whenever you want to know something.",
    "agreement": "Good! Ask on whenever you like.",
    "how_are_you": "I'm fine, thank you! What would you like to know?",
    "who_are_you": (
        "I'm a bot that answers questions about articles by quoting them, word for word. "
        "/articles shows what I have read."
    ),
    "what_to_ask": (
        "Ask me anything about the articles I have read, in your own words. I answer by quoting "
        "them, and if they don't say, I tell you so."
    ),
    "compliment": "That's kind of you, thank you!",
    "insult": "I'm sorry that I was no help. Try other words, or see what I have read: /articles",
}
"""What is said in reply to small talk, by its kind."""
NO_MORE = "That was all I found."
NOTHING_ASKED = "Ask me something first."
UNKNOWN_COMMAND = "I don't know that command. Just write your question, or see /help."
TEXT_ONLY = "I can read only text. Please write your question."
SORRY = "Sorry, something went wrong on my side. Please ask again."
SLOW_DOWN = "I skipped this one; please ask again in a minute."
MODERATORS_ONLY = "That is for moderators only, in a private chat with me."

ARTICLES = ("I have read {count} article:", "I have read {count} articles:")
ARTICLES_FOUND = "Articles found: {count}"
NO_ARTICLES_FOUND = "No article has all these words in its title or credit. See them all: /articles"
PAGE = "Page {page} of {pages}"
ARTICLE_BEGINS = "It begins:"
ARTICLE_TOPICS = "Tap what you would like to know more about:"
ARTICLE_GONE = "I don't have this article any more. See what I have read: /articles"

# --- being told when the articles know ---------------------------------------------------------

TELL_ME = "🔔 Tell me when you know"
WAITING = (
    "I'll tell you here as soon as an article answers this. Until then, for {days} at most, "
    "I remember your question and this chat. Press again to take it back."
)
WAITING_NO_MORE = "All right: I've forgotten that you wanted to know."
WAITING_TOO_MUCH = (
    "You are already waiting for {count} answers, as many as I can keep. "
    "Press 🔔 again below a question that you no longer wonder about."
)
NOW_KNOWN = "🔔 You wanted to know: “{question}” Now I have read this:"

# --- buttons ---------------------------------------------------------------------------------

BACK = "‹ Back"
MORE = "More ›"
NOT_YOURS = "Only the person who asked can turn these pages. Ask me yourself with /ask."
NOT_YOUR_LIST = "This list is somebody else's. Send /articles for one of your own."
REMOVE_ANSWER = "Remove"
NOT_YOURS_TO_REMOVE = "Only the person who asked, or an admin of the group, can remove this."
ASK_IN_PRIVATE = "Nothing found. Ask me in private"
STALE = "This button is too old to work. Please send me your message again."
CHANGED = "The articles have changed since. Please ask again."
ONE_MOMENT = "One moment, please."

# --- what is kept of questions ---------------------------------------------------------------

DAYS = ("{count} day", "{count} days")
PRIVACY_KEPT = (
    "I keep what is asked for {days}, so that those who look after the articles see what is "
    "missing: the text of the question, when it was asked, how sure I was, and which articles I "
    "quoted. A question that follows on from another is kept together with it. I don't keep who "
    "asked it, nor in which chat."
)
PRIVACY_NOT_KEPT = "I don't keep what is asked."
PRIVACY_THUMBS = (
    "If you press a thumb, I keep it with the question as long, under a code that only I can make "
    "from your number, so that everybody has one vote."
)
PRIVACY_MESSAGES = (
    "For up to 48 hours I keep the numbers of the message that asked and of mine that answered, "
    "with a code for the chat, so that the buttons work and an edited question edits its answer."
)
PRIVACY_FOLLOWING = (
    "For 15 minutes I remember what you asked last, in memory only, so that you can ask on: "
    "“and when?”"
)
PRIVACY_WAITING = (
    "If you press 🔔, I keep that question with the number of our chat, and your language, until I "
    "have told you the answer: for {days} at most. Press it again, and I forget it at once."
)
PRIVACY_WORK = (
    "While I work on a message I keep all of it, so that a restart loses nothing; then I drop it. "
    "I tell nobody but Telegram, which carries our messages."
)
PRIVACY_FORGET = "/forget removes what I can tell to be yours."
FORGOTTEN = (
    "Done. I have removed all thumbs that you gave, the questions that you wanted to be told "
    "about, and what I remembered of our messages here: the buttons below my earlier answers may "
    "not work any more."
)
FORGOTTEN_LATER = (
    "Your questions I can't remove: I don't know which were yours. They go by themselves: each is "
    "kept for {days} at most."
)
FORGOTTEN_NOT_KEPT = (
    "Done. I have removed the questions that you wanted to be told about, and what I remembered of "
    "our messages here. Nothing else of yours was kept."
)
FORGOTTEN_THUMBS = (
    "Done. I have removed all thumbs that you gave, and the questions that you wanted to be told "
    "about. To have me forget our messages too, write /forget to me in private."
)
THUMB_UP = "👍"
THUMB_DOWN = "👎"
VOTED_UP = "👍 Thank you!"
VOTED_DOWN = "👎 Thank you. Those who look after the articles will see this question."
VOTE_WITHDRAWN = "I have taken your thumb back."
TOO_OLD_TO_VOTE = "This answer is too old for a vote. Please ask again."

# --- menu and profile ------------------------------------------------------------------------

ABOUT = "Ask about the articles: answers are word-for-word quotes, with their source."
DESCRIPTION = (
    "Ask me a question about the articles I have read. I answer by quoting them, word for word, "
    "and say which article each quote is from. If they don't say, I tell you so."
)
ASKER_COMMANDS = {
    "start": "Say hello",
    "ask": "Ask a question",
    "articles": "What I have read",
    "help": "How to ask",
    "privacy": "What I keep of your questions",
    "forget": "Remove what I keep of you",
}
