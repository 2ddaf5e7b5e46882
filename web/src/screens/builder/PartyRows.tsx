import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Built, BuiltParty, Crossing, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { Verdict } from "../../ui/Mark";
import { Table } from "../../ui/Table";
import { asOf, basis, interval } from "../../words";
import { StatementsDialog } from "../case/StatementsDialog";
import { useCase, viewPath } from "../context";
import { ValueBar } from "./ValueBar";

/** What each party makes of the package: whether it is asked, its value, the red lines that it crosses. */
export function PartyRows(props: { built: Built; isNoAgreement: boolean }): JSX.Element {
  const { id, shown } = useCase();
  const solve = useApi<Solve>(viewPath(id, "solve"));
  const [open, setOpen] = useState<Crossing | null>(null);
  const ends = props.built.parties.flatMap((each) =>
    each.least === null || each.greatest === null ? [] : [each.least, each.greatest],
  );
  const scale = { low: Math.min(0, ...ends), high: Math.max(100, ...ends) };
  return (
    <>
      <Table<BuiltParty>
        title="What each party makes of it"
        asOf={asOf(shown)}
        basis={solve.data ? basis(solve.data) : "…"}
        rows={props.built.parties}
        keyOf={(row) => row.party}
        columns={[
          { id: "party", head: "Party", rowHead: true, cell: (row) => partyName(shown, row.party) },
          {
            id: "verdict",
            head: "Verdict",
            cell: (row) => (
              <>
                {props.isNoAgreement ? "no agreement" : <Verdict asked={row.asked} accepts={row.accepts} />}
                {row.crosses.map((each) => (
                  <Crossed key={each.red_line} of={each} open={() => setOpen(each)} />
                ))}
              </>
            ),
          },
          {
            id: "value",
            head: "Worth",
            cell: (row) => (
              <>
                {row.least === null ? (
                  <span class="quiet">no value given</span>
                ) : (
                  interval(row.least, row.greatest)
                )}
                <ValueBar of={row} low={scale.low} high={scale.high} />
                <NoAgreement of={row} />
              </>
            ),
          },
        ]}
      />
      {open && (
        <StatementsDialog
          title={`What the red line “${open.red_line}” rests on`}
          entries={shown.statements.filter((each) => open.statements.includes(each.statement))}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function NoAgreement({ of }: { of: BuiltParty }): JSX.Element | null {
  if (of.reservation_least === null) return null;
  return (
    <span class="quiet small">no agreement: {interval(of.reservation_least, of.reservation_greatest)}</span>
  );
}

function Crossed(props: { of: Crossing; open: () => void }): JSX.Element {
  const { of } = props;
  return (
    <div class="crossed">
      <p>
        Crosses the red line <code>{of.red_line}</code>: {of.text}
      </p>
      {of.statements.length > 0 && (
        <button type="button" class="plain" onClick={props.open}>
          Whose words it rests on
        </button>
      )}
    </div>
  );
}
