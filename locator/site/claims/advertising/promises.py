"""Words, English and Spanish, that no honest health page has use for (rules B14 and B15)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locator.site.claims.texts.passage import Kind


@dataclass(frozen=True, slots=True)
class Promise:
    """A way of promising too much; names of the kinds `spared` may have the words by chance: Dr. Best.

    The `pattern` finds the `words`, a regular expression, where they stand alone.
    """

    words: str
    pattern: re.Pattern[str]
    spared: frozenset[Kind] = frozenset()


def _promise(words: str, *spared: Kind) -> Promise:
    return Promise(words, _alone(words), frozenset(spared))


def _alone(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)


_NAMES = (Kind.NAME, Kind.BUSINESS)
_CARE = (
    r"acupunctur\w*|back|care|chiropract\w*|clinics?|clinicians?|doctors?|help|medicine|physicians?|pain"
    r"|providers?|relief|results?|services?|specialists?|staff|team|therap\w*|treatments?"
)
_OURS = r"the|our|your|rated|ranked|voted|\w+['’]s"
_STREET = r"(?!\s+(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Mile|Blvd|Boulevard|Way)\b)"
_PLAIN = r"time|way|door|entrance|parking|route|lot|stop|exit|place\s+to|evidence|research|trials?|stud\w+"
ENGLISH = (
    _promise(rf"cur(?:e|es|ed|ing){_STREET}|curative", Kind.NAME),
    _promise(r"heal(?:s|ing|ed)?\s+your"),
    _promise(r"guarantee(?:d|s)?", Kind.NAME),
    _promise(r"pain[\s-]free"),
    _promise(r"permanent(?:ly)?\s+(?:pain\s+)?(?:relief|relieves?|free)"),
    _promise(rf"miracles?{_STREET}|miraculous(?:ly)?", *_NAMES),
    _promise(r"(?<![.,])100\s?(?:%|percent)"),
    _promise(r"(?:clinically|scientifically|medically)[\s-]proven"),
    _promise(r"FDA[\s-](?:approved|cleared)"),
    _promise(r"(?:risk|side[\s-]effect)[\s-]free"),
    # "Best" and "number one" only where they praise care: it is best to call, suite #1.
    _promise(rf"best(?:[\s-]+\w+){{0,2}}?[\s-]+(?:{_CARE})|best[\s-]+(?:rated|in)", *_NAMES),
    _promise(rf"(?:{_OURS})\s+(?:very\s+)?best(?!\s+(?:{_PLAIN})\b)(?=\s+\w|[.!]|$)", *_NAMES),
    _promise(rf"(?:{_OURS}|is|are|as)\s+(?:#\s?1|number[\s-]one|no\.\s?1)", *_NAMES),
    _promise(r"\A#\s?1", *_NAMES),
    _promise(rf"(?:#\s?1|number[\s-]one)\s+(?:(?:in|for)\b|(?:\w+\s+){{0,2}}(?:{_CARE}))", *_NAMES),
)

_ATENCION = (
    r"acupuntura|acupunturistas?|atención|ayuda|clínicas?|cuidados?|doctor(?:a|es|as)?|equipo|especialistas?"
    r"|medicina|médic[oa]s?|personal|quiropráctic[oa]s?|resultados?|servicios?|terapeutas?|terapias?"
    r"|tratamientos?"
)
SPANISH = (
    _promise(r"cura(?:r|n|mos|rá|da|do)?|curas|curativ[oa]s?", *_NAMES),
    _promise(r"san(?:a|an|amos|ará)\s+(?:su|tu)"),
    _promise(r"garanti(?:za(?:r|n|mos|d[oa]s?)?|ce)|garantías?", Kind.NAME),
    _promise(r"sin\s+(?:ningún\s+)?dolor"),
    _promise(r"alivio\s+(?:permanente|definitivo|total|inmediato)|adiós\s+al\s+dolor"),
    _promise(r"dolor(?:\s+\w+){0,3}\s+para\s+siempre"),
    _promise(r"milagros?|milagros[oa]s?(?:mente)?", *_NAMES),
    _promise(r"(?:100|cien)\s+por\s+ciento"),
    _promise(r"(?:clínica|científica|médica)mente\s+(?:com)?probad[oa]s?"),
    _promise(r"aprobad[oa]s?\s+por\s+la\s+FDA"),
    _promise(r"sin\s+(?:riesgos?|efectos\s+secundarios)"),
    _promise(rf"(?:el|la|los|las)\s+mejor(?:es)?\s+(?:{_ATENCION})", *_NAMES),
    _promise(rf"(?:{_ATENCION})\s+(?:número\s+uno|n[.º°]*\s?1)|(?:los|las)\s+número\s+uno", *_NAMES),
    _promise(r"somos\s+(?:los|las)\s+mejores"),
)
PROMISES = ENGLISH + SPANISH  # a Spanish cell may stand in an English row
ANY_PROMISE = _alone("|".join(promise.words for promise in PROMISES))
