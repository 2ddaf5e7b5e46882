import { expect, it } from "vitest";
import type { Blockers } from "../../api/types";
import { joint } from "./demands";

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

it("tells movements of several parties together from those of one", () => {
  expect(joint(blockers)).toEqual([blockers.corrections[1]]);
});
