import type { JSX } from "preact";
import type { Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, basis, range } from "../../words";
import { useCase, viewPath } from "../context";

/** What all others could accept if one party were not asked. */
export function Without(): JSX.Element {
  const { id, shown } = useCase();
  const party = place.value.query.get("without");
  const now = useApi<Solve>(viewPath(id, "solve"));
  const then = useApi<Solve>(party ? viewPath(id, "solve", [["without", party]]) : null);
  const asked = shown.parties.filter((each) => each.asked !== "never");
  return (
    <section>
      <h3>If somebody were not asked</h3>
      <div class="fields">
        <label>
          <span>Leave aside</span>
          <select
            value={party ?? ""}
            onChange={(event) => change({ without: event.currentTarget.value || null })}
          >
            <option value="">nobody</option>
            {asked.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {party && now.data && (
        <Answered of={then} what="the packages without it">
          {(data) => (
            <Table
              title={`Packages that all who are asked accept, with and without ${partyName(shown, party)}`}
              asOf={asOf(data)}
              basis={basis(data)}
              rows={[
                { name: "all who are asked", all: now.data?.all },
                { name: `all others, without ${partyName(shown, party)}`, all: data.all },
              ]}
              columns={[
                { id: "who", head: "Who", rowHead: true, cell: (row) => row.name },
                {
                  id: "least",
                  head: "At least",
                  numeric: true,
                  cell: (row) => (row.all ? range(row.all.at_least) : ""),
                },
                {
                  id: "most",
                  head: "At most",
                  numeric: true,
                  cell: (row) => (row.all ? range(row.all.at_most) : ""),
                },
              ]}
            />
          )}
        </Answered>
      )}
      <p class="quiet">Whether a party can be left aside is another question.</p>
    </section>
  );
}
