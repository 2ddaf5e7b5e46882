/** What is computed of points before they are drawn: middles, order, scales. */

import type { Acceptance, Built, Point, Points, Range, Solve } from "../../api/types";
import { key } from "../../choice";

export function middle(range: Range | null | undefined): number | null {
  return range ? (range[0] + range[1]) / 2 : null;
}

/** Parties for which at least one package has a value, in the order of the case. */
export function valued(points: Points): string[] {
  return points.parties.filter((_, at) => points.points.some((point) => point.values[at] != null));
}

export interface Scale {
  low: number;
  high: number;
  ticks: number[];
  at: (value: number) => number;
}

/** A scale over all the values, with round ticks, from `from` to `to` on the page. */
export function scale(values: readonly number[], from: number, to: number): Scale {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - 1, high + 1];
  const step = roundStep((high - low) / 6);
  low = Math.floor(low / step) * step;
  high = Math.ceil(high / step) * step;
  const ticks: number[] = [];
  for (let at = 0; low + at * step <= high + step / 2; at++) ticks.push(low + at * step);
  return { low, high, ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const found = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return found * power;
}

const order: Record<Acceptance, number> = { surely: 3, possibly: 2, unknown: 1, never: 0 };

/** Points in the order of a column: `accepted`, `frontier`, or the id of a party. */
export function sorted(points: Points, by: string, down: boolean): Point[] {
  const party = points.parties.indexOf(by);
  const rank = (point: Point): number => {
    if (by === "accepted") return point.no_deal ? -1 : order[point.accepted];
    if (by === "frontier") return (point.frontier ? 1 : 0) + point.concepts.length;
    return middle(point.values[party]) ?? Number.NEGATIVE_INFINITY;
  };
  const sign = down ? -1 : 1;
  return points.points
    .map((point, at) => ({ point, at, rank: rank(point) }))
    .sort((one, other) =>
      one.rank === other.rank ? one.at - other.at : sign * (one.rank < other.rank ? -1 : 1),
    )
    .map((each) => each.point);
}

/** The point nearest to a place on the page, if one is within reach. */
export function nearest<Placed extends { x: number; y: number }>(
  placed: readonly Placed[],
  x: number,
  y: number,
  reach: number,
): Placed | null {
  let best: Placed | null = null;
  let least = reach * reach;
  for (const each of placed) {
    const distance = (each.x - x) ** 2 + (each.y - y) ** 2;
    if (distance <= least) {
      least = distance;
      best = each;
    }
  }
  return best;
}

/** What no agreement is worth to a party, where the case says it. */
export function withoutAgreement(none: Built | null, party: string): Range | null {
  return none?.parties.find((each) => each.party === party)?.without ?? null;
}

/** The points with a solved frontier marked in them, and how many of its packages are not among them. */
export function withFrontier(
  points: Points,
  frontier: Solve["frontier"],
): { points: Points; missing: number } {
  if (!frontier) return { points, missing: 0 };
  const picks = new Map(
    frontier.points.map((each, at) => [
      key(each.witness.options),
      frontier.concepts.filter((concept) => concept.points.includes(at)).map((concept) => concept.concept),
    ]),
  );
  let found = 0;
  const marked = points.points.map((point) => {
    const concepts = picks.get(key(point.options));
    if (!concepts) return point;
    found += 1;
    return { ...point, frontier: true, concepts };
  });
  return { points: { ...points, points: marked }, missing: picks.size - found };
}
