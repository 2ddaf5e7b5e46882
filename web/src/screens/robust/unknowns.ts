/** Which unknowns are worth asking about, and in which order they are drawn. */

import type { Ask } from "../../api/types";

export type Unknown = Ask["unknowns"][number];

/** Unknowns worth more than the error of drawing, worth most first. */
export function worthMost(ask: Pick<Ask, "unknowns">): Unknown[] {
  const sure = (figure: { value: number; error: number }) => figure.value > figure.error;
  return ask.unknowns
    .filter((each) => sure(each.accepted) || sure(each.gain))
    .sort((one, other) => other.accepted.value - one.accepted.value || other.gain.value - one.gain.value);
}

/** Unknowns by how far they move the share, farthest first; those that move nothing are left out. */
export function inOrder(ask: Pick<Ask, "unknowns">): Unknown[] {
  const moved = (each: Unknown) => Math.abs(each.tornado[1] - each.tornado[0]);
  return ask.unknowns.filter((each) => moved(each) > 0).sort((one, other) => moved(other) - moved(one));
}
