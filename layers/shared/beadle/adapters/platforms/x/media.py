"""Pictures and videos for a post: uploaded first, described, then named in the post.

A still picture goes in one piece; what moves goes in chunks, and is ready when X has processed it.
Source: https://docs.x.com/x-api/media; bodies are JSON, of whose two forms only that one can be told from its document.
"""

import time
from base64 import b64encode

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.media import PICTURES, VIDEOS, fetch
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.sending import File
from beadle.adapters.platforms.x.costs import DESCRIBE
from beadle.adapters.platforms.x.session import Endpoint, Session
from beadle.domain.errors import PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media

LARGEST_PICTURE = 5 * 1024 * 1024  # bytes, X's limit
LARGEST_VIDEO = 48 * 1024 * 1024  # bytes; X takes 512 MB, a function holds 256 MB in all
CHUNK = 4 * 1024 * 1024  # bytes
PATIENCE = 60.0  # seconds for X to process what moves
LONGEST_ALT = 1000  # characters
_ONE_SHOT = Endpoint("POST", "/2/media/upload", "media.write")
_STATUS = Endpoint("GET", "/2/media/upload", "media.write")
_BEGIN = Endpoint("POST", "/2/media/upload/initialize", "media.write")
_APPEND = Endpoint("POST", "/2/media/upload/{}/append", "media.write")
_END = Endpoint("POST", "/2/media/upload/{}/finalize", "media.write")
_DESCRIBE = Endpoint("POST", "/2/media/metadata", "media.write")


def upload(session: Session, media: Media) -> str:
    """Upload and describe a picture or a video, and return X's id for it.

    Raises:
        PlatformRefused: it cannot be had, is too large, or X cannot use it.
        PlatformUnavailable: whoever keeps it, or X, gave no answer in time.
    """
    file = fetch(media, LARGEST_VIDEO if media.is_video else LARGEST_PICTURE, VIDEOS if media.is_video else PICTURES)
    if media.is_video or file.media_type == "image/gif":
        media_id = _in_chunks(session, file, "tweet_video" if media.is_video else "tweet_gif")
    else:
        body = {"media": _encoded(file.content), "media_category": "tweet_image", "media_type": file.media_type}
        media_id = _id(session.call(_ONE_SHOT, Urgency.WRITE, 0, body=body))
    if media.alt:
        described = {"alt_text": {"text": media.alt[:LONGEST_ALT]}}
        session.call(_DESCRIBE, Urgency.WRITE, DESCRIBE, body={"id": media_id, "metadata": described})
    return media_id


def _in_chunks(session: Session, file: File, category: str) -> str:
    begun = {"media_category": category, "media_type": file.media_type, "total_bytes": len(file.content)}
    media_id = _id(session.call(_BEGIN, Urgency.WRITE, 0, body=begun))
    for number, start in enumerate(range(0, len(file.content), CHUNK)):
        chunk = {"media": _encoded(file.content[start : start + CHUNK]), "segment_index": number}
        session.call(_APPEND, Urgency.WRITE, 0, media_id, body=chunk)
    answer = session.call(_END, Urgency.WRITE, 0, media_id)
    until = time.monotonic() + PATIENCE
    while True:
        processing = answer.object("data", "processing_info")
        if not processing or processing.text("state") == "succeeded":
            return media_id
        if processing.text("state") == "failed":
            raise PlatformRefused(f"x: it cannot process {file.name}")
        wait = min(max(processing.number("check_after_secs"), 0.1), PATIENCE)
        if time.monotonic() + wait > until:
            raise PlatformUnavailable(f"x: it has not processed {file.name} within {PATIENCE:.0f} s")
        time.sleep(wait)
        answer = session.call(_STATUS, Urgency.WRITE, 0, params={"command": "STATUS", "media_id": media_id})


def _id(answer: Fields) -> str:
    return answer.object("data").require("id")


def _encoded(content: bytes) -> str:
    return b64encode(content).decode()
