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
  const ends = [props.share, ...rows.flatMap((row) => row.tornado)];
  const low = Math.floor(Math.min(...ends) * 20) / 20;
  const high = Math.max(low + 0.05, Math.ceil(Math.max(...ends) * 20) / 20);
  const at = (share: number) => ((share - low) / (high - low)) * width;
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
          {
            id: "bar",
            head: `${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)} %`,
            cell: (row) => <Bar of={row.tornado} share={props.share} at={at} />,
          },
          {
            id: "high",
            head: "All accept, highest",
            numeric: true,
            cell: (row) => `${(row.tornado[1] * 100).toFixed(1)} %`,
          },
        ]}
      />
      <p class="quiet">
        Each end is the sixteenth of the draws in which the unknown is lowest, or highest; the circle is the
        end where it is lowest, the upright line the share over all draws.
        {props.rows.length > most && ` ${props.rows.length - most} unknowns that move it less are not shown.`}
      </p>
    </>
  );
}

function Bar(props: {
  of: readonly [number, number];
  share: number;
  at: (share: number) => number;
}): JSX.Element {
  const { of, at } = props;
  const [from, to] = [at(Math.min(...of)), at(Math.max(...of))];
  return (
    <svg class="tornado" viewBox={`-4 0 ${width + 8} 16`} width={width + 8} height="16" aria-hidden="true">
      <line class="rail" x1="0" x2={width} y1="8" y2="8" />
      <rect x={from} y="3" width={Math.max(1, to - from)} height="10" />
      <circle cx={at(of[0])} cy="8" r="3" />
      <line class="all" x1={at(props.share)} x2={at(props.share)} y1="0" y2="16" />
    </svg>
  );
}
