import { describe, expect, it } from "vitest";
import { noSteps, redone, stepped, undone } from "./steps";

const [a, b, c] = [{ issue: "a" }, { issue: "b" }, { issue: "c" }];

describe("steps of the builder", () => {
  it("go back and forth", () => {
    const steps = stepped(stepped(noSteps, a, b), b, c);
    const back = undone(steps, c);
    expect(back?.to).toEqual(b);
    const forth = redone(back?.steps ?? noSteps, b);
    expect(forth?.to).toEqual(c);
    expect(forth?.steps).toEqual(steps);
  });

  it("forget what was undone when another way is taken", () => {
    const back = undone(stepped(noSteps, a, b), b);
    expect(stepped(back?.steps ?? noSteps, a, c).next).toEqual([]);
  });

  it("do not count a step to the same package", () => {
    expect(stepped(noSteps, a, { ...a })).toBe(noSteps);
    expect(undone(noSteps, a)).toBeNull();
    expect(redone(noSteps, a)).toBeNull();
  });
});
