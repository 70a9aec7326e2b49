"""How Spanish says that something helps."""

from __future__ import annotations

from locator.site.claims.evidence.vocabulary import Vocabulary, pattern

_AILMENT = (
    r"dolor(?:es)?|ciática|lumbalgias?|síntomas?|rigidez|espasmos?|movilidad|flexibilidad|discapacidad"
    r"|función|sueño|estrés|ansiedad|inflamaci(?:ón|ones)|hinchaz(?:ón|ones)|molestias?|recuperación|postura"
    r"|lesi(?:ón|ones)|entumecimiento|espalda|cuello|columna|nervios?|discos?|articulaci(?:ón|ones)|músculos?"
)
_TREATMENT = (
    r"acupuntura|agujas?|masajes?|ejercicios?|terapias?|fisioterapia|tratamientos?|manipulaci(?:ón|ones)"
    r"|quiropráctic[oa]|ajustes?|calor|yoga|tai\s?chi|estiramientos?|tracción|ultrasonidos?|TENS|ventosas"
    r"|hierbas|fajas?|medicamentos?|medicinas?|fármacos?|opioides?|ibuprofeno|inyecci(?:ón|ones)|cirugías?"
    r"|reposo|descanso|atención|cuidados?|visitas?|sesi(?:ón|ones)"
)
_GAIN = (
    r"alivi(?:an?|ó|aron)|reducen?|reduj(?:o|eron)|mejor(?:an?|ó|aron)|ayud(?:an?|ó|aron)|calman?\s+(?:el|la|los|las|su)|calm(?:ó|aron)"
    r"|disminuy(?:en?|ó|eron)|sirven?\s+(?:para|contra)|funcionan?|sanan?|benefici(?:an?|ó|aron)"
    r"|(?:es|son|fue|fueron)\s+(?:\w+\s+)?(?:eficaz|eficaces|efectiv[oa]s?|útil(?:es)?)"
)
_EFFECT = (
    rf"{_GAIN}|alivi(?:o|ar|ado|e|en)|reduc(?:ir|ción|ciones|ido)|mejor(?:ar|ado|ías?|e|en|es)|eficaz|eficaces"
    r"|eficacia|efectiv[oa]s?|efectividad|ayud(?:ar|ado|e|en)|calmar|disminu(?:ir|ción|ido)|servir|funcionar"
    r"|sanar|beneficios?|beneficiar(?:se)?|combat(?:en?|ir)|quit(?:an?|ar)|super(?:an?|ar|ó|aron)"
    r"|mejor(?:es)?\s+que"
)


SPANISH = Vocabulary(
    effect=pattern(rf"\b(?:{_EFFECT})\b"),
    health=pattern(rf"\b(?:{_AILMENT}|{_TREATMENT})\b"),
    treats=pattern(rf"\btrat(?:an?|amos|ar|ó)\b(?:\s+\w+){{0,3}}?\s+(?:{_AILMENT})\b"),
    # The subject is in the verb: "Ayuda." says as much as "It helps."
    bare=pattern(
        r"(?:\A[\W_]*|\b(?:esto|eso|ello|ambos|ambas)\s+)(?:(?:también|no|sí|a\s+menudo|puede[n]?|podrían?)\s+)*"
        r"(?:ayuda[nr]?|funciona[nr]?|sirve[n]?|alivia[nr]?|mejora[nr]?)\b"
    ),
    uncertain=pattern(
        r"\b(?:no\s+(?:se\s+)?sab(?:e|emos)|nadie\s+sabe|no\s+está\s+claro|se\s+desconoce|no\s+conocemos"
        r"|no\s+(?:podemos|se\s+puede|puede)\s+(?:saber|decir|distinguir))\b"
    ),
    asking=pattern(
        r"\b(?:preg[uú]nt\w+|d[ií]g[ao]\w*|decir\w*|cu[eé]nt\w+|h[aá]bl\w+)\b[^.;]*\b(?:qué|cuál|cuáles|si|cómo)\b[^.;]*"
        r"|\b(?:si|a\s+menos\s+que|en\s+caso\s+de)\b[^,.;]*"
    ),
    people=pattern(
        r"\b(?:pid\w+|pedir|busc\w+|necesit\w+|recib\w+|obten\w+|con|sin)\s+(?:\w+\s+)?ayuda\b"
        r"|\bayud\w+\s+(?:\w+\s+)?a?\s*"
        r"(?:levantar|encontrar|elegir|decidir|planear|llegar|llenar|entrar|bajar)\w*|\bayud\w+\s+con\s+(?:l[oa]s?\s+|el\s+|su\s+)?(?:formularios?|papeles|papeleo|trámites)\b"
        r"|\bbeneficios\s+de\s+su\s+(?:plan|seguro)\b"
    ),
    gain=pattern(rf"\b(?:{_TREATMENT})\b(?:\s+(?!(?:no|nunca|ni)\b)\w+){{0,4}}?\s+(?:{_GAIN})\b"),
    compared=pattern(
        r"\b(?:compar\w+|que\s+(?:nada|la|el|los|las|una?|no|con)|frente\s+a|contra|simulad[oa]s?|simulacro"
        r"|placebo|control|atención\s+habitual|en\s+(?:vez|lugar)\s+de|sea\s+cual\s+sea)\b"
        r"|\bsin\s+(?:\w+\s+)?(?:acupuntura|tratamiento|atención|ejercicio|agujas?|masajes?|medicinas?)\b"
    ),
    certain=pattern(
        r"\b(?:certeza|segur[oa]s?|seguridad|calidad|evidencia|pruebas|puede[n]?|podrían?|quizás?|tal\s+vez"
        r"|sesgos?|confianza|ensayos?|estudios?|revisi(?:ón|ones)|guías?)\b"
    ),
    harm=pattern(
        r"\b(?:riesgos?|daños?|dañ(?:ar|an?)|efectos\s+secundarios|moret(?:ón|ones)|dolorid[oa]s?|sangr\w+"
        r"|desmay\w+|mare\w+|infecci(?:ón|ones)|perfor\w+|dependencia)\b"
    ),
    expired=pattern(
        r"\b(?:(?:cinco|5)\s+años|venci(?:ó|d[oa])|caduc\w+|vigen(?:te|cia)"
        r"|ya\s+no\s+(?:es|está)\s+(?:actual|al\s+día)|no\s+(?:es|está)\s+(?:actual|al\s+día))\b"
    ),
)
