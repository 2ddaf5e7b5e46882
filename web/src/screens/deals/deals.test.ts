import { describe, expect, it } from "vitest";
import type { Point, Points } from "../../api/types";
import { nearest, scale, sorted, valued, withFrontier } from "./deals";

function point(name: string, values: Point["values"], more: Partial<Point> = {}): Point {
  return {
    options: { name },
    values,
    accepted: "possibly",
    frontier: false,
    concepts: [],
    no_deal: false,
    ...more,
  };
}

const points: Points = {
  format: "detente/points/1",
  all: true,
  total: "3",
  parties: ["a", "b"],
  points: [
    point("one", [[0, 10], null]),
    point("two", [[4, 20], null], { accepted: "surely" }),
    point("none", [[8, 8], null], { accepted: "surely", no_deal: true }),
  ],
};

describe("sorted", () => {
  const names = (by: string, down: boolean) => sorted(points, by, down).map((each) => each.options.name);

  it("goes by the middle of a party's range", () => {
    expect(names("a", true)).toEqual(["two", "none", "one"]);
    expect(names("a", false)).toEqual(["one", "none", "two"]);
  });

  it("never puts no agreement among what is acceptable", () => {
    expect(names("accepted", true)).toEqual(["two", "one", "none"]);
  });

  it("leaves the order alone where nothing is known", () => {
    expect(names("b", true)).toEqual(["one", "two", "none"]);
  });
});

it("leaves out parties without values", () => {
  expect(valued(points)).toEqual(["a"]);
});

describe("scale", () => {
  it("has round ticks around its values", () => {
    const found = scale([-33, 72], 0, 100);
    expect(found.ticks).toEqual([-40, -20, 0, 20, 40, 60, 80]);
    expect(found.at(-40)).toBe(0);
    expect(found.at(80)).toBe(100);
  });

  it("holds one value, and none", () => {
    expect(scale([5], 0, 10).at(5)).toBe(5);
    expect(scale([], 0, 10).ticks.length).toBeGreaterThan(1);
  });
});

it("finds the nearest within reach alone", () => {
  const placed = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  expect(nearest(placed, 7, 0, 5)).toBe(placed[1]);
  expect(nearest(placed, 50, 50, 5)).toBeNull();
});

it("marks a frontier in the points, and counts what of it is not there", () => {
  const at = (name: string) => ({
    vector: [],
    packages: "1",
    witness: { options: { name }, decides_without_asking: [], notes: [] },
  });
  const frontier = {
    points: [at("two"), at("elsewhere")],
    concepts: [{ concept: "Nash", points: [0] }],
  } as unknown as Parameters<typeof withFrontier>[1];
  const { points: marked, missing } = withFrontier(points, frontier);
  expect(marked.points.map((each) => [each.frontier, each.concepts])).toEqual([
    [false, []],
    [true, ["Nash"]],
    [false, []],
  ]);
  expect(missing).toBe(1);
});
