import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Built, Point, Points } from "../../api/types";
import { partyName } from "../../names";
import { accepts, concept, interval, number } from "../../words";
import { useCase } from "../context";
import { axes } from "./Axes";
import { middle, nearest, scale, withoutAgreement } from "./deals";
import { Glyph } from "./Glyph";
import { Legend } from "./Legend";
import { Zone } from "./Zone";

export interface FigureProps {
  points: Points;
  none: Built | null;
  parties: readonly string[];
  hovered: Point | null;
  pinned: Point | null;
  hover: (point: Point | null) => void;
  pin: (point: Point) => void;
  asOf: string;
  basis: string;
}

const size = { width: 760, height: 520, left: 62, right: 18, top: 16, bottom: 52 };

interface Placed {
  point: Point;
  x: number;
  y: number;
  r: number;
}

/** Packages by their value to two parties: a shape for each, at the middle of its ranges. */
export function Plot(props: FigureProps): JSX.Element {
  const { points, none } = props;
  const { shown } = useCase();
  const at = axes(props.parties);
  const [one, other] = [points.parties.indexOf(at.x), points.parties.indexOf(at.y)];
  const third = at.size ? points.parties.indexOf(at.size) : -1;
  const drawn = useMemo(() => place(points, one, other, third, none, at), [points, one, other, third, none]);
  const focus = props.hovered ?? props.pinned;
  const focused = drawn.placed.find((each) => each.point === focus);
  const layer = useMemo(
    () =>
      [...drawn.placed]
        .sort((one, other) => prominence(one.point) - prominence(other.point))
        .map((each, index) => <Glyph key={index} x={each.x} y={each.y} r={each.r} point={each.point} />),
    [drawn],
  );

  const find = (event: { currentTarget: SVGSVGElement; clientX: number; clientY: number }): Point | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const zoom = size.width / box.width;
    return (
      nearest(drawn.placed, (event.clientX - box.left) * zoom, (event.clientY - box.top) * zoom, 16)?.point ??
      null
    );
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined && drawn.placed.length > 0) {
      event.preventDefault();
      const now = focused ? drawn.placed.indexOf(focused) : step > 0 ? -1 : 0;
      const next = drawn.placed[(now + step + drawn.placed.length) % drawn.placed.length];
      props.hover(next?.point ?? null);
    } else if (event.key === "Enter" && props.hovered) {
      props.pin(props.hovered);
    } else if (event.key === "Escape") {
      props.hover(null);
    }
  };

  return (
    <figure class="figure">
      <figcaption>
        <span class="table-title">
          Packages by their value to {partyName(shown, at.x)} and {partyName(shown, at.y)}
        </span>
        <span class="table-basis">
          As of {props.asOf}; {props.basis}; each at the middle of its ranges, one way of reading what is
          vague and no more
        </span>
      </figcaption>
      <div
        class="plot"
        tabIndex={0}
        role="group"
        aria-label="Plot. Arrow keys go from package to package, Enter pins one, Escape lets go. The table below has the same packages."
        onKeyDown={onKey}
        onBlur={() => props.hover(null)}
      >
        <svg
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="img"
          aria-label={`${drawn.placed.length} packages by value`}
          onPointerMove={(event) => props.hover(find(event))}
          onPointerLeave={() => props.hover(null)}
          onClick={(event) => {
            const found = find(event);
            if (found) props.pin(found);
          }}
        >
          <Zone
            x={drawn.x}
            y={drawn.y}
            across={withoutAgreement(none, at.x)}
            upwards={withoutAgreement(none, at.y)}
            box={size}
          />
          <Grid drawn={drawn} across={partyName(shown, at.x)} upwards={partyName(shown, at.y)} />
          {drawn.line && <path class="frontier-line" d={drawn.line} />}
          <g>{layer}</g>
          <ConceptNames placed={drawn.placed} />
          {focused && <Focus placed={focused} drawn={drawn} one={one} other={other} />}
        </svg>
      </div>
      <Legend
        zone={withoutAgreement(none, at.x) !== null && withoutAgreement(none, at.y) !== null}
        line={drawn.line !== null}
      />
      <p class="hidden" aria-live="polite">
        {props.hovered && spoken(props.hovered, points, shown)}
      </p>
    </figure>
  );
}

/** What is drawn over what: the frontier and no agreement above all, what is not acceptable below. */
function prominence(point: Point): number {
  if (point.frontier || point.no_deal || point.concepts.length > 0) return 2;
  return point.accepted === "never" ? 0 : 1;
}

