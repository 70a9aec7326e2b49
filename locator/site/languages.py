"""The languages that the package speaks: how each calls itself, and its words for the steps of an address."""

from __future__ import annotations

MAIN = "en"  # what sentences are written in, and what every table is keyed by

NAMES = {"en": "English", "es": "Español"}

# The steps of an address in further languages, by the English ones. They stay for ever (rule A32).
ADDRESS_WORDS = {
    "es": {
        "about": "acerca-de",
        "accessibility": "accesibilidad",
        "articles": "articulos",
        "clinics": "clinicas",
        "credits": "creditos",
        "editorial-policy": "politica-editorial",
        "find": "buscar",
        "privacy": "privacidad",
        "report": "avisar",
    },
}
