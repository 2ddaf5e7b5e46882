import { expect, it } from "vitest";
import type { Blockers } from "../../api/types";
import { joint, openingWithout } from "./demands";

const opens = { options: {}, notes: [], decides_without_asking: [] };
const demand = (party: string, red_line: string | null) => ({ party, red_line });
const blockers: Blockers = {
  complete: true,
  coalitions: [],
  conflicts: [],
  movements: [{ party: "a", ways: [{ without: [demand("a", "x")], opens }] }],
  corrections: [
    { without: [demand("a", "x")], opens },
    { without: [demand("a", "y"), demand("b", null)], opens },
  ],
};

it("finds an opening for each demand", () => {
  expect(openingWithout(blockers, demand("a", "x"))).toBe(blockers.movements[0]?.ways[0]);
  expect(openingWithout(blockers, demand("b", null))).toBe(blockers.corrections[1]);
  expect(openingWithout(blockers, demand("c", "z"))).toBeNull();
});

it("tells movements of several parties together from those of one", () => {
  expect(joint(blockers)).toEqual([blockers.corrections[1]]);
});
