import { expect, it } from "vitest";
import { layout } from "./layout";

const state = (number: string, steps: number) => ({
  number,
  steps,
  options: {},
  equilibrium: [],
  is_end: null,
});
const step = (who: string, from: string, to: string) => ({ who, from, to, options: {} });

it("puts states in columns by moves, joins movers on one arrow, and marks moves that gain", () => {
  const course = {
    by: "moves",
    complete: true,
    reached: 3,
    states: [state("0", 0), state("1", 1), state("2", 1)],
    steps: [step("a", "0", "1"), step("b", "0", "1"), step("a", "0", "2")],
  };
  const gains = { ...course, by: "improvements", steps: [step("b", "0", "1")] };
  const { nodes, edges } = layout(course, gains);
  const x = Object.fromEntries(nodes.map((node) => [node.number, node.x]));
  expect(x["0"]).toBeLessThan(x["1"] ?? 0);
  expect(edges.map((edge) => [edge.to.number, edge.who, edge.gains])).toEqual([
    ["1", ["a", "b"], true],
    ["2", ["a"], false],
  ]);
});
