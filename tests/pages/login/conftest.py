"""BankID's stand-in and the town, for the tests of logging in."""

from tests.pages.login.bankid import broker as broker
