"""A stand-in for BankID's broker, for the demo and the tests: a small OpenID provider that speaks the real protocol.

`python -m tenants.demo.broker --port 8100` runs it, on the loopback only, for numbers of the official test series only.
It knows one client, by KOLAPP_BANKID_CLIENT and _SECRET; KOLAPP_BANKID_PEOPLE ("Anna=198403019889,…") are whom its
page offers. Codes are good once and for a minute; verifier (PKCE) and address must be those that the login began with.
"""

import argparse
import base64
import hashlib
import html
import json
import os
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CODE_HOLDS = TOKEN_HOLDS = 60  # seconds
LEVEL = "urn:grn:authn:se:bankid:same-device"
TEST_SERIES = range(9880, 10000)
BODY = 10_000


@dataclass
class Broker:
    """What the stand-in knows, and how a test lets it misbehave.

    `claims` are added to each token (None takes one away); `fault` names what goes wrong at the token: `key` (signed by
    another), `silent` (an error), `slow`.
    """

    client: str
    secret: str
    people: Mapping[str, str] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    issuer: str = ""
    begun: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: list[rsa.RSAPrivateKey] = field(
        default_factory=lambda: [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
    )

    def configuration(self) -> dict[str, Any]:
        """Return what the well-known page tells."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def public_keys(self) -> dict[str, Any]:
        """Return the key that tokens are signed with, for whoever wants to see that they are ours."""
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self.keys[0].public_key(), as_dict=True)
        return {"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def code_for(self, asked: Mapping[str, str], number: str) -> str:
        """Return a code that is good once, for whoever has shown a number."""
        code = secrets.token_urlsafe(24)
        self.begun[code] = {**asked, "number": number, "until": str(time.monotonic() + CODE_HOLDS)}
        return code

    def token_for(self, asked: Mapping[str, str]) -> dict[str, Any] | None:
        """Return tokens for a code; None where anything of it is not as it was begun."""
        begun = self.begun.pop(asked.get("code", ""), None)
        if begun is None or time.monotonic() > float(begun["until"]):
            return None
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        holds = (
            asked.get("client_id") == self.client,
            secrets.compare_digest(asked.get("client_secret", ""), self.secret),
            asked.get("redirect_uri") == begun["redirect_uri"],
            begun.get("code_challenge_method") == "S256",
            begun.get("code_challenge") == challenge.decode().rstrip("="),
        )
        if not all(holds):
            return None
        return {"access_token": secrets.token_urlsafe(24), "token_type": "Bearer", "id_token": self._signed(begun)}

    def _signed(self, begun: Mapping[str, str]) -> str:
        now = int(time.time())  # noqa: TID251  (tokens hold in real time, whatever the demo's clock says)
        number = begun["number"]
        name = next((name for name, one in self.people.items() if one == number), "")
        claims: dict[str, Any] = {
            "iss": self.issuer, "aud": self.client, "sub": subject_of(number), "iat": now, "exp": now + TOKEN_HOLDS,
            "nonce": begun.get("nonce", ""), "acr": LEVEL, "given_name": name, "family_name": "Demo" if name else "",
            "https://id.oidc.se/claim/personalIdentityNumber": number,
        } | self.claims  # fmt: skip
        key = self.keys[1 if self.fault == "key" else 0]
        return jwt.encode({k: v for k, v in claims.items() if v is not None}, key, "RS256", headers={"kid": "1"})


def subject_of(number: str) -> str:
    """Return the subject of whoever has a number."""
    return hashlib.sha256(f"demo:{number}".encode()).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """The stand-in's pages."""

    server: "Server"

    def do_GET(self) -> None:
        """Send addresses, keys, or the page where one chooses who to be."""
        parts, broker = urlsplit(self.path), self.server.broker
        match parts.path:
            case "/.well-known/openid-configuration":
                self._json(broker.configuration())
            case "/keys":
                self._json(broker.public_keys())
            case "/authorize":
                self._page(_flat(parts.query))
            case _:
                self._answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        """Take the choice, or a code."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), BODY)).decode()
        parts, sent, broker = urlsplit(self.path), _flat(body), self.server.broker
        if parts.path == "/authorize":
            self._chosen(_flat(parts.query), sent)
        elif parts.path == "/token":
            if broker.fault == "slow":
                time.sleep(3)
            token = None if broker.fault == "silent" else broker.token_for(sent)
            self._json(token or {"error": "invalid_grant"}, 200 if token else 500 if broker.fault == "silent" else 400)
        else:
            self._answer(404, "text/plain", b"")

    def _chosen(self, asked: dict[str, str], sent: dict[str, str]) -> None:
        number = "".join(one for one in sent.get("number", "") if one.isdigit())
        if "cancel" in sent:
            answer = {"error": "access_denied"}
        elif len(number) != 12 or int(number[8:]) not in TEST_SERIES:
            self._page(asked, wrong=True)
            return
        else:
            answer = {"code": self.server.broker.code_for(asked, number)}
        self.send_response(303)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked.get('state', '')})}")
        self.end_headers()

    def _page(self, asked: dict[str, str], *, wrong: bool = False) -> None:
        if asked.get("client_id") != self.server.broker.client or not _local(asked.get("redirect_uri", "")):
            self._answer(400, "text/plain", b"unknown client")
            return
        words = ENGLISH if asked.get("ui_locales") == "en" else SWEDISH
        people = "".join(
            f'<button name="number" value="{html.escape(number)}">{html.escape(name)}</button>'
            for name, number in self.server.broker.people.items()
        )
        error = f'<p class="bad" role="alert">{words["wrong"]}</p>' if wrong else ""
        page = PAGE.format(**words, people=people, error=error)
        self._answer(422 if wrong else 200, "text/html; charset=utf-8", page.encode())

    def _json(self, data: Any, status: int = 200) -> None:
        self._answer(status, "application/json", json.dumps(data).encode())

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the library's name)
        """Write no log: addresses hold codes."""


class Server(ThreadingHTTPServer):
    """The stand-in at a port of the loopback; 0 takes any that is free."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, broker: Broker, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.broker = broker
        broker.issuer = f"http://localhost:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a visitor who did not wait for the answer."""

    def __enter__(self) -> "Server":
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


def _flat(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query).items()}


