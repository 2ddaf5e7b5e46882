/** Where the diagnostics of a check stand in the text of the editor. */

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Diagnostic } from "../../api/types";

/** Line and character, counted from 0, as an offset in the text; within the text whatever they are. */
export function offset(text: Text, at: { line: number; character: number }): number {
  if (at.line < 0) return 0;
  if (at.line >= text.lines) return text.length;
  const line = text.line(at.line + 1);
  return Math.min(line.from + Math.max(0, at.character), line.to);
}

/** The marks of one file. */
export function marks(text: Text, diagnostics: readonly Diagnostic[], path: string): Mark[] {
  return diagnostics
    .filter((each) => each.file === path)
    .map((each) => {
      const from = offset(text, each.range.start);
      const to = Math.max(from, offset(text, each.range.end));
      return {
        from,
        to: to > from ? to : Math.min(from + 1, text.length),
        severity: each.severity,
        source: each.code,
        message: [each.message, ...each.help].join("\n"),
      };
    });
}
