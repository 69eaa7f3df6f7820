from pathlib import Path

import pytest

from bot.settings import DEFAULTS, Settings, WrongSetting, environment

TOKEN = "12345:secret-part"


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.read({})
    assert settings.token == ""
    assert settings.base_url == "https://api.telegram.org"
    assert settings.moderators == frozenset()
    assert settings.knowledge_dir == Path("knowledge")
    assert settings.webhook_listen == ("127.0.0.1", 8080)
    assert settings.log_level == "INFO"
    assert not settings.fetch_private


def test_the_example_lists_every_setting_with_its_default() -> None:
    example = environment({}, Path(__file__).parents[1] / ".env.example")
    assert example == DEFAULTS


def test_values_are_read_as_people_write_them() -> None:
    settings = Settings.read(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN} ",
            "TELEGRAM_BASE_URL": "http://localhost:8081/",
            "MODERATORS": "12, 34,",
            "WEBHOOK_LISTEN": "[::1]:8443",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings.token == TOKEN
    assert settings.base_url == "http://localhost:8081"
    assert settings.moderators == {12, 34}
    assert settings.webhook_listen == ("::1", 8443)
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "secret"),
        ("TELEGRAM_BOT_TOKEN", "12345:secret part"),
        ("TELEGRAM_BASE_URL", "localhost"),
        ("TELEGRAM_BASE_URL", "http://localhost:no-port"),
        ("MODERATORS", "@ada"),
        ("MODERATORS", "-100"),
        ("MODERATORS", "1.5"),
        ("WEBHOOK_URL", "ftp://example.org"),
        ("WEBHOOK_LISTEN", "8080"),
        ("WEBHOOK_LISTEN", "localhost:0"),
        ("WEBHOOK_LISTEN", "localhost:65536"),
        ("WEBHOOK_SECRET", "secret!"),
        ("WEBHOOK_SECRET", "s" * 257),
        ("QUESTIONS_PER_MINUTE", "0"),
        ("QUESTIONS_PER_MINUTE", "many"),
        ("KEEP_QUESTIONS_DAYS", "-1"),
        ("KEEP_QUESTIONS_DAYS", "4000"),
        ("KEEP_QUESTIONS_DAYS", "³"),
        ("KEEP_QUESTIONS_DAYS", "٣"),
        ("QUESTIONS_PER_MINUTE", "٣"),
        # More digits than Python makes a number of.
        ("KEEP_QUESTIONS_DAYS", "9" * 5000),
        ("QUESTIONS_PER_MINUTE", "9" * 5000),
        ("WEBHOOK_LISTEN", "localhost:" + "9" * 5000),
        ("MODERATORS", "9" * 5000),
        ("FETCH_PRIVATE_ADDRESSES", "perhaps"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_secrets_are_not_shown(name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        Settings.read({name: value})
    assert name in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_secrets_are_in_no_repr() -> None:
    settings = Settings.read({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "secret"})
    assert "secret" not in repr(settings)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("\ufeffLOG_LEVEL=ERROR\nDATA_DIR='my ${HOME} data'\n")
    found = environment({"LOG_LEVEL": "DEBUG"}, file)
    assert found == {"LOG_LEVEL": "DEBUG", "DATA_DIR": "my ${HOME} data"}


def test_without_a_file_the_environment_stands_alone(tmp_path: Path) -> None:
    assert environment({"LOG_LEVEL": "DEBUG"}, tmp_path / ".env") == {"LOG_LEVEL": "DEBUG"}


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"LOG_LEVEL=\xff\xff")
    with pytest.raises(WrongSetting, match=r"\.env"):
        environment({}, file)
