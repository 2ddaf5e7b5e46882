import { describe, expect, it } from "vitest";
import { differences, fromKey, key, members, readChoices, toggled } from "./choice";

describe("packages in a URL", () => {
  it("are the same whatever the order of their issues", () => {
    const one = { verification: "recount + portal", extension: "one-year" };
    const other = { extension: "one-year", verification: "recount + portal" };
    expect(key(one)).toBe(key(other));
    expect(fromKey(key(one))).toEqual(one);
  });

  it("take the last choice of an issue and leave out what is no choice", () => {
    expect(readChoices(["a=x", "a=y", "b", "=z"])).toEqual({ a: "y" });
  });
});

describe("sets of options", () => {
  const order = ["recount", "categories", "portal"];

  it("are written in the order of the case", () => {
    expect(toggled("portal", "recount", order)).toBe("recount + portal");
  });

  it("come down to none", () => {
    expect(toggled("recount", "recount", order)).toBe("none");
    expect(members("none")).toEqual([]);
  });
});

it("says on which issues two packages differ, one of them not arising", () => {
  expect(differences({ a: "x", b: "y" }, { a: "x" }, ["a", "b"])).toEqual(["b"]);
});
