"""Every sentence the bot says to moderators and in the terminal, in one place.

Plain constants and `str.format` templates; each is a whole sentence or label. What it says to those
who ask in Telegram is in `bot/phrases.py`.
"""

# --- Telegram: what people asked, for moderators ---------------------------------------------

QUESTIONS_NOT_KEPT = "I don't keep questions: KEEP_QUESTIONS_DAYS is 0."
NOTHING_UNANSWERED = "Nothing: the articles answer all that was asked."
UNANSWERED_LIST = "Asked in vain ({count}):"
ASKED_TIMES = "asked {count}×"
WITHOUT_ANSWER = "{count}× no answer"
WITH_UNSURE_ANSWER = "{count}× unsure"
WITH_THUMB_DOWN = "{count}× 👎"
ADD_SYNONYM = "Add synonym"
WRITE_ANSWER = "Write an answer in"
ASK_SYNONYM = "✏️ Type what the articles call “{about}”."
ASK_ANSWER = "✏️ Send a text that answers “{about}”: typed, or as a file, a link or a post."
IGNORE_IT = "Ignore"
NOTHING_NEAR = "No passage comes near to it."
ALSO_WORDED = "Also asked as:"
PEOPLE_WAIT = "🔔 Waiting to be told: {count}"
IGNORE = "Ignore {number}"
NOTHING_ASKED_YET = "Nothing has been asked yet."
STATS = "Questions in the last {days} days: {count}"
SHARES = "{answered} % answered, {unsure} % unsure, {unanswered} % unanswered"
THUMBS = "👍 {up} · 👎 {down}"
QUOTED_TIMES = "{title}: {count}×"
SYNONYM_ADDED = "From now on this counts in every question:"
SYNONYM_REMOVED = "From now on this does not count any more:"
SYNONYMS = "Synonyms ({count}), the latest first:"
REMOVE_NUMBER = "Remove {number}"
UNDO = "Undo"
NO_SYNONYMS = "There are no synonyms yet."
SYNONYM_MISTAKES = "Lines that don't count: {reason}"
SYNONYM_USAGE = (
    "/synonym US, USA, United States – each may stand for the others\n"
    "/synonym drugs => narcotics – who asks for drugs is asking for narcotics too"
)
WRONG_RULE = "That is no rule: {reason}."
NO_SUCH_RULE = "That rule isn't there any more."
KNOWN_RULE = "That rule is there already."
UNUSABLE_SYNONYMS = "{name} can't be used: {reason}."
MOST_QUOTED = "Most quoted:"
NEVER_QUOTED = "Never quoted:"

# --- Telegram: what moderators have beside everybody's commands, in the order of the menu -------

COMMAND = "/{name} – {does}"
MODERATOR_COMMANDS = {
    "add": "Add an article",
    "article": "Show one article",
    "remove": "Remove an article",
    "undo": "Take back the last change",
    "reload": "What is new among the articles",
    "unanswered": "What people asked in vain",
    "synonym": "Add or show synonyms",
    "stats": "How much people ask, and how it is answered",
}

# --- Telegram: the articles, for moderators --------------------------------------------------

YOU_ARE_MODERATOR = "You are a moderator here, so you can do more:"

READING_FILE = "Reading…"
NOT_READ = "This could not be read."
INTERRUPTED = "I was interrupted while I read this. Please send it again."
LOAD_REFUSED = "I can't take this: {reason}."
ADD_USAGE = (
    "Send me an article in one of these ways, and I show you what I make of it before anybody "
    "can ask about it:\n\n"
    "• a file: .md, .txt, .html, .pdf or .docx\n"
    "• a link, alone in a message\n"
    "• a post, forwarded from its channel\n"
    "• text, pasted, with or without /add before it"
)
NOT_DOWNLOADED = "Telegram doesn't hand it over. Please send it again"
PASTED = "Pasted text"
IS_IT_AN_ARTICLE = "Add this as an article?"
ADD_THE_PAGE = "Add the page as an article?"
ADD_IT = "Add it"
A_QUESTION = "It's a question"
CANCEL = "Cancel"
CANCELLED = "you have cancelled it"
NO_READABLE_KIND = "it is none of {kinds}"

