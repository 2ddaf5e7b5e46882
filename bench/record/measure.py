"""How well `detente record draft` finds what people found by hand.

    python3 bench/record/measure.py SAMPLE.json DOCUMENTS [--list] [--command ...]

SAMPLE holds entries with `seed` (a file in DOCUMENTS), `start` and `end` (Unicode scalars), `modality` and `category`.

Counted are proposals, offers, demands, rejections and conditions: entries that are one by modality (proposal, offer, demand,
rejection) or by category (proposal, condition, demand, red_line, rejection_reported, obligation_proposed,
commitment_reported, negotiable_issue, verification_or_cbm of modality proposal). Drafts counted with them are those of the
stances demands, proposes, offers, accepts, rejects, and any other that carries a condition.

A draft finds an entry if their passages share at least half of the shorter one and at least a quarter of the longer one, or
the draft covers the whole entry within one sentence; `strict` asks for half of both together (intersection over union).
Stance agrees if the draft's stance is one that the entry's modality and category allow (STANCES below).

Recall is the share of entries found; precision the share of drafts that find an entry of the same group, and, beside it, that
find any entry at all: the sample leaves out much that is a statement, so the first is a lower bound.

With --cases FOLDER the passages that the worked cases cite for statements of the stances demands, proposes, offers, accepts and
rejects are a second set: recall alone, for the cases code only what concerns their issues.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib

BY_MODALITY = {"proposal", "offer", "demand", "rejection"}
BY_CATEGORY = {
    "proposal", "condition", "demand", "red_line", "rejection_reported", "obligation_proposed", "commitment_reported",
    "negotiable_issue",
}
DECIDING = {"demands", "proposes", "offers", "accepts", "rejects"}
PUT_FORWARD = {"proposes", "offers", "demands"}
STANCES = {
    "proposal": PUT_FORWARD, "offer": PUT_FORWARD | {"accepts", "signals"}, "demand": {"demands", "proposes"},
    "rejection": {"rejects", "denies"}, "prediction": {"predicts"}, "obligation": PUT_FORWARD | {"accepts", "claims"},
    "fact": {"claims", "accepts"},
}
CLAIMED = {
    "demand": {"demands", "proposes"}, "proposal": PUT_FORWARD, "condition": PUT_FORWARD | {"withdraws", "signals"},
    "rejection_reported": {"rejects"}, "red_line": {"rejects", "demands"},
    "commitment_reported": {"offers", "accepts", "signals", "proposes"},
    "negotiable_issue": {"signals", "offers", "accepts"}, "verification_or_cbm": PUT_FORWARD | {"claims"},
    "prediction": {"predicts"},
}


def counted(entry):
    return entry["modality"] in BY_MODALITY or entry["category"] in BY_CATEGORY


def shared(one, other):
    return max(0, min(one["end"], other["end"]) - max(one["start"], other["start"]))


def finds(draft, entry):
    common = shared(draft, entry)
    lengths = sorted([draft["end"] - draft["start"], entry["end"] - entry["start"]])
    return common * 2 >= lengths[0] and (common * 4 >= lengths[1] or common == entry["end"] - entry["start"])


def strictly(draft, entry):
    common = shared(draft, entry)
    union = draft["end"] - draft["start"] + entry["end"] - entry["start"] - common
    return common * 2 >= union


def agrees(draft, entry):
    allowed = set(STANCES.get(entry["modality"], {"claims"}))
    if entry["modality"] == "claim":
        allowed = CLAIMED.get(entry["category"], {"claims", "signals", "denies"})
    if entry["category"] == "red_line":
        allowed |= CLAIMED["red_line"]
    if entry["category"] == "rejection_reported":
        allowed |= {"rejects"}
    return draft["stance"] in allowed


def share(part, whole):
    return f"{part}/{whole} = {part / whole:.2f}" if whole else "0/0"


def report(name, entries, drafts, detail):
    core = [entry for entry in entries if counted(entry)]
    deciding = [draft for draft in drafts if draft["stance"] in DECIDING or draft["condition"]]
    found = [entry for entry in core if any(finds(draft, entry) for draft in deciding)]
    agreed = [entry for entry in core if any(finds(d, entry) and agrees(d, entry) for d in deciding)]
    strict = [entry for entry in core if any(strictly(draft, entry) for draft in deciding)]
    right = [draft for draft in deciding if any(finds(draft, entry) for entry in core)]
    right_stance = [d for d in deciding if any(finds(d, e) and agrees(d, e) for e in core)]
    known = [draft for draft in deciding if any(finds(draft, entry) for entry in entries)]
    print(f"{name}: proposals, offers, demands, rejections, conditions")
    print(f"  recall     {share(len(found), len(core))}, with the stance {share(len(agreed), len(core))},"
          f" strict overlap {share(len(strict), len(core))}")
    print(f"  precision  {share(len(right), len(deciding))}, with the stance {share(len(right_stance), len(deciding))},"
          f" any entry {share(len(known), len(deciding))}")
    any_found = [entry for entry in entries if any(finds(draft, entry) for draft in drafts)]
    any_right = [draft for draft in drafts if any(finds(draft, entry) for entry in entries)]
    print(f"{name}: all entries, all drafts")
    print(f"  recall     {share(len(any_found), len(entries))}")
    print(f"  precision  {share(len(any_right), len(drafts))}")
    if detail:
        for entry in core:
            if entry not in found:
                print("  missed", entry["id"], entry["modality"], entry["category"], entry.get("quote", ""))
            elif entry not in agreed:
                stances = [draft["stance"] for draft in deciding if finds(draft, entry)]
                print("  stance", entry["id"], entry["modality"], entry["category"], stances, entry.get("quote", ""))
        for draft in deciding:
            if draft not in right:
                print("  extra " if draft not in known else "  other ", draft["stance"], draft["sure"], draft["because"], draft.get("text"))


def cases(folder, documents, command):
    """Recall over the passages cited by the statements of the worked cases."""
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in documents.iterdir()}
    wanted = collections.defaultdict(dict)
    for main_file in sorted(folder.glob("*/case.toml")):
        case = tomllib.loads(main_file.read_text())
        parts = [case] + [tomllib.loads((main_file.parent / name).read_text()) for name in case["case"].get("include", [])]
        sources, citations, statements = {}, {}, []
        for part in parts:
            sources |= part.get("sources", {})
            citations |= part.get("citations", {})
            statements += part.get("statements", [])
        for statement in statements:
            stance = statement.get("that", statement["stance"])
            cited = statement.get("cite", [])
            for name in [cited] if isinstance(cited, str) else cited:
                place = citations[name]
                path = files.get(sources[place["source"]].get("sha256"))
                if path and "start" in place and stance in DECIDING:
                    wanted[path].setdefault((place["start"], place["end"]), set()).add(stance)
    found = agreed = total = 0
    for path in sorted(wanted):
        drafts = run(command, path)
        here = [sum(x) for x in zip(*[
            (any(finds(d, e) for d in drafts), any(finds(d, e) and close(d["stance"], stances) for d in drafts), 1)
            for (start, end), stances in wanted[path].items() for e in [{"start": start, "end": end}]
        ])]
        print(f"{path.name}: cited for deciding statements: found {share(here[0], here[2])}, with the stance {share(here[1], here[2])}")
        found, agreed, total = found + here[0], agreed + here[1], total + here[2]
    print(f"cases together: found {share(found, total)}, with the stance {share(agreed, total)}")


def close(stance, coded):
    return stance in coded or (stance in PUT_FORWARD and coded & PUT_FORWARD)


def run(command, path):
    out = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sample", type=pathlib.Path)
    arguments.add_argument("documents", type=pathlib.Path)
    arguments.add_argument("--cases", type=pathlib.Path)
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--command", nargs="+", default=["cargo", "run", "--quiet", "-p", "detente-record", "--example", "draft"])
    chosen = arguments.parse_args()
    entries = json.loads(chosen.sample.read_text())["entries"]
    by_document = collections.defaultdict(list)
    for entry in entries:
        by_document[entry["seed"]].append(entry)
    everything = []
    offset = 0
    whole = []
    for document in sorted(by_document):
        path = chosen.documents / document
        text = path.read_text()
        drafts = run(chosen.command, path)
        for draft in drafts:
            draft["text"] = " ".join(text[draft["start"]:draft["end"]].split())
        report(document, by_document[document], drafts, chosen.list)
        shift = lambda item: {**item, "start": item["start"] + offset, "end": item["end"] + offset}
        everything += [shift(draft) for draft in drafts]
        whole += [shift(entry) for entry in by_document[document]]
        offset += len(text) + 1
    report("together", whole, everything, False)
    if chosen.cases:
        cases(chosen.cases, chosen.documents, chosen.command)


if __name__ == "__main__":
    sys.exit(main())
