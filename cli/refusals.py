"""What went wrong, in a sentence that says what to do."""

import sys
from typing import Any

from beadle.domain.errors import BeadleError, MalformedInput, PolicyInvalid, SettingsMissing

CREDENTIALS = (
    "AWS knows no credentials here: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; "
    "for the local run: . .local/environment"
)
REGION = "AWS has no region here: set AWS_REGION, for example to eu-west-2; for the local run: . .local/environment"
UNKNOWN_CREDENTIALS = "AWS does not accept these credentials ({code}): log in again, or set others"
DENIED = "your AWS role may not do this ({operation}: {code}): ask whoever deployed Beadle for the permission"
REFUSED = "AWS refused {operation}: {code}: {message}"
SILENT = "AWS gives no answer ({what}): is it reachable, or is AWS_ENDPOINT_URL left over from a local run?"
EXPIRED = frozenset(
    {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException",
     "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"}
)  # fmt: skip
FORBIDDEN = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"})


def sentence(error: Exception) -> list[str]:
    """Return an expected error as lines for a person: a sentence, then each problem; none for an unexpected one."""
    if isinstance(error, MalformedInput | PolicyInvalid | SettingsMissing):
        return [f"{error.subject}:", *(f"  {problem}" for problem in error.problems)]
    if isinstance(error, OSError) and error.filename:  # a file that somebody named, and that cannot be used
        return [f"{error.filename}: {error.strerror}"]
    words = str(error) if isinstance(error, BeadleError) else _of_aws(error)
    return [words] if words else []


def _of_aws(error: Exception) -> str:
    """Return what an error of botocore's means here; "" for any other, or when nothing has loaded botocore."""
    known = sys.modules.get("botocore.exceptions")
    if known is None or not isinstance(error, known.BotoCoreError | known.ClientError):
        return ""
    if isinstance(error, known.ClientError):
        return _of_answer(error)
    if isinstance(error, known.NoRegionError):
        return REGION
    if isinstance(error, known.NoCredentialsError | known.PartialCredentialsError | known.CredentialRetrievalError):
        return CREDENTIALS
    if isinstance(error, known.HTTPClientError | known.ConnectionError):
        return SILENT.format(what=str(error).rstrip("."))
    return f"AWS cannot be asked: {error}"


def _of_answer(error: Any) -> str:
    details = {
        "code": error.response.get("Error", {}).get("Code", ""),
        "message": error.response.get("Error", {}).get("Message", ""),
        "operation": error.operation_name,
    }
    if details["code"] in EXPIRED:
        return UNKNOWN_CREDENTIALS.format(**details)
    return (DENIED if details["code"] in FORBIDDEN else REFUSED).format(**details)
