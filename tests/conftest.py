from hypothesis import settings

# Nothing is timed: how fast a machine is, is no property of the bot.
settings.register_profile("bot", deadline=None)
settings.load_profile("bot")
