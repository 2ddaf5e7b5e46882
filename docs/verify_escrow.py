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

TEXT, LEVELS = 256, 16


def fields(domain, *parts):
    state = hashlib.sha256(bytes([domain]))
    for part in parts:
        state.update(len(part).to_bytes(4, "big"))
        state.update(part)
    return state.digest()


def number(value, size):
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a whole number")
    return value.to_bytes(size, "big")


def digest(text):
    if text != text.lower() or len(text) != 64:
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
        if data["format"] != "detente-escrow-2":
            raise ValueError("another format")
        names = [data["instrument"].encode("utf-8"), data["declarant"].encode("utf-8")]
        self.sites, self.items = data["shape"]["sites"], data["shape"]["items"]
        self.context = (
            b"detente-escrow-2"
            + b"".join(len(name).to_bytes(4, "big") + name for name in names)
            + number(data["version"], 4)
            + number(self.sites, 2)
            + number(self.items, 2)
        )
        self.nonce, self.tree, self.keys = (digest(data[name]) for name in ("nonce", "tree", "keys"))
        previous = b"" if data["previous"] is None else digest(data["previous"])
        if fields(0x06, self.context, self.nonce, self.tree, self.keys, previous) != digest(data["root"]):
            raise ValueError("root")

    def node(self, path, text, count, children):
        return fields(0x01, self.context, path_bytes(path), text, count, number(len(children), 4), *children)

    def count(self, path, salt, value):
        return fields(0x02, self.context, path_bytes(path), salt, number(value, 8))

    def last(self, path, way):
        """The last node of a way that leads from the root along the path."""
        if len(way) != len(path) + 1 or len(path) > 2:
            raise ValueError("way")
        expected = self.tree
        for length, node in enumerate(way):
            children = [digest(child) for child in node["children"]]
            if len(children) != (self.sites, self.items, 0)[length]:
                raise ValueError("children")
            text, count = digest(node["text"]), digest(node["count"])
            if self.node(path[:length], text, count, children) != expected:
                raise ValueError("node")
            if length < len(path):
                expected = children[path[length]]
        return text, count, children


def check_text(commitment, answer):
    text, _, _ = commitment.last(answer["path"], answer["way"])
    place, salt = path_bytes(answer["path"]), digest(answer["salt"])
    if fields(0x00, commitment.context, place, salt, padded(answer["text"])) != text:
        raise ValueError("text")
    return "text: " + answer["text"]


def check_sum(commitment, answer):
    path, parts = answer["path"], answer["parts"]
    _, count, children = commitment.last(path, answer["way"])
    if commitment.count(path, digest(answer["salt"]), answer["count"]) != count or len(parts) != len(children):
        raise ValueError("count")
    if not parts and answer["count"] > 1:
        raise ValueError("item")
    for at, (part, child) in enumerate(zip(parts, children)):
        here = path + [at]
        inner = [digest(each) for each in part["children"]]
        value = commitment.count(here, digest(part["salt"]), part["count"])
        if commitment.node(here, digest(part["text"]), value, inner) != child:
            raise ValueError("part")
    if parts and sum(part["count"] for part in parts) != answer["count"]:
        raise ValueError("sum")
    return "count: %d" % answer["count"]


def check_key(commitment, answer):
    key = fields(0x03, commitment.context, commitment.nonce, answer["key"].encode("utf-8"))
    position = int.from_bytes(key[:4], "big") >> (32 - LEVELS)
    held = b"" if answer["held"] is None else digest(answer["held"])
    here = fields(0x04, commitment.context, number(position, 4), digest(answer["salt"]), held)
    if len(answer["beside"]) != LEVELS:
        raise ValueError("way")
    for level, other in enumerate(map(digest, answer["beside"])):
        pair = (other, here) if position >> level & 1 else (here, other)
        here = fields(0x05, commitment.context, *pair)
    if here != commitment.keys:
        raise ValueError("keys")
    return "declared" if held == key else "not declared"


def main():
    with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as other:
        commitment, answer = json.load(one), json.load(other)
    checks = {"text": check_text, "sum": check_sum, "key": check_key}
    try:
        print(checks[answer["kind"]](Commitment(commitment), answer))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, AttributeError):
        print("invalid")
        sys.exit(1)


if __name__ == "__main__":
    main()
