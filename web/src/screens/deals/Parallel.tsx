import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { partyName } from "../../names";
import { number } from "../../words";
import { useCase } from "../context";
import { middle, scale } from "./deals";
import type { FigureProps } from "./Plot";

const size = { width: 760, height: 440, left: 50, right: 60, top: 24, bottom: 48 };

/** Every party an axis, every package a line across them at the middle of its ranges. */
export function Parallel(props: FigureProps): JSX.Element {
  const { points, parties } = props;
  const { shown } = useCase();
  const axes = useMemo(
    () =>
      parties.map((party, at) => {
        const index = points.parties.indexOf(party);
        const values = points.points.flatMap((point) => middle(point.values[index]) ?? []);
        const x = size.left + (at * (size.width - size.left - size.right)) / Math.max(1, parties.length - 1);
        return { party, index, x, scale: scale(values, size.height - size.bottom, size.top) };
      }),
    [points, parties.join()],
  );
  const path = (values: (typeof points.points)[number]["values"]): string => {
    const at = axes.flatMap((axis) => {
      const value = middle(values[axis.index]);
      return value === null ? [] : [`${axis.x},${axis.scale.at(value)}`];
    });
    return at.length > 1 ? `M${at.join("L")}` : "";
  };
  const layer = useMemo(
    () =>
      points.points.map((point, at) => (
        <path key={at} class={point.frontier ? "frontier" : ""} d={path(point.values)} />
      )),
    [axes],
  );
  const focus = props.hovered ?? props.pinned;
  return (
    <figure class="figure">
      <figcaption>
        <span class="table-title">Packages by their value to each party</span>
        <span class="table-basis">
          As of {props.asOf}; {props.basis}; each at the middle of its ranges; each axis on its party's own
          scale
        </span>
      </figcaption>
      <svg
        class="parallel"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label="One line for each package"
      >
        <g class="lines">{layer}</g>
        {focus && <path class="focus-line" d={path(focus.values)} />}
        <g class="grid">
          {axes.map((axis, at) => (
            <g key={axis.party}>
              <line class="upright" x1={axis.x} x2={axis.x} y1={size.top} y2={size.height - size.bottom} />
              {axis.scale.ticks.map((tick) => (
                <text key={tick} x={axis.x - 6} y={axis.scale.at(tick) + 4} text-anchor="end">
                  {number(tick, 2)}
                </text>
              ))}
              <text class="axis" x={axis.x} y={size.height - (at % 2 === 0 ? 26 : 8)} text-anchor="middle">
                {partyName(shown, axis.party)}
              </text>
            </g>
          ))}
        </g>
      </svg>
      <p class="legend">
        Darker lines are on the frontier. The table below pins a package and draws its line.
      </p>
    </figure>
  );
}
