"""Web addresses that the council gives us."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_secure(address: str) -> bool:
    """Whether nobody can read or change on the way what is exchanged there: https, or http on this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # ValueError when it is no number
    except ValueError:
        return False
    if not host or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
