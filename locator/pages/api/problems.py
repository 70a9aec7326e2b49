"""The problems that the API answers with (RFC 9457); each has an address on /api/ that explains it."""

from __future__ import annotations

from dataclasses import dataclass, field

from locator.pages.api.schemas import Data, named, or_null, record, several, text, whole
from locator.site import urls
from locator.site.queries.answer import How

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: `more` are the members that it has beside those of every problem."""

    slug: str
    status: int
    title: str
    meaning: str
    more: Data = field(default_factory=dict, hash=False)

    @property
    def schema_name(self) -> str:
        """The name of its schema: "BadParameter"."""
        return self.slug.title().replace("-", "")

    @property
    def schema(self) -> Data:
        """The JSON Schema of its body."""
        shared = {
            "type": text("Where this kind of problem is explained.", format="uri"),
            "title": text(const=self.title),
            "status": whole(const=self.status),
            "detail": text("What is wrong, for a person."),
        }
        return record(shared | self.more, self.meaning)

    def data(self, base_url: str, detail: str, **more: object) -> Data:
        """The body of one such problem."""
        kind = f"{urls.absolute(base_url, urls.API)}#{self.slug}"
        return {"type": kind, "title": self.title, "status": self.status, "detail": detail, **more}


BAD_PARAMETER = ProblemKind(
    "bad-parameter",
    422,
    "A parameter cannot be used",
    "A parameter is unknown, given twice, missing or out of its range. Nothing is guessed.",
    {"parameter": text("Its name.")},
)
PLACE_NOT_FOUND = ProblemKind(
    "place-not-found",
    404,
    "Place not found",
    "`q` names no place that this site knows, or one too large to measure from.",
    {"how": text("Why.", enum=list(How)), "suggestions": several(text(), "Other words to ask with.")},
)
NO_SUCH_CLINIC = ProblemKind("no-such-clinic", 404, "No such clinic", "No clinic has ever had this id.")
_OTHER = record({"id": text(), "name": text(), "url": text(format="uri")})
CLINIC_CLOSED = ProblemKind(
    "clinic-closed",
    410,
    "The clinic has closed",
    "The clinic has closed for good.",
    {"replaced_by": or_null(_OTHER), "nearest_open": or_null(_OTHER)},
)
NO_SUCH_ADDRESS = ProblemKind(
    "no-such-address", 404, "No such address", "There is nothing at this address of the API."
)
WRONG_METHOD = ProblemKind(
    "wrong-method", 405, "The API can only be read", "Another method than GET or HEAD was used."
)
TOO_MANY = ProblemKind(
    "too-many",
    429,
    "Too many requests",
    "Your network has asked more than one may in a minute. `Retry-After` says how many seconds to wait.",
)
FAULT = ProblemKind("fault", 500, "Something went wrong here", "A fault of the server. Try again later.")

KINDS = (
    BAD_PARAMETER,
    PLACE_NOT_FOUND,
    NO_SUCH_CLINIC,
    CLINIC_CLOSED,
    NO_SUCH_ADDRESS,
    WRONG_METHOD,
    TOO_MANY,
    FAULT,
)


def response(kinds: tuple[ProblemKind, ...]) -> Data:
    """The OpenAPI response of problems that share a status."""
    schemas = [named(kind.schema_name) for kind in kinds]
    return {
        "description": " ".join(kind.meaning for kind in kinds),
        "content": {MEDIA_TYPE: {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}},
    }
