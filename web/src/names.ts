/** Names for the ids of a case: parties, issues, and choices of an issue. */

import type { Show } from "./api/types";
import { members } from "./choice";
import { join } from "./words";

type Case = Pick<Show, "parties" | "issues">;

export function partyName(shown: Case, id: string): string {
  return shown.parties.find((each) => each.id === id)?.name ?? id;
}

export function issueName(shown: Case, id: string): string {
  return shown.issues.find((each) => each.id === id)?.title ?? id;
}

/** "A + B" for a choice of several options, "None of these" for none of an any-of issue. */
export function choiceName(shown: Case, issueId: string, choice: string | undefined): string {
  if (choice === undefined) return "does not arise";
  const issue = shown.issues.find((each) => each.id === issueId);
  if (!issue) return choice;
  const option = (id: string): string => issue.options.find((each) => each.id === id)?.title ?? id;
  if (issue.kind !== "any-of") return option(choice);
  const chosen = members(choice);
  return chosen.length > 0 ? chosen.map(option).join(" + ") : "None of these";
}

/** The name of who moves: a party, or parties that move together, `a+b`. */
export function moverName(shown: Case, id: string): string {
  return join(id.split("+").map((each) => partyName(shown, each)));
}
