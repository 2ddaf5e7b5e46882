/** Where to read what a red line says: the package that opens without it is one that crosses it. */

import type { Blockers, Demand, Opening } from "../../api/types";

/** Every opening, those of one party first, each once. */
export function openings(blockers: Blockers): Opening[] {
  return [...blockers.movements.flatMap((each) => each.ways), ...blockers.corrections];
}

/** An opening that sets this demand aside. */
export function openingWithout(blockers: Blockers, demand: Demand): Opening | null {
  const same = (each: Demand) => each.party === demand.party && each.red_line === demand.red_line;
  return openings(blockers).find((each) => each.without.some(same)) ?? null;
}

/** Movements of several parties together, which no party can make alone. */
export function joint(blockers: Blockers): Opening[] {
  return blockers.corrections.filter((each) => new Set(each.without.map((demand) => demand.party)).size > 1);
}
