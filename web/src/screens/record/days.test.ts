import { describe, expect, it } from "vitest";
import { dayNumber, dayText, span, ticks, turningDays } from "./days";

describe("days", () => {
  it("go to numbers and back", () => {
    expect(dayText(dayNumber("2024-02-29") ?? 0)).toBe("2024-02-29");
    expect(dayNumber("2020-11~")).toBeNull();
  });

  it("turn where something began or ended, once each", () => {
    const turns = [
      { from: "2020-10-01", ended: "2020-11-01" },
      { from: "2020-11-01", ended: null },
    ];
    expect(turningDays(turns).map(dayText)).toEqual(["2020-10-01", "2020-11-01"]);
  });

  it("span from before the first turn to the day of the case", () => {
    const found = span([{ from: "2020-10-01" }], "2020-12-31");
    expect(found && dayText(found.last)).toBe("2020-12-31");
    expect(found && found.first < (dayNumber("2020-10-01") ?? 0)).toBe(true);
    expect(span([], null)).toBeNull();
  });

  it("have ticks that can be read, over months and over decades", () => {
    const label = (from: string, to: string) =>
      ticks(dayNumber(from) ?? 0, dayNumber(to) ?? 0).map((each) => each.label);
    expect(label("2020-09-20", "2020-12-31")).toEqual(["2020-10", "2020-11", "2020-12"]);
    expect(label("1990-05-01", "2024-06-20").length).toBeLessThanOrEqual(9);
  });
});
