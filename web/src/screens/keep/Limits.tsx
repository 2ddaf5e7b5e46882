import { Fragment, type JSX } from "preact";
import type { Status } from "../../api/types";
import { place } from "../../place";
import { Table } from "../../ui/Table";
import { grouped } from "../../words";
import { Headroom } from "./Headroom";
import { dayOf, instrumentPath } from "./path";

type Limit = Status["limits"][number];

/** Numbers against their bounds, under each reading side by side, and over time. */
export function Limits(props: { id: string; status: Status }): JSX.Element | null {
  const { id, status } = props;
  if (status.limits.length === 0) return null;
  const readings = [...new Set(status.limits.map((each) => each.reading ?? null))];
  const under = (reading: string | null) =>
    status.limits.filter((each) => (each.reading ?? null) === reading);
  const drawing = instrumentPath(id, "plot.svg", place.value.query.get("on"));
  return (
    <section>
      <h2>Limits</h2>
      <p>No reading is preferred here to another. Zero, not provided and unknown are three things.</p>
      {readings.map((reading) => (
        <Fragment key={reading ?? ""}>
          <Table<Limit>
            title="Numbers and margins"
            asOf={dayOf(status)}
            basis={reading ? `reading ${reading}, as declared and entered` : "as declared and entered"}
            rows={under(reading)}
            columns={[
              { id: "limit", head: "Limit", rowHead: true, cell: (row) => row.limit },
              { id: "who", head: "Who", cell: (row) => row.subject },
              { id: "number", head: "Number", numeric: true, cell: numberOf },
              { id: "declared", head: "Declared", cell: (row) => row.declared ?? "" },
              { id: "bound", head: "Bound", numeric: true, cell: bound },
              { id: "margin", head: "Margin", numeric: true, cell: (row) => row.margin ?? "–" },
              { id: "headroom", head: "Headroom", cell: (row) => <Headroom of={row} /> },
              { id: "standing", head: "Standing", cell: standing },
            ]}
          />
          <Missing rows={under(reading)} />
        </Fragment>
      ))}
      <details open>
        <summary>Over time</summary>
        <img
          class="kept"
          src={`/api/v1${drawing}`}
          alt={`Numbers under ${status.instrument} over time, against their bounds. The tables above hold the last of them.`}
        />
      </details>
    </section>
  );
}

function numberOf(row: Limit): string {
  if (row.withheld) return "withheld";
  if (row.number === null || row.number === undefined) return "unknown";
  return row.missing.length > 0 ? `${grouped(row.number)} or more` : grouped(row.number);
}

/** What is missing of the numbers that are not whole. */
function Missing({ rows }: { rows: readonly Limit[] }): JSX.Element | null {
  const open = rows.filter((row) => row.missing.length > 0);
  if (open.length === 0) return null;
  return (
    <ul class="quiet">
      {open.map((row) => (
        <li key={`${row.limit} ${row.subject}`}>
          {row.limit}, {row.subject}:{" "}
          {row.missing
            .map((each) => `${each.thing} of ${each.party}, ${each.why.replaceAll("-", " ")}`)
            .join("; ")}
        </li>
      ))}
    </ul>
  );
}

function bound(row: Limit): string {
  const [least, most] = [row.at_least ?? null, row.at_most ?? null];
  if (least !== null && most !== null) return `${grouped(least)} to ${grouped(most)}`;
  if (most !== null) return `at most ${grouped(most)}`;
  return least === null ? "–" : `at least ${grouped(least)}`;
}

const words: Record<string, string> = {
  "not-binding": "does not bind on this day",
  ended: "ended",
  within: "within",
  beyond: "beyond",
  open: "cannot be said",
};

function standing(row: Limit): string {
  const word = row.standing ? (words[row.standing] ?? row.standing) : "withheld";
  return row.first_breach ? `${word}; first beyond on ${row.first_breach}` : word;
}
