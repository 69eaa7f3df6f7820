"""The settings: what the environment or `.env` says, checked once, at start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.refusal import Refusal

DEFAULTS = {
    "TELEGRAM_BOT_TOKEN": "",
    "TELEGRAM_BASE_URL": "https://api.telegram.org",
    "MODERATORS": "",
    "KNOWLEDGE_DIR": "knowledge",
    "DATA_DIR": "data",
    "WEBHOOK_URL": "",
    "WEBHOOK_LISTEN": "127.0.0.1:8080",
    "WEBHOOK_SECRET": "",
    "QUESTIONS_PER_MINUTE": "20",
    "FETCH_PRIVATE_ADDRESSES": "false",
    "KEEP_QUESTIONS_DAYS": "90",
    "LOG_LEVEL": "INFO",
}
"""Every setting, with the value it has when it is missing or empty."""

_MOST_DAYS = 3650
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class WrongSetting(Refusal):
    """Raised when a setting has a value that can't be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who runs the bot has chosen. Secrets are in no repr."""

    token: str = field(repr=False)
    """Empty: no Telegram; the conversation is in the terminal."""
    base_url: str
    """Root of a Bot API server, without a slash at its end."""
    moderators: frozenset[int]
    """Numeric ids of Telegram users."""
    knowledge_dir: Path
    data_dir: Path
    webhook_url: str
    """Empty: long polling."""
    webhook_listen: tuple[str, int]
    """Host and port on which the webhook's requests are taken, in plain HTTP."""
    webhook_secret: str = field(repr=False)
    """Empty: one is made up at each start."""
    questions_per_minute: int
    """How many questions of one person are answered in a minute, at least 1."""
    fetch_private: bool
    """Whether pages are fetched from addresses too that are not of the public internet."""
    keep_questions_days: int
    """For how many days questions are kept, without who asked them; 0: not at all."""
    log_level: str
    """DEBUG, INFO, WARNING, ERROR or CRITICAL."""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Check the settings found in `environ`; raises `WrongSetting`."""
        value = {name: environ.get(name, "").strip() or DEFAULTS[name] for name in DEFAULTS}
        return cls(
            token=_token(value["TELEGRAM_BOT_TOKEN"]),
            base_url=_url("TELEGRAM_BASE_URL", value["TELEGRAM_BASE_URL"]),
            moderators=_user_ids("MODERATORS", value["MODERATORS"]),
            knowledge_dir=Path(value["KNOWLEDGE_DIR"]),
            data_dir=Path(value["DATA_DIR"]),
            webhook_url=value["WEBHOOK_URL"] and _url("WEBHOOK_URL", value["WEBHOOK_URL"]),
            webhook_listen=_address("WEBHOOK_LISTEN", value["WEBHOOK_LISTEN"]),
            webhook_secret=_secret(value["WEBHOOK_SECRET"]),
            questions_per_minute=_count("QUESTIONS_PER_MINUTE", value["QUESTIONS_PER_MINUTE"]),
            fetch_private=_flag("FETCH_PRIVATE_ADDRESSES", value["FETCH_PRIVATE_ADDRESSES"]),
            keep_questions_days=_days("KEEP_QUESTIONS_DAYS", value["KEEP_QUESTIONS_DAYS"]),
            log_level=_level("LOG_LEVEL", value["LOG_LEVEL"]),
        )


def environment(environ: Mapping[str, str], file: Path) -> dict[str, str]:
    """Add to `environ` what only the `.env` file says; raises `WrongSetting` if it is unreadable.

    A file that does not exist says nothing.
    """
    try:
        # Without interpolation, since a secret may hold a dollar sign.
        written = dotenv_values(file, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{file.name} can't be read as UTF-8 text.") from error
    return {name: value for name, value in written.items() if value is not None} | dict(environ)


def _token(value: str) -> str:
    if value and not re.fullmatch(r"\d+:[\w-]+", value, re.ASCII):
        # The value itself is not shown: it may be the secret, mistyped.
        raise WrongSetting(
            "TELEGRAM_BOT_TOKEN must look as @BotFather gives it: digits, a colon, and letters."
        )
    return value


def _secret(value: str) -> str:
    if value and not re.fullmatch(r"[\w-]{1,256}", value, re.ASCII):
        raise WrongSetting("WEBHOOK_SECRET must be 1 to 256 of A-Z, a-z, 0-9, _ and -.")
    return value


def _url(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:  # a port that is no number, or a broken IPv6 address
        whole = False
    _require(bool(whole), name, "an http or https address", value)
    return value.rstrip("/")


def _user_ids(name: str, value: str) -> frozenset[int]:
    ids = [part.strip() for part in value.split(",") if part.strip()]
    are_ids = all(re.fullmatch(r"[1-9]\d{0,17}", each, re.ASCII) for each in ids)
    _require(are_ids, name, "numeric user ids separated by commas, such as 12345,67890", value)
    return frozenset(map(int, ids))


def _address(name: str, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    is_port = _is_number(port) and 0 < int(port) < 65536
    _require(bool(host) and is_port, name, "host:port, such as 127.0.0.1:8080", value)
    return host.strip("[]"), int(port)


def _count(name: str, value: str) -> int:
    is_count = _is_number(value) and int(value) > 0
    _require(is_count, name, "a whole number, 1 or more", value)
    return int(value)


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\d{1,18}", value, re.ASCII) is not None


def _flag(name: str, value: str) -> bool:
    _require(value.lower() in ("true", "false"), name, "true or false", value)
    return value.lower() == "true"


def _days(name: str, value: str) -> int:
    is_count = _is_number(value) and int(value) <= _MOST_DAYS
    _require(is_count, name, f"a whole number of days, 0 to {_MOST_DAYS}", value)
    return int(value)


def _level(name: str, value: str) -> str:
    _require(value.upper() in _LOG_LEVELS, name, f"one of {', '.join(_LOG_LEVELS)}", value)
    return value.upper()


def _require(is_right: bool, name: str, wanted: str, value: str) -> None:
    if not is_right:
        raise WrongSetting(f"{name} must be {wanted}, not {value!r}.")
