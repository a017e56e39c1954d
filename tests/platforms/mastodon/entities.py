"""Mastodon's entities, with what its specification requires of each."""

from collections.abc import Sequence
from typing import Any

JOINED = "2020-01-01T00:00:00.000Z"


def account_entity(address: str, account_id: str, acct: str) -> dict[str, Any]:
    """Return an Account."""
    picture = f"{address}/avatar.png"
    entity: dict[str, Any] = dict.fromkeys(("bot", "group", "indexable", "locked"), False)
    entity |= dict.fromkeys(("avatar", "avatar_static", "header", "header_static"), picture)
    entity |= dict.fromkeys(("followers_count", "following_count", "statuses_count"), 0)
    return entity | {
        "id": account_id,
        "acct": acct,
        "username": acct.partition("@")[0],
        "display_name": acct,
        "created_at": JOINED,
        "emojis": [],
        "fields": [],
        "note": "",
        "uri": f"{address}/users/{account_id}",
        "url": f"{address}/@{account_id}",
    }


def status_entity(address: str, account: dict[str, Any]) -> dict[str, Any]:
    """Return what all statuses of an account have in common."""
    return {
        "account": account,
        "emojis": [],
        "favourites_count": 0,
        "reblogs_count": 0,
        "sensitive": False,
        "tags": [],
        "reblog": None,
        "card": None,
        "application": {"name": "Web", "website": None},
        "url": address,
    }


def application_entity(scopes: Sequence[str]) -> dict[str, Any]:
    """Return the Application that a token was made for."""
    return {
        "id": "1",
        "name": "Beadle",
        "website": None,
        "scopes": list(scopes),
        "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
        "redirect_uris": ["urn:ietf:wg:oauth:2.0:oob"],
        "vapid_key": "",
    }


def instance_entity(address: str, max_characters: int) -> dict[str, Any]:
    """Return the Instance."""
    return {
        "domain": "mastodon.example",
        "title": "Example",
        "version": "4.7.0",
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "",
        "usage": {"users": {"active_month": 1}},
        "thumbnail": {"url": f"{address}/thumbnail.png"},
        "icon": [],
        "languages": ["en"],
        "rules": [],
        "api_versions": {"mastodon": 10},
        "contact": {"email": "admin@mastodon.example", "account": None},
        "registrations": {"enabled": False, "approval_required": True, "message": None},
        "configuration": {
            "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
            "statuses": {
                "max_characters": max_characters, "max_media_attachments": 4, "characters_reserved_per_url": 23,
            },
            "media_attachments": {
                "supported_mime_types": ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"],
                "description_limit": 1500,
                "image_size_limit": 16777216,
                "image_matrix_limit": 33177600,
                "video_size_limit": 103809024,
                "video_frame_rate_limit": 120,
                "video_matrix_limit": 8294400,
            },
            "polls": {
                "max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2629746,
            },
            "translation": {"enabled": False},
            "urls": dict.fromkeys(("streaming", "status", "about", "privacy_policy", "terms_of_service")),
        },
    }  # fmt: skip
