"""One geocoding service over the network: asked rarely, briefly, and not at all while it is down."""

from __future__ import annotations

import logging
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
)

from locator.geo.services.breaker import Breaker
from locator.geo.services.hit import parse_hits
from locator.geo.services.known import MAX_HITS, make_geocoder, search_options
from locator.geo.services.pace import MAX_PAUSE, Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.geo.services.hit import Hit
    from locator.geo.services.tally import Tally
    from locator.model.geocoder_settings import ServiceSettings
    from locator.store import Store

    Watch = Callable[[str, float], object]

logger = logging.getLogger(__name__)

ATTEMPTS = 2
LEAST_SECONDS = 0.2  # a call with less time than this is not worth its price
QUOTA_PAUSE = 60.0
REFUSED_PAUSE = 600.0  # a wrong key does not mend itself


class Outcome(StrEnum):
    """What came of a call."""

    FOUND = "found"
    EMPTY = "empty"
    QUOTA = "quota"  # too many calls
    REFUSED = "refused"  # the key, or the caller
    TIMEOUT = "timeout"
    FAILED = "failed"
    GARBAGE = "garbage"  # an answer that is none


_PASSING = (Outcome.TIMEOUT, Outcome.FAILED)


class Unanswered(Exception):
    """The service gave no answer; `was_asked` says whether the question left the house."""

    def __init__(self, *, was_asked: bool) -> None:
        super().__init__()
        self.was_asked = was_asked


class Service:
    """Asks a geocoder of geopy's, within the rate, the time and the breaker. Threads may share it.

    Raises ValueError if the settings make no geocoder.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        *,
        store: Store,
        tally: Tally,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        watch: Watch | None = None,
    ) -> None:
        self.settings = settings
        self._geocoder = make_geocoder(settings)
        self._options = search_options(self._geocoder)
        self._tally, self._breaker = tally, breaker or Breaker()
        self._pace = Pace(
            store, settings.name, rate=settings.rate, is_strict=settings.is_public_nominatim, clock=clock
        )
        self._clock, self._sleep, self._watch = clock, sleep, watch

    def ask(self, query: str, *, seconds: float) -> tuple[Hit, ...]:
        """Asks where `query` is, once more if need be, within `seconds`; raises Unanswered."""
        ends = time.monotonic() + seconds
        was_asked = False
        for _ in range(ATTEMPTS):
            if not (self._has_budget() and self._breaker.allows() and self._has_turn(ends)):
                break
            outcome, hits = self._call(query, ends - time.monotonic())
            was_asked = True
            if outcome in (Outcome.FOUND, Outcome.EMPTY):
                return hits
            if outcome not in _PASSING:
                break
        raise Unanswered(was_asked=was_asked)

    @property
    def is_left_alone(self) -> bool:
        """Whether it has failed so often that it is not asked for a while."""
        return self._breaker.is_open

    def _has_budget(self) -> bool:
        """Tells whether today's calls are not used up."""
        limit = self.settings.calls_per_day
        return limit is None or self._tally.of_today(self.settings.name) < limit

    def _has_turn(self, ends: float) -> bool:
        """Waits for a turn that leaves time for an answer; tells whether there was one."""
        turn = self._pace.take(ends - time.monotonic() - LEAST_SECONDS)
        if turn is None:
            return False
        self._sleep(max(0.0, turn - self._clock()))
        return True

    def _call(self, query: str, seconds: float) -> tuple[Outcome, tuple[Hit, ...]]:
        hits: tuple[Hit, ...] = ()
        pause: float | None = None
        begun = time.monotonic()
        try:
            hits = parse_hits(query, _tuples(self._locations(query, seconds)))
            outcome = Outcome.FOUND if hits else Outcome.EMPTY
        except Exception as error:  # geopy raises whatever a strange answer makes it stumble over
            outcome, pause = _read_failure(error)
        if self._watch:
            self._watch(outcome.value, time.monotonic() - begun)
        self._tally.count(self.settings.name, outcome)
        self._tell_breaker(outcome, pause)
        return outcome, hits

    def _locations(self, query: str, seconds: float) -> Any:
        timeout = max(LEAST_SECONDS, min(seconds, self.settings.timeout))
        return self._geocoder.geocode(query, exactly_one=False, timeout=timeout, **self._options)

    def _tell_breaker(self, outcome: Outcome, pause: float | None) -> None:
        if outcome in (Outcome.FOUND, Outcome.EMPTY):
            self._breaker.succeeded()
            return
        if outcome is Outcome.QUOTA and pause:
            self._pace.postpone(pause)
        if self._breaker.failed(pause):
            # No text of the error: it may repeat the question.
            logger.warning("Geocoder %s is left alone for a while: %s.", self.settings.name, outcome)


def _tuples(locations: Any) -> list[tuple[str, float, float, object]]:
    found = (locations or [])[:MAX_HITS]  # whatever it was told
    return [(str(each.address), each.latitude, each.longitude, each.raw) for each in found]


def _read_failure(error: Exception) -> tuple[Outcome, float | None]:
    """What went wrong, and for how long to leave the service alone if one failure is enough for that."""
    if isinstance(error, GeocoderQuotaExceeded):
        retry_after = getattr(error, "retry_after", None)
        return Outcome.QUOTA, min(QUOTA_PAUSE if retry_after is None else retry_after, MAX_PAUSE)
    if isinstance(error, GeocoderAuthenticationFailure | GeocoderInsufficientPrivileges):
        return Outcome.REFUSED, REFUSED_PAUSE
    if isinstance(error, GeocoderQueryError):  # also Google's word for a wrong key
        return Outcome.REFUSED, None
    if isinstance(error, GeocoderTimedOut):
        return Outcome.TIMEOUT, None
    if isinstance(error, GeocoderServiceError) and not isinstance(error, GeocoderParseError):
        return Outcome.FAILED, None
    return Outcome.GARBAGE, None
