import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Paths } from "../../api/types";
import { moverName } from "../../names";
import { go, linkHere, place } from "../../place";
import { packageLine } from "../../ui/PackageList";
import { asOf, letter } from "../../words";
import { useCase } from "../context";
import { type Edge, figure, layout, type Node } from "./layout";

const radius = 17;

/** States and moves of a small model. The tables beside it say the same in words. */
export default function Graph({ paths }: { paths: Paths }): JSX.Element | null {
  const { shown } = useCase();
  const moves = paths.courses.find((each) => each.by === "moves");
  const improvements = paths.courses.find((each) => each.by === "improvements");
  const drawn = useMemo(() => (moves ? layout(moves, improvements) : null), [paths]);
  if (!drawn) return null;
  const makers = paths.model.decision_makers.map((each) => each.id);
  const chosen = place.value.query.get("state");
  return (
    <figure class="figure">
      <figcaption>
        <span class="table-title">
          States and moves, from left to right by the fewest moves from state {paths.from}
        </span>
        <span class="table-basis">
          As of {asOf(paths)}; {paths.model.basis}
        </span>
      </figcaption>
      <svg
        class="drawing graph"
        viewBox={`0 0 ${figure.width} ${drawn.height}`}
        role="group"
        aria-label="States and moves. The tables on this page hold the same."
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 Z" />
          </marker>
        </defs>
        {drawn.edges.map((edge) => (
          <Move key={`${edge.from.number} ${edge.to.number}`} edge={edge} makers={makers} />
        ))}
        {drawn.nodes.map((node) => (
          <StateMark
            key={node.number}
            node={node}
            chosen={node.number === chosen}
            says={packageLine(shown, node.options)}
          />
        ))}
      </svg>
      <p class="legend">
        {makers.map((maker, at) => (
          <span key={maker}>
            <strong>{letter(at)}</strong> moves of {moverName(shown, maker)}
          </span>
        ))}
        <span>double ring: an equilibrium under some concept</span>
        <span>thick: can come about by moves from which whoever moves gains</span>
      </p>
    </figure>
  );
}

function Move(props: { edge: Edge; makers: readonly string[] }): JSX.Element {
  const { from, to, who, gains } = props.edge;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  // A little to the side, so that a move and its way back stand apart.
  const [ox, oy] = [-uy * 14, ux * 14];
  const start = { x: from.x + ux * radius, y: from.y + uy * radius };
  const end = { x: to.x - ux * (radius + 3), y: to.y - uy * (radius + 3) };
  const middle = { x: (start.x + end.x) / 2 + ox, y: (start.y + end.y) / 2 + oy };
  const names = who.map((each) => letter(props.makers.indexOf(each))).join(" ");
  return (
    <g class={gains ? "move gains" : "move"}>
      <path
        d={`M${start.x},${start.y} Q${middle.x},${middle.y} ${end.x},${end.y}`}
        marker-end="url(#arrow)"
      />
      <text
        x={(start.x + end.x) / 2 + ox * 0.7 + dx * 0.12}
        y={(start.y + end.y) / 2 + oy * 0.7 + dy * 0.12 + 4}
      >
        {names}
      </text>
    </g>
  );
}

function StateMark(props: { node: Node; chosen: boolean; says: string }): JSX.Element {
  const { node } = props;
  const to = linkHere({ state: node.number });
  return (
    <a
      class={props.chosen ? "state chosen" : "state"}
      href={to}
      onClick={(event) => {
        event.preventDefault();
        go(to);
      }}
      aria-label={`State ${node.number}: ${props.says}${node.equilibrium.length > 0 ? "; an equilibrium" : ""}`}
    >
      <title>{props.says}</title>
      <circle cx={node.x} cy={node.y} r={radius} />
      {node.equilibrium.length > 0 && <circle class="inner" cx={node.x} cy={node.y} r={radius - 4} />}
      <text x={node.x} y={node.y + 5} text-anchor="middle">
        {node.number}
      </text>
    </a>
  );
}
