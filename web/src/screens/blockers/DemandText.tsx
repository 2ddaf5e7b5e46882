import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Blockers, Built, Demand } from "../../api/types";
import { useApi } from "../../api/use";
import { writeChoices } from "../../choice";
import { partyName } from "../../names";
import { StatementsDialog } from "../case/StatementsDialog";
import { useCase, viewPath } from "../context";
import { openingWithout } from "./demands";

/** One demand: whose it is, what it refuses, and whose words it rests on. */
export function DemandText(props: { of: Demand; blockers: Blockers }): JSX.Element {
  const { of, blockers } = props;
  const { id, shown } = useCase();
  const [open, setOpen] = useState(false);
  const opening = of.red_line ? openingWithout(blockers, of) : null;
  const choices = opening ? writeChoices(opening.opens.options).map((each) => ["choose", each] as const) : [];
  const built = useApi<Built>(opening ? viewPath(id, "build", choices) : null);
  const crossed = built.data?.parties
    .find((each) => each.party === of.party)
    ?.crosses.find((each) => each.red_line === of.red_line);
  const name = partyName(shown, of.party);
  if (!of.red_line) {
    return (
      <>
        <strong>{name}</strong> would not be worse off than without an agreement
      </>
    );
  }
  return (
    <>
      <strong>{name}</strong>: <code>{of.red_line}</code>
      {crossed && <>: {crossed.text}</>}
      {crossed && crossed.statements.length > 0 && (
        <>
          {" "}
          <button type="button" class="link" onClick={() => setOpen(true)}>
            Whose words it rests on
          </button>
        </>
      )}
      {open && crossed && (
        <StatementsDialog
          title={`What the red line “${of.red_line}” rests on`}
          entries={shown.statements.filter((each) => crossed.statements.includes(each.statement))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
