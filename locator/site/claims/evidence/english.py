"""How English says that something helps."""

from __future__ import annotations

from locator.site.claims.evidence.vocabulary import Vocabulary, pattern

_AILMENT = (
    r"(?:\w+-)?(?:back|neck|head)?(?:aches?|pain(?:s|ful)?)|sciatica|symptoms?|stiff(?:ness)?|spasms?|mobility"
    r"|flexibility|disability|function(?:ing)?|sleep|stress|anxiety|inflammation|swelling|discomfort|soreness"
    r"|recovery|posture|conditions?|injur(?:y|ies)|numbness|backs?|spine|nerves?|discs?|joints?|muscles?"
)
_TREATMENT = (
    r"acupunctur\w*|needl(?:e|es|ing)|massages?|exercises?|therap(?:y|ies)|treatments?|manipulation|chiropractic"
    r"|adjustments?|heat|yoga|tai\s+chi|stretch(?:es|ing)?|traction|ultrasound|TENS|cupping|herbs?|braces?"
    r"|medicines?|drugs?|NSAIDs?|opioids?|ibuprofen|injections?|surgery|rest|care|visits?|sessions?"
)
_EFFECT = (
    r"relief|reliev(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tions?)|improv(?:e|es|ed|ing|ements?)|effective(?:ly|ness)?"
    r"|help(?:s|ed|ful|ing)?|eas(?:e|es|ed|ing)|benefits?|benefit(?:s|ed)\s+from|sooth(?:e|es|ed|ing)"
    r"|lessen(?:s|ed|ing)?|alleviat(?:e|es|ed|ing)|work(?:s|ed)\s+(?:well|better|best|for)|heals?|healing"
    r"|beats?|outperform(?:s|ed)?|(?:no\s+)?better\s+than"
)
_GAIN = (
    r"reliev(?:es?|ed)|reduc(?:es?|ed)|improv(?:es?|ed)|eas(?:es?|ed)|help(?:s|ed)?|sooth(?:es?|ed)|lessen(?:s|ed)?"
    r"|alleviat(?:es?|ed)|heal(?:s|ed)?|work(?:s|ed)?\s+(?:well|better|best|for)"
    r"|(?:is|are|was|were)\s+(?:\w+\s+)?(?:effective|helpful)"
)


ENGLISH = Vocabulary(
    effect=pattern(rf"\b(?:{_EFFECT})\b"),
    health=pattern(rf"\b(?:{_AILMENT}|{_TREATMENT})\b"),
    treats=pattern(rf"\btreat(?:s|ed|ing)?\b(?:\s+[\w-]+){{0,3}}?\s+(?:{_AILMENT})\b"),
    bare=pattern(
        r"\b(?:it|they|this|these|that|both|neither)\s+"
        rf"(?:(?:can|may|might|could|will|does|do|not|also|often)\s+)*(?:{_EFFECT}|works?)\b"
    ),
    uncertain=pattern(
        r"\b(?:(?:do|does|did)\s+not\s+know|don['’]t\s+know|nobody\s+knows|no\s+one\s+knows"
        r"|(?:is|are)\s+(?:not\s+known|unknown|unclear)|cannot\s+(?:tell|say|know)|not\s+yet\s+known)\b"
    ),
    asking=pattern(
        r"\b(?:ask(?:s|ed|ing)?|tell(?:s|ing)?|say|talk|wonder)\b[^.;]*\b(?:what|which|whether|if|how|why)\b[^.;]*"
        r"|\b(?:whether|if|unless|in\s+case)\b[^,.;]*"
    ),
    people=pattern(
        r"\b(?:get|seek|find|ask\s+for|call\s+for|need|want|with|without)\s+(?:\w+\s+)?help\b"
        r"|\bhelp\s+(?:you\s+)?"
        r"(?:up|with|find|choose|decide|plan|get|book|fill|reach|to\s+(?:find|choose|decide))\b"
        r"|\b(?:health|plan|insurance)\s+benefits?\b|\bat\s+ease\b"
    ),
    gain=pattern(rf"\b(?:{_TREATMENT})\b(?:\s+(?!(?:not|no|never)\b)[\w'’-]+){{0,4}}?\s+(?:{_GAIN})\b"),
    compared=pattern(
        r"\b(?:compar\w+|than|versus|vs|against|beat|sham|placebo|control|usual\s+care|instead\s+of|whatever)\b"
        r"|\b(?:no|without)\s+(?:\w+\s+)?(?:acupuncture|treatment|care|exercise|needles?|massage|medicine)\b"
    ),
    certain=pattern(
        r"\b(?:certain\w*|uncertain\w*|quality|evidence|may|might|could|perhaps|bias|confiden\w+|sure"
        r"|trials?|stud(?:y|ies)|reviews?|guidelines?)\b"
    ),
    harm=pattern(
        r"\b(?:risks?|harm(?:s|ful)?|side\s+effects?|adverse|bruis\w+|sore(?:ness)?|bleed\w*|faint|dizz\w+"
        r"|flare|infections?|punctured?|dependence|hurt)\b"
    ),
    expired=pattern(
        r"\b(?:(?:five|5)[\s-]years?|r[au]n\s+out|runs?\s+out|expired?|past\s+(?:its|that)|out\s+of\s+date|outdated"
        r"|no\s+longer\s+(?:current|valid)|not\s+(?:be\s+)?(?:take\s+it\s+as\s+)?current|withdrawn|invalid)\b"
    ),
)
