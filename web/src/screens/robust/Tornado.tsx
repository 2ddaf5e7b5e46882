import type { JSX } from "preact";
import { Table } from "../../ui/Table";
import type { Unknown } from "./unknowns";

const most = 20;
const width = 220;

/** A bar for each unknown, from the share where it is lowest to the share where it is highest. */
export function Tornado(props: {
  rows: readonly Unknown[];
  share: number;
  caption: string;
  asOf: string;
  basis: string;
}): JSX.Element {
  const rows = props.rows.slice(0, most);
  return (
    <>
      <Table<Unknown>
        title={props.caption}
        asOf={props.asOf}
        basis={props.basis}
        rows={rows}
        empty="No single unknown moves it."
        columns={[
          { id: "unknown", head: "Unknown", rowHead: true, cell: (row) => row.unknown },
          {
            id: "low",
            head: "All accept, lowest",
            numeric: true,
            cell: (row) => `${(row.tornado[0] * 100).toFixed(1)} %`,
          },
          { id: "bar", head: "0 to 100 %", cell: (row) => <Bar of={row.tornado} share={props.share} /> },
          {
            id: "high",
            head: "All accept, highest",
            numeric: true,
            cell: (row) => `${(row.tornado[1] * 100).toFixed(1)} %`,
          },
        ]}
      />
      <p class="quiet">
        Each end is the sixteenth of the draws in which the unknown is lowest, or highest; the upright line is
        the share over all draws.
        {props.rows.length > most && ` ${props.rows.length - most} unknowns that move it less are not shown.`}
      </p>
    </>
  );
}

function Bar(props: { of: readonly [number, number]; share: number }): JSX.Element {
  const [from, to] = [Math.min(...props.of) * width, Math.max(...props.of) * width];
  const lowest = props.of[0] * width;
  return (
    <svg class="tornado" viewBox={`-4 0 ${width + 8} 16`} width={width + 8} height="16" aria-hidden="true">
      <line class="rail" x1="0" x2={width} y1="8" y2="8" />
      <rect x={from} y="3" width={Math.max(1, to - from)} height="10" />
      <circle cx={lowest} cy="8" r="3" />
      <line class="all" x1={props.share * width} x2={props.share * width} y1="0" y2="16" />
    </svg>
  );
}