PREVIEW = "Preview"
ABOUT_TEXT = "Language: {language} · passages: {passages}"
WARNING = "⚠️ {warning}"
REPLACES = "♻️ It takes the place of “{title}” ({id}) – {changes}."
OLD_CREDIT = "Its credit was: {credit}"
NUMBERED = "Passage {number} of {count}"
PUBLISH = "Publish"
EDIT_CREDIT = "Edit credit"
REPLACE_TEXT = "Replace text"
REPLACE_LIKE = "Replace that one"
GOES_ON_BELOW = "It goes on below, with the new text."
TRY = "Try a question"
READ_ALL = "Read all"
DONE = "Done"
WAS = "Was:"
NOW = "Now:"
DISCARD = "Discard"
FIELDS = {
    "title": "Title",
    "authors": "Authors",
    "publisher": "Publisher",
    "published": "Date",
    "url": "Link",
    "language": "Language",
    "based_on": "Based on",
}
ASK_FOR = {
    "title": "✏️ Type its title.",
    "authors": "✏️ Type who wrote it: several names with commas between, or - for nobody.",
    "publisher": "✏️ Type who has published it, or - for nobody.",
    "published": "✏️ Type when it was published: 2024-01-31, 2024-01 or 2024, or - for unknown.",
    "url": "✏️ Type or paste the link where it is to be read, or - for none.",
    "language": "✏️ Type its language as a code, such as en or pt.",
    "based_on": "✏️ Type the work it comes from, if it is a digest or a translation, or - for none.",
    "text": "✏️ Send its new text: a file, a link, a post or the text itself. The credit stays.",
    "question": "✏️ Type a question, to ask this article alone.",
}
ARTICLE_UNANSWERED = "This article doesn't say."
NO_TITLE_GIVEN = "an article needs a title"
NOT_ACCEPTED = "⚠️ I can't take that: {reason}."
PREVIEW_GONE = "This preview is done with, or older than a day. Please send the article again."
DISCARDED = "Discarded: {title}"
PUBLISHED = "Published, and answered from now on. /undo takes it back."
ONE_WAITED = "🔔 Somebody was waiting for this, and hears of it now."
PEOPLE_WAITED = "🔔 {count} people were waiting for this, and hear of it now."
PUBLISHED_ANEW = "Published in place of the version before. /undo takes it back."

LOADED = "Loaded: {date} · times quoted: {times}"
WHICH_TO_REMOVE = "Which one is to be removed?"
ASK_REMOVE = "Remove this article? Nobody will be answered from it any more."
REMOVE = "Remove"
KEEP = "Keep"
REMOVED_ARTICLE = "Removed: {title}. /undo brings it back."
KEPT_ARTICLE = "Kept: {title}"
REMOVAL_GONE = "That article isn't there any more, or has changed."

RELOADED = "Articles that I answer from: {count}. Since the last /reload, or my start:"
NOTHING_NEW = "Articles that I answer from: {count}. Nothing is new since the last /reload."
RELOAD_ADDED = "Added ({count}): {names}"
RELOAD_CHANGED = "Changed ({count}): {names}"
RELOAD_REMOVED = "Removed ({count}): {names}"
RELOAD_REJECTED = "Rejected ({count}):"
REJECTED_FILE = "• {name}: {reason}"
REJECTED_FILES = "Something is wrong with these files:"

# --- keeping the articles: what may be wrong with one, and why a change is not made ------------

DUPLICATE = "its text is already there, word for word, as {id}"
NO_TITLE = "It has no title that I could find, so it is called after its file."
SHORT_FOR_LANGUAGE = "It is too short to tell its language, so I take it for {language}."
NEAR_DUPLICATE = "Much of it is also in “{title}” ({id}), which is already there."
SAME_TITLE = "“{title}” ({id}), which is already there, has the same title."
UNREADABLE_SIGNS = "It holds signs that can't be read: its file may be damaged, or oddly encoded."
WRONG_SPACES = "Many of its words are stuck together or fallen apart: look at the passages."
TORN_SENTENCES = "Many of its sentences are torn in two, as when columns are mixed up."
SHORT_PARAGRAPHS = "Most of its paragraphs are very short, as in a list of links."
OPEN_PARAGRAPHS = "Most of its paragraphs end in the middle of a sentence."
STAYS_CORRECTED = "{field}: it was corrected by hand, and stays so. The new text says: {value}"
SAME_TEXT = "its text stays"
CHANGES = "paragraphs: {changed} changed, {added} added, {removed} removed"

