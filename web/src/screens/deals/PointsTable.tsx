import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Point, Points } from "../../api/types";
import { key } from "../../choice";
import { partyName } from "../../names";
import { change, place } from "../../place";
import { Mark } from "../../ui/Mark";
import { packageLine } from "../../ui/PackageList";
import { type Column, Table } from "../../ui/Table";
import { accepts, concept, grouped, interval } from "../../words";
import { useCase } from "../context";
import { sorted, valued } from "./deals";

const page = 50;

/** The packages of the figure as rows. A row's button pins its package. */
export function PointsTable(props: {
  points: Points;
  pinned: Point | null;
  pin: (point: Point) => void;
  asOf: string;
  basis: string;
}): JSX.Element {
  const { points } = props;
  const { shown } = useCase();
  const [most, showMost] = useState(page);
  const query = place.value.query;
  const by = query.get("sort") ?? "accepted";
  const down = query.get("down") !== "no";
  const rows = sorted(points, by, down);
  const columns: Column<Point>[] = [
    {
      id: "package",
      head: "Package: what it changes against no agreement",
      rowHead: true,
      cell: (row) => (
        <button type="button" class="pin" aria-pressed={row === props.pinned} onClick={() => props.pin(row)}>
          {packageLine(shown, row.options)}
        </button>
      ),
    },
    {
      id: "accepted",
      head: "All who are asked",
      sorts: true,
      cell: (row) =>
        row.no_deal ? (
          "no agreement"
        ) : (
          <span class="verdict">
            <Mark of={row.accepted} /> {accepts[row.accepted]}
          </span>
        ),
    },
    ...valued(points).map((party): Column<Point> => {
      const at = points.parties.indexOf(party);
      return {
        id: party,
        head: partyName(shown, party),
        numeric: true,
        sorts: true,
        cell: (row) => interval(row.values[at]?.[0] ?? null, row.values[at]?.[1] ?? null),
      };
    }),
    {
      id: "frontier",
      head: "Frontier and concepts",
      sorts: true,
      cell: (row) =>
        [row.frontier ? "frontier" : "", ...row.concepts.map(concept)].filter(Boolean).join(", "),
    },
  ];
  return (
    <section>
      <h2>The same packages as a table</h2>
      <p class="quiet">The order ranks nothing unless you sort it, and then by one column alone.</p>
      <Table
        title="Packages, what all who are asked make of them, and what they are worth"
        asOf={props.asOf}
        basis={props.basis}
        columns={columns}
        rows={rows.slice(0, most)}
        keyOf={(row) => key(row.options)}
        chosen={(row) => row === props.pinned}
        sorting={{
          by,
          down,
          set: (to, falls) => change({ sort: to, down: falls ? null : "no" }, { replace: true }),
        }}
        empty="No package has these choices."
      />
      {rows.length > most && (
        <button type="button" class="plain" onClick={() => showMost(most + page)}>
          Show more: {grouped(rows.length - most)} are left
        </button>
      )}
    </section>
  );
}
