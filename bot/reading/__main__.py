"""The process in which one file is parsed: `python -m bot.reading PARSER PARENT < FILE`.

PARSER is a module, such as `bot.reading.web.html`; PARENT is the id of the process that starts this
one, with which it ends.
"""

import json
import logging
import sys
from importlib import import_module

from bot.reading.article_json import to_json
from bot.reading.confinement import limit_this_process
from bot.search.articles import RejectedFile


def main() -> None:
    """Parse standard input with the module that is named; print the article as JSON."""
    limit_this_process(int(sys.argv[2]))
    logging.disable()  # parsers complain of each flaw that they get over
    try:
        found = to_json(import_module(sys.argv[1]).parse(sys.stdin.buffer.read()))
    except RejectedFile as reason:
        found = _rejected(str(reason))
    except MemoryError:
        found = _rejected("reading it takes more memory than an article should")
    except RecursionError:
        found = _rejected("it is nested too deeply")
    sys.stdout.buffer.write(found.encode())  # which the parent reads


def _rejected(reason: str) -> str:
    return json.dumps({"rejected": reason})


if __name__ == "__main__":
    main()
