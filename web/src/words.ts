/** The words of the command line, for the same things. */

import type { Acceptance, Solve } from "./api/types";

/** "A", "A and B", "A, B and C". */
export function join(items: readonly string[]): string {
  if (items.length === 0) return "nobody";
  if (items.length === 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

export const accepts: Record<Acceptance, string> = {
  surely: "acceptable",
  possibly: "may be acceptable",
  never: "not acceptable",
  unknown: "unknown",
};

/** What all who are asked make of a package. */
export const acceptsAll: Record<Acceptance, string> = {
  surely: "surely acceptable to all who are asked",
  possibly: "can be acceptable to all who are asked, depending on what is not known",
  never: "not acceptable to all who are asked",
  unknown: "unknown whether all who are asked accept: for some the case gives no preference",
};

export const levels: Record<string, string> = {
  own: "own words",
  reported: "reported",
  attributed: "attributed",
};

export const levelMarks: Record<string, string> = { own: "o", reported: "r", attributed: "a" };

export const verdicts: Record<string, string> = {
  refused: "refused",
  "against-demand": "against a demand",
  "within-terms": "within its terms",
  "within-terms-in-part": "within its terms in part",
  "not-addressed": "not addressed",
};

export const concepts: Record<string, string> = {
  nash: "Nash",
  "kalai-smorodinsky": "Kalai-Smorodinsky",
  egalitarian: "egalitarian",
  utilitarian: "utilitarian",
};

export function concept(name: string): string {
  return concepts[name.toLowerCase()] ?? name;
}

/** Digits in groups of three: 601343 is "601,343". */
export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** "1 package", "2 packages". */
export function counted(count: string | number, word: string): string {
  return `${grouped(count)} ${word}${String(count) === "1" ? "" : "s"}`;
}

/** A count that can be a range: "26", "26 to 90". */
export function range(count: { low: string; high: string }): string {
  return count.low === count.high ? grouped(count.low) : `${grouped(count.low)} to ${grouped(count.high)}`;
}

/** The number that a text like "70/3" or "-5" stands for. */
export function fraction(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const [top, bottom = "1"] = text.split("/");
  const value = Number(top) / Number(bottom);
  return Number.isFinite(value) ? value : null;
}

/** A value with at most so many decimals. */
export function number(value: number, places = 0): string {
  const text = value.toFixed(places);
  const cut = places > 0 ? text.replace(/\.?0+$/, "") : text;
  return cut === "-0" ? "0" : cut;
}

/** "12 to 100", or "12" where both ends are the same. */
export function interval(least: number | null, greatest: number | null): string {
  if (least === null || greatest === null) return "no value given";
  const [low, high] = [number(least), number(greatest)];
  return low === high ? low : `${low} to ${high}`;
}

export function asOf(head: { as_of?: string | null; known_by?: string | null }): string {
  const day = head.as_of ?? "no day given";
  return head.known_by ? `${day}, as known by ${head.known_by}` : day;
}

/** Whether the case gives a preference for a party at all. */
export function isGiven(solve: Pick<Solve, "unstated">, party: string): boolean {
  return !solve.unstated.some((each) => each.party === party && each.input === "preference");
}

/** What the verdicts of the parties rest on, as the caption of a table says it. */
export function basis(solve: Pick<Solve, "parties" | "unstated" | "accepted">): string {
  const asked = solve.parties.filter((party) => solve.accepted.some((each) => each.party === party.id));
  const given = asked.filter((party) => isGiven(solve, party.id));
  if (given.length === 0) return "rules and red lines; no preference is given";
  const rest = given.filter((party) => solve.unstated.some((each) => each.party === party.id));
  if (rest.length === 0) return "every number stated";
  if (rest.length > 4) return `inputs that nobody stated for ${rest.length} parties`;
  return `inputs that nobody stated for ${join(rest.map((each) => each.name))}`;
}

/** "100.0 ±1.2 %". */
export function percent(each: { value: number; error: number }): string {
  return `${(each.value * 100).toFixed(1)} ±${(each.error * 100).toFixed(1)} %`;
}

/** A, B, ..., Z, AA, ... */
export function letter(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letter(Math.floor(at / 26) - 1) + last;
}

/** The foresights of stability, with what each says. */
export const foresights: Record<string, { name: string; says: string }> = {
  nash: { name: "Nash", says: "nobody looks beyond the own move" },
  gmr: {
    name: "GMR",
    says: "general metarationality: whoever moves fears any answer of the others, even one that harms them",
  },
  smr: { name: "SMR", says: "symmetric metarationality: as GMR, and looks for a way out after the answer" },
  seq: {
    name: "SEQ",
    says: "sequential stability: whoever moves fears answers by which the others gain at every step",
  },
  "sym-seq": {
    name: "sym. SEQ",
    says: "symmetric sequential stability: as SEQ, and looks for a way out after the answer",
  },
};

export function foresight(id: string): string {
  return foresights[id]?.name ?? id;
}
