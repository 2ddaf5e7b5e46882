/** Completes the ids of the case: parties, issues, options, statements and citations. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Show } from "../../api/types";

export function ids(shown: Show): Completion[] {
  const found: Completion[] = [];
  for (const party of shown.parties)
    found.push({ label: party.id, detail: `party: ${party.name}`, type: "variable" });
  for (const issue of shown.issues) {
    found.push({ label: issue.id, detail: `issue: ${issue.title}`, type: "class" });
    for (const option of issue.options) {
      found.push({ label: option.id, detail: `option of ${issue.id}: ${option.title}`, type: "enum" });
    }
  }
  const statements = new Map(shown.statements.map((each) => [each.statement, each]));
  for (const each of statements.values()) {
    found.push({ label: each.statement, detail: `statement: ${each.says}`, type: "text" });
  }
  for (const cite of new Set(shown.statements.flatMap((each) => each.cite))) {
    found.push({ label: cite, detail: "citation", type: "constant" });
  }
  const seen = new Set<string>();
  return found.filter((each) => {
    const key = `${each.label} ${each.detail}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** What is typed so far, if it can be the beginning of an id. */
export function completeIds(
  all: () => readonly Completion[],
): (at: CompletionContext) => CompletionResult | null {
  return (at) => {
    // A comment is prose: Enter at its end means a new line.
    if (!at.explicit && at.matchBefore(/^\s*#.*/)) return null;
    const word = at.matchBefore(/[A-Za-z][\w.-]*/);
    if (!word && !at.explicit) return null;
    return { from: word?.from ?? at.pos, options: [...all()], validFor: /^[\w.-]*$/ };
  };
}
