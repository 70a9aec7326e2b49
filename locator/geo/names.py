"""Place names as keys: the many ways of writing one name fold to one.

Standard library only, and nothing of locator: scripts/make_gazetteer.py loads this file by its path
while the wheel is being built, before the package can be imported.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# Apostrophes and Hawaiian ʻokinas join the letters around them; accents, once decomposed, go too.
_UNHEARD = dict.fromkeys([*map(ord, "'’‘`´ʻʼ"), *range(0x300, 0x370)])
# Short forms are spelled out, never the other way round: "e" + "den" must not meet "eden".
_SPELLED_OUT = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "lk": "lake",
    "lks": "lakes",
    "bch": "beach",
    "spg": "spring",
    "spgs": "springs",
    "hts": "heights",
    "hls": "hills",
    "hbr": "harbor",
    "jct": "junction",
    "ctr": "center",
    "centre": "center",
    "cty": "city",
    "vlg": "village",
    "twp": "township",
    "crk": "creek",
    "grv": "grove",
    "fls": "falls",
    "gdns": "gardens",
}


def fold_name(text: str) -> str:
    """The key of a place name: "Ft. Lauderdale" and "FORT LAUDERDALE" give "fortlauderdale".

    Case, accents, punctuation, spaces and a leading "The" do not count; Saint and St, Fort and Ft,
    Mount and Mt, North and N and other short forms of the postal service are one word. Empty if
    there is nothing to fold.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    words = _WORD.findall(plain.casefold().translate(_UNHEARD))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return "".join(_SPELLED_OUT.get(word, word) for word in words)
