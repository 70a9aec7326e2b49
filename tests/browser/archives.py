"""Tiny PMTiles archives in which every tile is the same (the format's specification, version 3)."""

from __future__ import annotations

import json
import struct

VECTOR, PNG = 1, 2  # kinds of tile


def varint(number: int) -> bytes:
    more, last = number >> 7, number & 0x7F
    return bytes([last | 0x80]) + varint(more) if more else bytes([last])


def pmtiles(tile: bytes, kind: int, *, deepest: int = 14, layers: tuple[str, ...] = ()) -> bytes:
    count = sum(4**zoom for zoom in range(deepest + 1))
    root = b"".join(map(varint, (1, 0, count, len(tile), 1)))  # one entry: a run of all tiles
    credits_of = {"attribution": "© Stand-in", "vector_layers": [{"id": name} for name in layers]}
    metadata = json.dumps(credits_of).encode()
    start = 127 + len(root) + len(metadata)
    places = (127, len(root), 127 + len(root), len(metadata), start, 0, start, len(tile), count, 1, 1)
    plain = bytes([1, 1, 1, kind, 0, deepest])
    bounds = struct.pack("<4ix2i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0)
    return b"PMTiles\3" + struct.pack("<11Q", *places) + plain + bounds + root + metadata + tile


def vector_tile() -> bytes:
    """A Mapbox vector tile: a square of `earth` in the middle."""

    def part(number: int, data: bytes) -> bytes:
        return varint(number << 3 | 2) + varint(len(data)) + data

    side = 3200 << 1  # zigzag
    geometry = b"".join(map(varint, (9, 800, 800, 26, side, 0, 0, side, side - 1, 0, 15)))
    feature = varint(3 << 3) + varint(3) + part(4, geometry)
    return part(3, varint(15 << 3) + varint(2) + part(1, b"earth") + part(2, feature))
