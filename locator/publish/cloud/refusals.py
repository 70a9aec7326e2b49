"""What a storage service says no with, in words of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.publish.cloud.destination import Destination

NOT_IMPLEMENTED = re.compile(r"\b501 Not Implemented\b|<Code>NotImplemented<")
_CODE = re.compile(r"<Code>(\w+)</Code>")
_STATUS = re.compile(r"status code: (\d{3})")
_LONGEST = 200
_KEYS = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}

# What stands in an error of obstore, and what it means; the first that fits holds.
_MEANINGS = (
    (
        r"169\.254\.|metadata\.google\.internal|[Mm]issing ?[Cc]redential|Missing AccessKeyId|No credentials"
        r"|Account must be specified",
        "no key for {place}: set {keys}",
    ),
    (
        r"<Code>(InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|ExpiredToken)<|code: 401",
        "{place} does not accept the key{reason}: look at {keys}",
    ),
    (r"NoSuchBucket", "there is no bucket {bucket} ({place}): create it, or mend --out"),
    (
        r"redirect without LOCATION|PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocation",
        "the bucket of {place} lies in another region: set AWS_REGION to its own",
    ),
    (
        r"code: 403|\(code: AccessDenied\)",
        "the key may not {deed} in {place}{reason}: it must be allowed to list, read, write and delete there",
    ),
    (
        r"code: (5\d\d|429)",
        "{place} answers {status} again and again; what was sent stays, the next run goes on: try later",
    ),
    (
        r"(?i)error sending request|trying to connect|timed out|connection",
        "no answer from {place}: is the address right, and is there a network? What was sent stays",
    ),
    (r"", "cannot {deed} in {place}{reason}: {first}"),
)


def told(error: Exception, deed: str, destination: Destination) -> str:
    """One line: what could not be done, and what may cure it."""
    text = str(error)
    meaning = next(meaning for pattern, meaning in _MEANINGS if re.search(pattern, text))
    code = _found(_CODE, text)
    return meaning.format(
        place=f"{destination} at {destination.endpoint}" if destination.endpoint else destination,
        bucket=destination.bucket,
        keys=_KEYS[destination.scheme],
        deed=deed,
        reason=f" ({code})" if code else "",
        status=_found(_STATUS, text),
        first=text.split("\n", 1)[0].split("<?xml", 1)[0].strip()[:_LONGEST],
    )


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
