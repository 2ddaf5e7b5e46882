import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { marks, offset } from "./marks";

const text = Text.of(["one", "two", ""]);

describe("offsets", () => {
  it("count lines and columns from 1 and stay within the text", () => {
    expect(offset(text, 2, 1)).toBe(4);
    expect(offset(text, 2, 99)).toBe(7);
    expect(offset(text, 99, 1)).toBe(text.length);
    expect(offset(text, 0, 0)).toBe(0);
  });
});

describe("marks", () => {
  const at = (file: string, from: number, to: number) => ({
    severity: "error" as const,
    code: "c",
    message: "m",
    file,
    line: 2,
    column: from,
    end_line: 2,
    end_column: to,
    help: ["h"],
  });

  it("stand in their own file alone, and are never empty", () => {
    const found = marks(
      text,
      [at("case.toml", 1, 3), at("case.toml", 2, 2), at("other.toml", 1, 2)],
      "case.toml",
    );
    expect(found.map((each) => [each.from, each.to])).toEqual([
      [4, 6],
      [5, 6],
    ]);
    expect(found[0]?.message).toBe("m\nh");
  });
});
