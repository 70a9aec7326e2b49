"""Everything that is measured. No figure has a place, a path, a question or a visitor in it (decision 48)."""

from __future__ import annotations

from enum import StrEnum

from locator.model.problem import Severity
from locator.shared.questions.steady import Outcome
from locator.web.vitals.figure import Figure, Sort
from locator.web.vitals.page_kind import PageKind

CLASSES = ("2xx", "3xx", "4xx", "5xx")
#: What came of a call to a geocoder, as `locator.geo.services.service` tells it, which is slow to import.
OUTCOMES = ("found", "empty", "quota", "refused", "timeout", "failed", "garbage")


class By(StrEnum):
    """Who searches."""

    FINDER = "finder"
    API = "api"


class Found(StrEnum):
    """What came of a search."""

    NEAR = "near"  # a place with a clinic within the site's radius
    OUTSIDE = "outside"  # a place without one, or none that the site could ever serve
    PLACE = "place"  # a place; the API does not look whether a clinic is near
    AMBIGUOUS = "ambiguous"  # several places to choose from
    NOTHING = "nothing"  # no place was understood


class Reload(StrEnum):
    """What came of reading the folder anew."""

    SERVED = "served"
    KEPT = "kept"  # the last good edition, for what was read is broken
    FAILED = "failed"  # by a fault of the system or of ours


REQUESTS = Figure(
    "locator_requests_total",
    "Answers, by kind of page and class of status.",
    labels={"page": PageKind, "status": CLASSES},
)
ANSWER_SECONDS = Figure(
    "locator_answer_seconds",
    "Seconds from a request to the last byte of its answer, of those that the application answers.",
    Sort.HISTOGRAM,
    bounds=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Figure("locator_requests_in_flight", "Requests that the application is about.", Sort.GAUGE)
RATE_LIMITED = Figure(
    "locator_rate_limited_total",
    "Answers that ask to wait (429), by kind of page.",
    labels={"page": PageKind},
)
KEPT_PAGES = Figure("locator_kept_pages_total", "Answers from the shelf, which the application never sees.")
KEPT_PAGE_SECONDS = Figure("locator_kept_page_seconds_total", "Seconds that answers from the shelf took.")
RENDERED_PAGES = Figure("locator_rendered_pages_total", "Pages that were rendered.")
RENDERING_SECONDS = Figure("locator_rendering_seconds_total", "Seconds that rendering took.")
SEARCHES = Figure(
    "locator_searches_total",
    "Searches, by who asked and what was found.",
    labels={"by": By, "found": Found},
)
GEOCODER_CALLS = Figure(
    "locator_geocoder_calls_total",
    "Calls to geocoders, by what came of them.",
    labels={"outcome": OUTCOMES},
)
GEOCODER_SECONDS = Figure(
    "locator_geocoder_seconds",
    "Seconds that calls to geocoders took.",
    Sort.HISTOGRAM,
    bounds=(0.05, 0.1, 0.25, 0.5, 1, 2, 3),
)
STORE_QUESTIONS = Figure(
    "locator_store_questions_total",
    "Questions of visitors where a store stands behind the site, by who answered them.",
    labels={"outcome": Outcome},
)
RELOADS = Figure(
    "locator_reloads_total",
    "How often the folder was read anew, by what came of it.",
    labels={"outcome": Reload},
)
PROBLEMS = Figure(
    "locator_problems",
    "Problems in the data, as of the last time that it was read.",
    Sort.GAUGE,
    labels={"severity": Severity},
)
PAGES = Figure("locator_pages", "Pages of the edition that is served.", Sort.GAUGE)
EDITION_MADE = Figure(
    "locator_edition_made_timestamp_seconds", "When the edition that is served was made.", Sort.GAUGE
)
EDITION_AGE = Figure(
    "locator_edition_age_seconds", "Seconds since the edition that is served was made.", Sort.GAUGE
)
LEAVING = Figure("locator_leaving", "1 when the server has been told to stop.", Sort.GAUGE)

FIGURES = (
    *(REQUESTS, ANSWER_SECONDS, IN_FLIGHT, RATE_LIMITED),
    *(KEPT_PAGES, KEPT_PAGE_SECONDS, RENDERED_PAGES, RENDERING_SECONDS),
    *(SEARCHES, GEOCODER_CALLS, GEOCODER_SECONDS, STORE_QUESTIONS),
    *(RELOADS, PROBLEMS, PAGES, EDITION_MADE, EDITION_AGE, LEAVING),
)
