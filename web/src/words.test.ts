import { describe, expect, it } from "vitest";
import { basis, counted, fraction, grouped, interval, join, letter, number, percent, range } from "./words";

describe("numbers", () => {
  it("are grouped as the command line groups them", () => {
    expect(grouped("995327")).toBe("995,327");
    expect(grouped("270")).toBe("270");
    expect(counted("1", "package")).toBe("1 package");
    expect(range({ low: "26", high: "90" })).toBe("26 to 90");
  });

  it("are read from exact fractions", () => {
    expect(fraction("70/3")).toBeCloseTo(23.333, 3);
    expect(fraction("-5")).toBe(-5);
    expect(fraction(null)).toBeNull();
  });

  it("lose their zeros and their negative zero", () => {
    expect(number(1.5, 2)).toBe("1.5");
    expect(number(-0.2)).toBe("0");
    expect(number(100)).toBe("100");
    expect(interval(23.3, 23.4)).toBe("23");
    expect(percent({ value: 0.695, error: 0.0144 })).toBe("69.5 ±1.4 %");
  });
});

it("joins names", () => {
  expect(join(["A", "B", "C"])).toBe("A, B and C");
  expect(join([])).toBe("nobody");
});

it("letters packages past Z", () => {
  expect([0, 25, 26, 51, 52].map(letter)).toEqual(["A", "Z", "AA", "AZ", "BA"]);
});

describe("basis", () => {
  const party = (id: string) => ({ id, name: id.toUpperCase(), asked: "always" });
  const missing = (id: string, input: string) => ({ party: id, input, basis: "assumed" });
  const one = { low: "1", high: "1", kind: "exact" };
  const answer = (asked: string[], unstated: ReturnType<typeof missing>[]) => ({
    parties: ["a", "b", "c"].map(party),
    unstated,
    accepted: asked.map((each) => ({ party: each, at_least: one, at_most: one, crossing: "0" })),
  });

  it("says that no preference is given, whatever is known of who is not asked", () => {
    expect(basis(answer(["a"], [missing("a", "preference")]))).toBe(
      "rules and red lines; no preference is given",
    );
  });

  it("names whose inputs nobody stated, leaving out parties without a preference", () => {
    const unstated = [missing("a", "weights: x"), missing("b", "preference")];
    expect(basis(answer(["a", "b", "c"], unstated))).toBe("inputs that nobody stated for A");
    expect(basis(answer(["a"], []))).toBe("every number stated");
  });
});
