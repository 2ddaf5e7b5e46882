import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { marks, offset } from "./marks";

const text = Text.of(["one", "two", ""]);

describe("offsets", () => {
  it("count lines and characters from 0 and stay within the text", () => {
    const at = (line: number, character: number) => offset(text, { line, character });
    expect(at(1, 0)).toBe(4);
    expect(at(1, 99)).toBe(7);
    expect(at(99, 1)).toBe(text.length);
    expect(at(-1, 0)).toBe(0);
  });
});

describe("marks", () => {
  const at = (file: string, from: number, to: number) => ({
    severity: "error" as const,
    code: "c",
    message: "m",
    file,
    range: { start: { line: 1, character: from }, end: { line: 1, character: to } },
    help: ["h"],
  });

  it("stand in their own file alone, and are never empty", () => {
    const found = marks(
      text,
      [at("case.toml", 0, 2), at("case.toml", 1, 1), at("other.toml", 0, 1)],
      "case.toml",
    );
    expect(found.map((each) => [each.from, each.to])).toEqual([
      [4, 6],
      [5, 6],
    ]);
    expect(found[0]?.message).toBe("m\nh");
  });
});
