import type { JSX } from "preact";
import type { OnRecord } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf } from "../../words";
import { useCase, viewPath } from "../context";

/** How many statements of each party the record holds, and how close to its own word. */
export function Balance(): JSX.Element {
  const { id, shown } = useCase();
  const record = useApi<OnRecord>(viewPath(id, "on-record"));
  return (
    <section>
      <h2>Balance of the record</h2>
      <Answered of={record} what="the balance of the record">
        {(data) => (
          <Table
            title="Statements of each party, by how close they are to its own word"
            asOf={asOf(data)}
            basis="standing statements"
            rows={data.balance}
            columns={[
              { id: "party", head: "Party", rowHead: true, cell: (row) => partyName(shown, row.party) },
              { id: "own", head: "own words", numeric: true, cell: (row) => row.own },
              { id: "reported", head: "reported", numeric: true, cell: (row) => row.reported },
              { id: "attributed", head: "attributed", numeric: true, cell: (row) => row.attributed },
            ]}
            empty="Nobody is on record."
          />
        )}
      </Answered>
      <p class="quiet">If one column is empty, read everything as an account of a one-sided record.</p>
    </section>
  );
}
