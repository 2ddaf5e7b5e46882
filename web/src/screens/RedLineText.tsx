import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Model } from "../api/types";
import { useApi } from "../api/use";
import { StatementsDialog } from "./case/StatementsDialog";
import { useCase, viewPath } from "./context";

/** A red line: what it refuses, and whose words it rests on or that it is assumed. */
export function RedLineText(props: { party: string; line: string }): JSX.Element {
  const { id, shown } = useCase();
  const model = useApi<Model>(viewPath(id, "model"));
  const [open, setOpen] = useState(false);
  const found = model.data?.parties
    .find((each) => each.id === props.party)
    ?.red_lines.find((each) => each.id === props.line);
  if (!found) return <code>{props.line}</code>;
  const entries = shown.statements.filter((each) => found.rests_on.includes(each.statement));
  return (
    <>
      <code>{found.id}</code>: refuses <code>{found.refuses}</code>
      {found.assumed && <span class="tag">assumed</span>}{" "}
      {entries.length > 0 && (
        <button type="button" class="link" onClick={() => setOpen(true)}>
          Whose words it rests on
        </button>
      )}
      {open && (
        <StatementsDialog
          title={`What the red line “${found.id}” rests on`}
          entries={entries}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