FOLDER_BUSY = "Somebody else is changing the articles right now. Please try again."
DISK_FULL = "The disk is full, so the articles stay as they are."
READ_ONLY = "I may not write into the articles' folder, so the articles stay as they are."
DISK_FAULT = "The articles' folder can't be changed: {reason}"
OUTRUN = "Somebody else has changed the articles since you looked. Please look again."
NOTHING_CORRECTED = "Say what is wrong in its credit, such as --title “The right title”."
NOTHING_CHANGED = "Nothing is changed yet, so there is nothing to publish."
NO_SUCH_ARTICLE = "There is no article {id}."
CHANGED_SINCE = "{name} has been changed by hand since, so I leave it as it is."
NO_ORDINARY_FILE = "{name} is a link, or no ordinary file, so I leave it as it is."
TOO_LARGE_TO_KEEP = "{name} is so large that I could not bring it back: remove it by hand."
UNDONE = {
    "added": "Taken back: “{title}” is not among the articles any more.",
    "replaced": "Taken back: the version before “{title}” is there again.",
    "removed": "Taken back: “{title}” is there again.",
}
HISTORY_FAULT = "The history of changes can't be used: {reason}"
ASK_UNDO = {
    "added": "Take “{title}” out of the articles again?",
    "replaced": "Bring the version before “{title}” back?",
    "removed": "Bring “{title}” back?",
}
MADE_BY = "{verb} by {by}, {when} UTC."
MADE = "{verb} {when} UTC."
TERMINAL = "the terminal"
VERBS = {"added": "Added", "replaced": "Replaced", "removed": "Removed"}
TAKE_BACK = "Take it back"
LEAVE_IT = "Leave it"
LEFT = "It stays as it is."
ANOTHER_CHANGE = "Something else has changed since. Write /undo again to see what is the last."
NOTHING_TO_UNDO = "There is nothing to take back."

# --- terminal --------------------------------------------------------------------------------

TERMINAL_TRY_OTHER_WORDS = "Try other words, or see what there is to ask about: article-bot list"
NO_TOKEN = "No TELEGRAM_BOT_TOKEN is set, so we talk here. To go live, see README.md."
WELCOME_ONE = "Ask me about this article; I answer by quoting it:"
WELCOME = "Ask me about these {count} articles; I answer by quoting them:"
WELCOME_EMPTY = "I have no articles yet. Put some into {folder}, and ask."
TALK_HELP = (
    "Just type your question. Also: more (further passages), articles (what I have read), "
    "help, quit (or Ctrl-D)."
)
PROMPT = "› "
GOODBYE = "Goodbye!"
REJECTED_SOME = "{count} of the files can't be read; see: article-bot check"

ACCEPTED = "accepted"
REJECTED = "rejected"
IGNORED = "ignored"
FATE = "{fate:8}  {file}"
FATE_OF_SYNONYMS = "partly    {file}: all lines count but these: {reason}"
FATE_WITH_REASON = "{fate:8}  {file}: {reason}"
FOLDER_EMPTY = "The folder is empty."
LISTED = "{id}\n    {credit}"

ADDING = "[{number}/{count}] {name}"
PREVIEW_CREDIT = "Credit: {credit}"
CONFIRM_ADD = "Add this article? [y/N] "
CONFIRM_REPLACE = "Replace {id}? [y/N] "
ADDED = "Added {name}"
REPLACED = "Replaced {name}"
NOT_ADDED = "Not added: {name}"
REFUSED = "Refused {name}: {reason}"
IS_FOLDER = "it is a folder; name the files in it"
ADDING_DONE = "{added} added, {replaced} replaced, {refused} refused, {skipped} not added"
REMOVED = "Removed {name}"

SET = "set"
QUESTIONS = "questions"
WANTED = "  wanted: {wanted}"
NO_ANSWER_WANTED = "no answer: the articles don't say"
QUOTED = "  {verdict}, {confidence:.2f}: {sentence}\n  in: {quoted}\n  — {credit}"
QUOTED_NOTHING = "  nothing was quoted"
ONE_BY_ONE = "--{way} is for folders with articles of their own, which {file} is not."

NO_FOLDER = "There is no folder {folder}. Make it, or name another with --knowledge."
UNUSABLE_DATABASE = "{file} can't be read ({reason}). Put a copy in its place, or remove it."
DAMAGED = "it is damaged"
UNUSABLE_FOLDER = "The folder {folder} can't be used: {reason}"
QUESTION_OR_BATCH = 'Say what you want to know: article-bot ask "QUESTION", or --batch.'
BAD_LINE = 'line {number}: it is neither a question nor a JSON object with "question"'
