#!/usr/bin/env python3
"""Checks an answer from an escrow against its commitment, by the specification
alone (docs/src/escrow.md) and without any code of the project.

    verify_escrow.py COMMITMENT.json ANSWER.json

prints what the answer shows and exits with 0, or prints `invalid` and exits
with 1. Needs nothing but Python 3.
"""

import hashlib
import json
import sys

TEXT, BITS, PROOF = 256, 256, 80


def fields(domain, *parts):
    state = hashlib.sha256(bytes([domain]))
    for part in parts:
        state.update(len(part).to_bytes(4, "big"))
        state.update(part)
    return state.digest()


# The curve edwards25519 (RFC 8032) and the verifiable random function
# ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381), as far as a proof is checked.
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ROOT = pow(2, (PRIME - 1) // 4, PRIME)
NEUTRAL = (0, 1, 1, 0)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % PRIME
    b = (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c = 2 * one[3] * other[3] * CURVE % PRIME
    d = 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def times(factor, point):
    result = NEUTRAL
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def negative(point):
    return PRIME - point[0], point[1], point[2], PRIME - point[3]


def encoded(point):
    inverse = pow(point[2], -1, PRIME)
    x, y = point[0] * inverse % PRIME, point[1] * inverse % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decoded(raw):
    """The point that 32 bytes stand for; None where they stand for none."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = PRIME - x
    return x, y, 1, x * y % PRIME


BASE = decoded(bytes([0x58]) + bytes([0x66]) * 31)


def vrf_output(key, message, proof):
    """The 64 bytes that the function gives, if the proof holds."""
    public = decoded(key)
    if public is None or encoded(times(8, public)) == encoded(NEUTRAL):
        raise ValueError("key")
    for counter in range(256):
        tried = hashlib.sha512(b"\x03\x01" + key + message + bytes([counter, 0])).digest()
        hashed = decoded(tried[:32])
        if hashed is not None and encoded(times(8, hashed)) != encoded(NEUTRAL):
            hashed = times(8, hashed)
            break
    else:
        raise ValueError("message")
    gamma = decoded(proof[:32])
    challenge, answer = int.from_bytes(proof[32:48], "little"), int.from_bytes(proof[48:], "little")
    if gamma is None or len(proof) != 80 or answer >= ORDER:
        raise ValueError("proof")
    first = add(times(answer, BASE), times(challenge, negative(public)))
    second = add(times(answer, hashed), times(challenge, negative(gamma)))
    points = b"".join(map(encoded, (public, hashed, gamma, first, second)))
    if hashlib.sha512(b"\x03\x02" + points + b"\0").digest()[:16] != proof[32:48]:
        raise ValueError("proof")
    return hashlib.sha512(b"\x03\x03" + encoded(times(8, gamma)) + b"\0").digest()


def number(value, size):
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a whole number")
    return value.to_bytes(size, "big")


def digest(text, size=32):
    if set(text) - set("0123456789abcdef") or len(text) != 2 * size:
        raise ValueError("not a hash")
    return bytes.fromhex(text)


def path_bytes(path):
    return b"".join(number(step, 2) for step in path)


def padded(text):
    raw = text.encode("utf-8")
    if len(raw) > TEXT - 2:
        raise ValueError("too long")
    return (number(len(raw), 2) + raw).ljust(TEXT, b"\0")


class Commitment:
    def __init__(self, data):
        if data["format"] != "detente-escrow-3":
            raise ValueError("another format")
        names = [data["instrument"].encode("utf-8"), data["declarant"].encode("utf-8")]
        self.sites, self.items = data["shape"]["sites"], data["shape"]["items"]
        self.context = (
            b"detente-escrow-3"
            + b"".join(len(name).to_bytes(4, "big") + name for name in names)
            + number(data["version"], 4)
            + number(self.sites, 2)
            + number(self.items, 2)
        )
        self.oracle, self.tree, self.keys = (digest(data[name]) for name in ("oracle", "tree", "keys"))
        previous = b"" if data["previous"] is None else digest(data["previous"])
        if data["version"] < 1 or (data["version"] > 1) != bool(previous):
            raise ValueError("version")
        if fields(0x06, self.context, self.oracle, self.tree, self.keys, previous) != digest(data["root"]):
            raise ValueError("root")

    def node(self, path, text, count, below):
        return fields(0x01, self.context, path_bytes(path), text, count, below)

    def count(self, path, salt, value):
        return fields(0x02, self.context, path_bytes(path), salt, number(value, 8))

    def below(self, path, children):
        return fields(0x09, self.context, path_bytes(path), *children)

    def arity(self, depth):
        return (self.sites, self.items)[depth]

    def leads(self, path, node, way):
        """Whether a way leads from the root along the path to the node."""
        if len(way) != len(path) or len(path) > 2:
            raise ValueError("way")
        for depth in reversed(range(len(path))):
            children = [digest(child) for child in way[depth]["children"]]
            if len(children) != self.arity(depth) or children[path[depth]] != node:
                raise ValueError("children")
            text, count = digest(way[depth]["text"]), digest(way[depth]["count"])
            node = self.node(path[:depth], text, count, self.below(path[:depth], children))
        if node != self.tree:
            raise ValueError("tree")

    def position(self, answer):
        """Where the key of an answer is to be looked for."""
        message = fields(0x0B, self.context, answer["key"].encode("utf-8"))
        return fields(0x03, self.context, vrf_output(self.oracle, message, digest(answer["proof"], PROOF)))

    def holds(self, position, leaf, beside):
        """Whether the way of a position leads to a leaf, or to nothing."""
        ways = [int.from_bytes(each, "big") for each in (position, leaf[0] if leaf else position)]
        if len(beside) > BITS or ways[0] >> (BITS - len(beside)) != ways[1] >> (BITS - len(beside)):
            raise ValueError("way")
        here = fields(0x04, self.context, *leaf) if leaf else fields(0x0A, self.context)
        for depth, other in zip(reversed(range(len(beside))), map(digest, beside)):
            pair = (other, here) if ways[0] >> (BITS - 1 - depth) & 1 else (here, other)
            here = fields(0x05, self.context, *pair)
        if here != self.keys:
            raise ValueError("keys")


def plain(text):
    """A text on one line, without signs that could pass for another verdict."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def check_text(commitment, answer):
    path, salt = answer["path"], digest(answer["salt"])
    text = fields(0x00, commitment.context, path_bytes(path), salt, padded(answer["text"]))
    node = commitment.node(path, text, digest(answer["count"]), digest(answer["below"]))
    commitment.leads(path, node, answer["way"])
    return "text: " + plain(answer["text"])


def check_sum(commitment, answer):
    path, parts = answer["path"], answer["parts"]
    if len(path) == 2:
        if parts or answer["count"] > 1:
            raise ValueError("item")
        below = digest(answer["below"])
    else:
        if len(parts) != commitment.arity(len(path)) or answer["below"] is not None:
            raise ValueError("parts")
        children = []
        for at, part in enumerate(parts):
            count = commitment.count(path + [at], digest(part["salt"]), part["count"])
            children.append(commitment.node(path + [at], digest(part["text"]), count, digest(part["below"])))
        if sum(part["count"] for part in parts) != answer["count"]:
            raise ValueError("sum")
        below = commitment.below(path, children)
    count = commitment.count(path, digest(answer["salt"]), answer["count"])
    commitment.leads(path, commitment.node(path, digest(answer["text"]), count, below), answer["way"])
    return "count: %d" % answer["count"]


def check_item(commitment, answer):
    path, salts = answer["path"], answer["salts"]
    if len(path) != 2:
        raise ValueError("path")
    position, place = commitment.position(answer), path_bytes(path)
    below = fields(0x07, commitment.context, place, digest(salts["bearing"]), position)
    count = commitment.count(path, digest(salts["count"]), 1)
    commitment.leads(path, commitment.node(path, digest(answer["text"]), count, below), answer["way"])
    holder = fields(0x08, commitment.context, position, digest(salts["holder"]), place)
    commitment.holds(position, (position, holder), answer["beside"])
    return "item: " + plain(answer["key"])


def check_key(commitment, answer):
    position, held = commitment.position(answer), answer["held"]
    leaf = None if held is None else (digest(held["position"]), digest(held["holder"]))
    commitment.holds(position, leaf, answer["beside"])
    return "declared" if leaf and leaf[0] == position else "not declared"


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as other:
            commitment, answer = json.load(one), json.load(other)
    except (OSError, ValueError, IndexError, RecursionError) as error:
        # What cannot be read says nothing of what it holds.
        print("cannot be read: %s" % error, file=sys.stderr)
        sys.exit(2)
    checks = {"text": check_text, "sum": check_sum, "item": check_item, "key": check_key}
    try:
        print(checks[answer["kind"]](Commitment(commitment), answer))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, AttributeError):
        print("invalid")
        sys.exit(1)


if __name__ == "__main__":
    main()
