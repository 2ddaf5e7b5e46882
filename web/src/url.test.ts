import { describe, expect, it } from "vitest";
import { href, patched, route, view } from "./url";

describe("route", () => {
  it("reads cases, their screens and instruments", () => {
    expect(route("/")).toEqual({ kind: "cases" });
    expect(route("/cases/minsk-ii")).toEqual({ kind: "case", id: "minsk-ii", screen: "case" });
    expect(route("/cases/minsk-ii/stability")).toEqual({ kind: "case", id: "minsk-ii", screen: "stability" });
    expect(route("/keep/new-start")).toEqual({ kind: "instrument", id: "new-start" });
  });

  it("knows no other address", () => {
    for (const path of ["/cases/a/b", "/cases/a/case/c", "/keep/a/b", "/nowhere"]) {
      expect(route(path)).toEqual({ kind: "unknown" });
    }
  });

  it("takes a path that is wrongly escaped as it stands", () => {
    expect(route("/keep/%zz")).toEqual({ kind: "instrument", id: "%zz" });
  });
});

describe("patched", () => {
  it("sets, repeats and takes away, and leaves the rest", () => {
    const query = new URLSearchParams("on=2020-01-01&scenario=a&pin=x");
    const next = patched(query, { scenario: ["a", "b"], pin: null });
    expect(next.toString()).toBe("on=2020-01-01&scenario=a&scenario=b");
    expect(query.get("pin")).toBe("x");
  });
});

describe("view", () => {
  it("keeps what says how the record is read and nothing else", () => {
    expect(view(new URLSearchParams("choose=a%3Db&on=2020-01-01&scenario=s&scenario=t")).toString()).toBe(
      "scenario=s&scenario=t&on=2020-01-01",
    );
  });
});

it("writes no lone question mark", () => {
  expect(href("/cases", new URLSearchParams())).toBe("/cases");
});
