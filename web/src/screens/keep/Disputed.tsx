import type { JSX } from "preact";
import type { Status } from "../../api/types";
import { Table } from "../../ui/Table";
import { dayOf } from "./path";

/** What one party says of another's declarations, and what inspections saw against what was declared. */
export function Disputed({ status }: { status: Status }): JSX.Element | null {
  if (status.disputes.length + status.contradicted.length === 0) return null;
  return (
    <section>
      <h2>Disputed</h2>
      <ul class="rows">
        {status.disputes.map((each) => (
          <li key={each.act}>
            {each.says}
            {each.clarifications.map((one) => (
              <span key={`${one.by} ${one.on}`} class="behind">
                {one.by} on {one.on}: {one.note ?? "a clarification without words"}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {status.contradicted.length > 0 && (
        <Table
          title="Seen otherwise than declared"
          asOf={dayOf(status)}
          basis="what was declared and what was entered as seen"
          rows={status.contradicted}
          columns={[
            { id: "thing", head: "What", rowHead: true, cell: (row) => row.thing },
            { id: "party", head: "Of", cell: (row) => row.party },
            { id: "on", head: "On", cell: (row) => row.on },
            { id: "declared", head: "Declared", numeric: true, cell: (row) => row.declared },
            { id: "seen", head: "Seen", numeric: true, cell: (row) => row.seen },
            { id: "by", head: "By", cell: (row) => row.by },
            { id: "stands", head: "Stands now", cell: (row) => row.stands },
          ]}
        />
      )}
    </section>
  );
}