def _local(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host in {"localhost", "127.0.0.1", "testserver"} or host.endswith(".localhost")


SWEDISH = {
    "lang": "sv", "title": "BankID (demo)", "demo": "Det här är demolägets eget BankID. Inget riktigt BankID används.",
    "who": "Vem är du?", "number": "Eller skriv ett nummer ur testserien, tolv siffror", "go": "Legitimera",
    "cancel": "Avbryt", "wrong": "Skriv tolv siffror ur den officiella testserien, till exempel 198211059954.",
}  # fmt: skip
ENGLISH = {
    "lang": "en", "title": "BankID (demo)", "demo": "This is the BankID of demo mode. No real BankID is used.",
    "who": "Who are you?", "number": "Or write a number of the test series, twelve digits", "go": "Identify",
    "cancel": "Cancel", "wrong": "Write twelve digits of the official test series, for example 198211059954.",
}  # fmt: skip
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root {{ color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }}
body {{ margin: 0; padding: 1.5rem; }} main {{ max-width: 26rem; margin: 2rem auto; display: grid; gap: 1.25rem; }}
h1, p, h2 {{ margin: 0; }} form, .people {{ display: grid; gap: .75rem; }}
button, input {{ font: inherit; padding: .75rem 1rem; min-height: 3rem; border: 1px solid; border-radius: .6rem; }}
.demo {{ padding: .75rem 1rem; border: 2px dashed; border-radius: .6rem; }} .bad {{ font-weight: 700; }}
</style></head><body><main><h1>{title}</h1><p class="demo">{demo}</p>{error}
<form method="post"><h2>{who}</h2><div class="people">{people}</div></form>
<form method="post"><label for="number">{number}</label><input id="number" name="number" inputmode="numeric"
 autocomplete="off" required><button>{go}</button></form>
<form method="post"><button name="cancel" value="1">{cancel}</button></form></main></body></html>"""


def main() -> None:
    """Run the stand-in until it is ended."""
    parser = argparse.ArgumentParser(prog="python -m tenants.demo.broker")
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    pairs = (one.split("=") for one in os.environ.get("KOLAPP_BANKID_PEOPLE", "").split(",") if one)
    broker = Broker(os.environ["KOLAPP_BANKID_CLIENT"], os.environ["KOLAPP_BANKID_SECRET"], dict(pairs))
    Server(broker, port).serve_forever()


if __name__ == "__main__":
    main()
