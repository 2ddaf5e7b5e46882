import type { JSX } from "preact";
import type { Built, BuiltParty, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { Verdict } from "../../ui/Mark";
import { Table } from "../../ui/Table";
import { asOf, basis, interval } from "../../words";
import { useCase, viewPath } from "../context";
import { RedLineText } from "../RedLineText";
import { ValueBar } from "./ValueBar";

/** What each party makes of the package: whether it is asked, its value, the red lines that it crosses. */
export function PartyRows({ built }: { built: Built }): JSX.Element {
  const { id, shown } = useCase();
  const solve = useApi<Solve>(viewPath(id, "solve"));
  const ends = built.parties.flatMap((each) => [each.from ?? 0, each.to ?? 0, ...(each.without ?? [])]);
  const scale = { low: Math.min(0, ...ends), high: Math.max(100, ...ends) };
  return (
    <Table<BuiltParty>
      title="What each party makes of it"
      asOf={asOf(shown)}
      basis={solve.data ? basis(solve.data) : "…"}
      rows={built.parties}
      keyOf={(row) => row.party}
      columns={[
        { id: "party", head: "Party", rowHead: true, cell: (row) => partyName(shown, row.party) },
        {
          id: "verdict",
          head: "Verdict",
          cell: (row) => (
            <>
              {built.is_no_agreement ? "no agreement" : <Verdict asked={row.asked} accepts={row.accepts} />}
              {row.crosses.map((line) => (
                <p key={line} class="crossed">
                  Crosses the red line <RedLineText party={row.party} line={line} />
                </p>
              ))}
            </>
          ),
        },
        {
          id: "value",
          head: "Worth",
          cell: (row) => (
            <>
              {row.from == null || row.to == null ? (
                <span class="quiet">no value given</span>
              ) : (
                interval(row.from, row.to)
              )}
              <ValueBar of={row} low={scale.low} high={scale.high} />
              {row.without && (
                <span class="quiet small">no agreement: {interval(row.without[0], row.without[1])}</span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
