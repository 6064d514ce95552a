"""Logging in with BankID, through a broker that speaks OpenID Connect; off where no broker is named."""
