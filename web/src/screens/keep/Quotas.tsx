import type { JSX } from "preact";
import type { Status } from "../../api/types";
import { Table } from "../../ui/Table";
import { dayOf } from "./path";

/** What is left of each quota in its year. */
export function Quotas({ status }: { status: Status }): JSX.Element | null {
  if (status.quotas.length + status.pairs.length + status.quotas_withheld.length === 0) return null;
  return (
    <section>
      <h2>Quotas</h2>
      <Table
        title="What is left in the year"
        asOf={dayOf(status)}
        basis="by the uses entered"
        rows={status.quotas}
        columns={[
          { id: "quota", head: "Quota", rowHead: true, cell: (row) => row.quota },
          { id: "who", head: "Who", cell: (row) => row.subject },
          { id: "year", head: "Year from", cell: (row) => row.year },
          { id: "number", head: "Number", numeric: true, cell: (row) => row.number },
          {
            id: "used",
            head: "Used",
            numeric: true,
            cell: (row) => (row.open ? `${row.used} or more` : row.used),
          },
          { id: "left", head: "Left", numeric: true, cell: (row) => row.left },
        ]}
      />
      {status.pairs.length > 0 && (
        <Table
          title="Between two parties"
          asOf={dayOf(status)}
          basis="by the uses entered"
          rows={status.pairs}
          columns={[
            { id: "quota", head: "Quota", rowHead: true, cell: (row) => row.quota },
            { id: "by", head: "Used by", cell: (row) => row.by },
            { id: "over", head: "Over", cell: (row) => row.over },
            { id: "number", head: "Number", numeric: true, cell: (row) => row.number },
            {
              id: "used",
              head: "Used",
              numeric: true,
              cell: (row) => (row.open ? `${row.used} or more` : row.used),
            },
          ]}
        />
      )}
      {status.excesses.length > 0 && (
        <ul>
          {status.excesses.map((each) => (
            <li key={`${each.act} ${each.measure} ${each.reading}`}>
              Act {each.act} under {each.quota}: {each.measure} {each.measured}, at most {each.at_most}
              {each.reading && ` (under ${each.reading})`}.
            </li>
          ))}
        </ul>
      )}
      {status.quotas_withheld.length > 0 && (
        <p class="quiet">Withheld: {status.quotas_withheld.join(", ")}.</p>
      )}
    </section>
  );
}
