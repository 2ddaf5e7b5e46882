import type { JSX } from "preact";
import type { Acceptance, Point } from "../../api/types";

/** The shape of a package in a figure: how full says who accepts, a square around it the frontier. */
export function Glyph(props: { x: number; y: number; r: number; point: Point }): JSX.Element {
  const { x, y, r, point } = props;
  return (
    <g class="glyph" transform={`translate(${x} ${y})`}>
      {point.frontier && <rect class="frontier" x={-r - 3} y={-r - 3} width={2 * r + 6} height={2 * r + 6} />}
      {point.no_deal ? (
        <path class="ring" d={`M0,${-r - 1} L${r + 1},${r} L${-r - 1},${r} Z`} />
      ) : (
        disc(point.accepted, r)
      )}
    </g>
  );
}

export function disc(accepted: Acceptance, r: number): JSX.Element {
  switch (accepted) {
    case "surely":
      return <circle class="full" r={r} />;
    case "possibly":
      return (
        <>
          <circle class="ring" r={r} />
          <path class="full" d={`M0,${-r} A${r},${r} 0 0 0 0,${r} Z`} />
        </>
      );
    case "never":
      return (
        <path
          class="cross"
          d={`M${-r * 0.7},${-r * 0.7} L${r * 0.7},${r * 0.7} M${-r * 0.7},${r * 0.7} L${r * 0.7},${-r * 0.7}`}
        />
      );
    case "unknown":
      return <circle class="ring dotted" r={r} />;
  }
}
