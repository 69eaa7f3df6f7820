"""An outage: Telegram fails us for a while. The log tells when it begins and when it ends."""

import logging

_log = logging.getLogger(__name__)


class Outage:
    """One line when something begins to fail, or fails for another reason; one when it works."""

    def __init__(self, doing: str) -> None:
        """`doing` is what fails, such as "Sending"."""
        self._doing = doing
        self._reason = ""

    def goes_on(self, fault: Exception) -> None:
        """It has failed, once more perhaps."""
        if self._reason != str(fault):
            self._reason = str(fault)
            _log.warning("%s fails, trying again: %s", self._doing, self._reason)

    def ends(self) -> None:
        """It has worked."""
        if self._reason:
            self._reason = ""
            _log.info("%s works again", self._doing)
