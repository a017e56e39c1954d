"""Access by OAuth 2.0: a token that lasts an hour or two, exchanged for a new one in time, once for all processes.

A channel's secret holds `access_token`, `refresh_token`, `client_id`, and `client_secret` where the platform gave one;
Beadle adds `expires_at` (ISO 8601) and `scope`. Source: RFC 6749, sections 5.1, 5.2 and 6.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Fields, Http
from beadle.adapters.platforms.sending import Form
from beadle.domain.errors import CredentialsRefused

EARLY = timedelta(minutes=5)
"""So long before its end a token is exchanged."""


class Grant:
    """What the council has granted to one channel.

    Args:
        http: where tokens are exchanged, at `path`.
        access: its secret lives as the module says. CredentialsRefused when it holds neither token.
        proves_itself: whether the app's name and secret go into a header (X), and not into the form (Google).
    """

    def __init__(self, http: Http, path: str, access: Access, *, proves_itself: bool) -> None:
        self._http = http
        self._path = path
        self._access = access
        self._proves_itself = proves_itself
        self._secret = access.secret
        if not self._secret.get("access_token") and not self._can_renew:
            raise CredentialsRefused(f"{http.platform}: the channel's secret has no refresh_token. {http.renewal}")

    @property
    def scopes(self) -> frozenset[str] | None:
        """What the token may do, None while no exchange has told it."""
        return frozenset(self._secret["scope"].split()) if self._secret.get("scope") else None

    def authorised(self, send: Callable[[Mapping[str, str]], Answer]) -> Answer:
        """Return the answer to a call, made with headers that prove who we are; with new ones where those had run out.

        Raises:
            CredentialsRefused: the token cannot be exchanged; the message says how to get another.
        """
        if not self._secret.get("access_token") or self._ends_soon():
            self._renew()
        answer = send(self._headers())
        if answer.status == 401 and self._can_renew:
            self._renew()
            answer = send(self._headers())
        return answer

    @property
    def _can_renew(self) -> bool:
        return bool(self._secret.get("refresh_token") and self._secret.get("client_id"))

    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._secret['access_token']}"}

    def _ends_soon(self) -> bool:
        expires_at = Fields(dict(self._secret)).instant("expires_at")
        return expires_at is not None and self._can_renew and expires_at - EARLY <= self._access.now()

    def _renew(self) -> None:
        self._secret = self._access.renewed(self._secret, self._exchanged)
        if not self._secret.get("access_token"):  # an officer has given another refresh token meanwhile
            self._secret = self._access.renewed(self._secret, self._exchanged)

    def _exchanged(self, secret: Mapping[str, str]) -> Mapping[str, str]:
        """Return the secret with a new access token, and a new refresh token where the platform gives one."""
        form = {"grant_type": "refresh_token"}
        form |= {name: secret.get(name, "") for name in ("refresh_token", "client_id")}
        headers = {}
        if secret.get("client_secret") and self._proves_itself:
            pair = f"{secret['client_id']}:{secret['client_secret']}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        elif secret.get("client_secret"):
            form["client_secret"] = secret["client_secret"]
        answer = self._http.send("POST", self._path, body=Form(form), headers=headers)
        if not answer.ok:
            raise CredentialsRefused(
                f"{self._http.platform}: its refresh token was refused ({answer.said}). {self._http.renewal}"
            )
        given = Fields(answer.body)
        fresh = {**secret, "access_token": given.require("access_token")}
        fresh |= {name: given.text(name) for name in ("refresh_token", "scope") if given.text(name)}
        fresh.pop("expires_at", None)
        if given.number("expires_in"):
            ends = self._access.now() + timedelta(seconds=given.number("expires_in"))
            fresh["expires_at"] = ends.isoformat(timespec="seconds")
        return fresh


def ends_at(grant_secret: Mapping[str, str]) -> datetime | None:
    """Return when access ends for good, aware: None while it renews itself."""
    return None if grant_secret.get("refresh_token") else Fields(dict(grant_secret)).instant("expires_at")
