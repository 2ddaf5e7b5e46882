import { describe, expect, it } from "vitest";
import { pieces } from "./pieces";

const marked = (text: string, spans: [number, number][]) =>
  pieces(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map((each) => (each.cited ? `[${each.text}]` : each.text))
    .join("");

describe("pieces of a text", () => {
  it("count characters beyond the first plane as one", () => {
    expect(marked("a\u{1F600}bc", [[2, 3]])).toBe("a\u{1F600}[b]c");
  });

  it("hold passages that overlap, repeat, or lie past the end", () => {
    expect(
      marked("abcdef", [
        [3, 9],
        [1, 4],
        [1, 2],
      ]),
    ).toBe("a[bcd][ef]");
  });

  it("are the text itself where nothing is cited", () => {
    expect(pieces("abc", [{ start: null, end: null }])).toEqual([{ text: "abc", cited: false }]);
  });
});
