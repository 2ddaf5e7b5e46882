/** Where the diagnostics of a check stand in the text of the editor. */

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Diagnostic } from "../../api/types";

/** Line and column, counted from 1, as an offset in the text; within the text whatever they are. */
export function offset(text: Text, line: number, column: number): number {
  if (line < 1) return 0;
  if (line > text.lines) return text.length;
  const at = text.line(line);
  return Math.min(at.from + Math.max(0, column - 1), at.to);
}

/** The marks of one file. */
export function marks(text: Text, diagnostics: readonly Diagnostic[], path: string): Mark[] {
  return diagnostics
    .filter((each) => each.file === path)
    .map((each) => {
      const from = offset(text, each.line, each.column);
      const to = Math.max(from, offset(text, each.end_line, each.end_column));
      return {
        from,
        to: to > from ? to : Math.min(from + 1, text.length),
        severity: each.severity,
        source: each.code,
        message: [each.message, ...each.help].join("\n"),
      };
    });
}
