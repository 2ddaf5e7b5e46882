import type { JSX } from "preact";
import type { Timeline } from "../../api/types";
import { issueName, partyName } from "../../names";
import { Table } from "../../ui/Table";
import { levels } from "../../words";
import { useCase } from "../context";

/** The same statements in words. */
export function TimelineTable({ timeline }: { timeline: Timeline }): JSX.Element {
  const { shown } = useCase();
  const rows = timeline.rows.flatMap((row) => row.turns.map((turn) => ({ row, turn })));
  return (
    <details>
      <summary>The same statements as a table</summary>
      <Table
        title="Positions over time"
        asOf={timeline.as_of ?? "no day given"}
        basis="the record, each as coded"
        rows={rows}
        columns={[
          { id: "party", head: "Party", rowHead: true, cell: ({ row }) => partyName(shown, row.party) },
          {
            id: "issue",
            head: "Issue",
            cell: ({ row }) => (row.issue ? issueName(shown, row.issue) : "no issue of the case"),
          },
          { id: "said", head: "Said", cell: ({ turn }) => turn.said },
          {
            id: "says",
            head: "What it says, and on whose word",
            cell: ({ turn }) => <Said says={turn.says} chain={turn.chain} />,
          },
          { id: "level", head: "Level", cell: ({ turn }) => levels[turn.level] ?? turn.level },
          { id: "known", head: "Known", cell: ({ turn }) => turn.known ?? "" },
          {
            id: "until",
            head: "Until",
            cell: ({ turn }) => (turn.ended ? `${turn.ended}: ${turn.because ?? "ended"}` : "stands"),
          },
        ]}
      />
    </details>
  );
}

export function Said(props: { says: string; chain: string }): JSX.Element {
  return (
    <>
      {props.says}
      <span class="behind">{props.chain}</span>
    </>
  );
}
