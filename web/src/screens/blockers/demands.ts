/** The movements that open a deal, by who makes them. */

import type { Blockers, Opening } from "../../api/types";

/** Every opening, those of one party first, each once. */
export function openings(blockers: Blockers): Opening[] {
  return [...blockers.movements.flatMap((each) => each.ways), ...blockers.corrections];
}

/** Movements of several parties together, which no party can make alone. */
export function joint(blockers: Blockers): Opening[] {
  return blockers.corrections.filter((each) => new Set(each.without.map((demand) => demand.party)).size > 1);
}