function spoken(point: Point, points: Points, shown: Parameters<typeof partyName>[0]): string {
  const values = points.parties.flatMap((party, at) => {
    const range = point.values[at];
    return range ? [`${partyName(shown, party)} ${interval(range[0], range[1])}`] : [];
  });
  return `${accepts[point.accepted]}; ${values.join("; ")}${point.frontier ? "; on the frontier" : ""}`;
}

type Drawn = ReturnType<typeof place>;

function place(
  points: Points,
  one: number,
  other: number,
  third: number,
  none: Built | null,
  at: { x: string; y: string },
) {
  const found = points.points.flatMap((point) => {
    const [across, upwards] = [middle(point.values[one]), middle(point.values[other])];
    return across === null || upwards === null ? [] : [{ point, across, upwards }];
  });
  const more = (party: string) => {
    const range = withoutAgreement(none, party);
    return range ?? [];
  };
  const x = scale([...found.map((each) => each.across), ...more(at.x)], size.left, size.width - size.right);
  const y = scale([...found.map((each) => each.upwards), ...more(at.y)], size.height - size.bottom, size.top);
  const sizes =
    third < 0
      ? null
      : scale(
          found.flatMap((each) => middle(each.point.values[third]) ?? []),
          3,
          10,
        );
  const placed: Placed[] = found
    .map(({ point, across, upwards }) => {
      const of = sizes ? middle(point.values[third]) : null;
      return { point, x: x.at(across), y: y.at(upwards), r: sizes && of !== null ? sizes.at(of) : 4.5 };
    })
    .sort((left, right) => left.x - right.x || left.y - right.y);
  const frontier = placed.filter((each) => each.point.frontier);
  const twoAlone =
    points.parties.filter((_, index) => points.points.some((p) => p.values[index] != null)).length === 2;
  const line =
    twoAlone && frontier.length > 1 ? `M${frontier.map((each) => `${each.x},${each.y}`).join("L")}` : null;
  return { x, y, placed, line };
}

function Grid(props: { drawn: Drawn; across: string; upwards: string }): JSX.Element {
  const { x, y } = props.drawn;
  const [left, right, top, bottom] = [
    size.left,
    size.width - size.right,
    size.top,
    size.height - size.bottom,
  ];
  return (
    <g class="grid">
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x.at(tick)} x2={x.at(tick)} y1={top} y2={bottom} />
          <text x={x.at(tick)} y={bottom + 18} text-anchor="middle">
            {number(tick, 2)}
          </text>
        </g>
      ))}
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={left - 8} y={y.at(tick) + 4} text-anchor="end">
            {number(tick, 2)}
          </text>
        </g>
      ))}
      <text class="axis" x={(left + right) / 2} y={size.height - 10} text-anchor="middle">
        value to {props.across}
      </text>
      <text
        class="axis"
        x={16}
        y={(top + bottom) / 2}
        text-anchor="middle"
        transform={`rotate(-90 16 ${(top + bottom) / 2})`}
      >
        value to {props.upwards}
      </text>
    </g>
  );
}

/** The names of the concepts beside the packages that they pick; concepts that agree share a line. */
function ConceptNames({ placed }: { placed: readonly Placed[] }): JSX.Element {
  return (
    <g class="concept-names">
      {placed
        .filter((each) => each.point.concepts.length > 0)
        .map((each, at) => {
          const flips = each.x > size.width * 0.6;
          return (
            <text
              key={at}
              x={each.x + (flips ? -12 : 12)}
              y={each.y - 8}
              text-anchor={flips ? "end" : "start"}
            >
              {each.point.concepts.map(concept).join(", ")}
            </text>
          );
        })}
    </g>
  );
}

/** The package in focus: how far its ranges go, and a ring around it. */
function Focus(props: { placed: Placed; drawn: Drawn; one: number; other: number }): JSX.Element {
  const { placed, drawn } = props;
  const across = placed.point.values[props.one];
  const upwards = placed.point.values[props.other];
  const inside = (value: number, low: number, high: number) => Math.max(Math.min(value, high), low);
  return (
    <g class="focus">
      {across && (
        <line
          x1={inside(drawn.x.at(across[0]), size.left, size.width - size.right)}
          x2={inside(drawn.x.at(across[1]), size.left, size.width - size.right)}
          y1={placed.y}
          y2={placed.y}
        />
      )}
      {upwards && (
        <line
          x1={placed.x}
          x2={placed.x}
          y1={inside(drawn.y.at(upwards[0]), size.top, size.height - size.bottom)}
          y2={inside(drawn.y.at(upwards[1]), size.top, size.height - size.bottom)}
        />
      )}
      <circle cx={placed.x} cy={placed.y} r={placed.r + 5} />
    </g>
  );
}
