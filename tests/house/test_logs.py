"""What identifies a person or opens a door is in no log line."""

import logging
import logging.config

import pytest
import structlog

from config.logs import configuration, redact


@pytest.mark.parametrize(
    "number",
    ["19850101-1236", "850101-1236", "198501011236", "8501011236", "850101+1236", "19850101 1236"],
)
def test_a_personal_number_is_blacked_out_however_it_is_written(number: str) -> None:
    assert redact(f"sökande {number}, köplats 12") == "sökande [personal number], köplats 12"


@pytest.mark.parametrize(
    "harmless",
    [
        "2026-11-22T00:02:40.899056Z",
        "d3da2f06-9809-4fe1-a53a-123456789012",
        "0.1234567890",
        "kötid 1204 dagar",
        "listing:123",
    ],
)
def test_what_is_no_personal_number_is_left(harmless: str) -> None:
    assert redact(harmless) == harmless


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("to anna.berg+ko@example.se now", "to [e-mail] now"),
        ("GET /svar?token=abc123&x=1", "GET /svar?token=[token]&x=1"),
        (f"POST /mina-sidor/inbjudan/{'kN-_4' * 8}/ 422", "POST /mina-sidor/inbjudan/[key]/ 422"),
        ("Authorization: Bearer abcdefgh.ijkl", "Authorization: Bearer [token]"),
        ("postgresql://kolapp_app:hemligt@db/kolapp", "postgresql://kolapp_app:[password]@db/kolapp"),
    ],
)
def test_addresses_and_tokens_are_blacked_out(line: str, clean: str) -> None:
    assert redact(line) == clean


def test_redaction_reaches_into_nested_values_and_bare_numbers() -> None:
    event = {"who": [{"number": 198501011236}, ("a@b.se",)], "password": "x", "count": 3}
    assert redact(event) == {"who": [{"number": "[personal number]"}, ["[e-mail]"]], "password": "[secret]", "count": 3}


@pytest.mark.parametrize("logger", [logging.getLogger("plain"), structlog.get_logger("structured")])
def test_both_kinds_of_logger_take_the_same_way_out(logger, capsys) -> None:
    logging.config.dictConfig(configuration(level="INFO", as_json=True))
    logger.error("mail to %s", "anna@example.se")
    assert '"event": "mail to [e-mail]"' in capsys.readouterr().err
