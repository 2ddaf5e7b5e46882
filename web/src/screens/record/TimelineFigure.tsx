import type { JSX } from "preact";
import type { Timeline } from "../../api/types";
import { issueName, partyName } from "../../names";
import { place } from "../../place";
import { levels } from "../../words";
import { useCase } from "../context";
import { dayNumber, span, ticks } from "./days";

const size = { width: 960, left: 250, right: 16, top: 26, bar: 14, head: 31 };

/** A line for each statement, from the day it may have been said to the day it no longer stood. */
export function TimelineFigure({ timeline }: { timeline: Timeline }): JSX.Element | null {
  const { shown } = useCase();
  const whole = span(
    timeline.rows.flatMap((row) => row.turns),
    timeline.as_of,
  );
  if (!whole) return null;
  const at = (day: number) =>
    size.left + ((day - whole.first) / (whole.last - whole.first)) * (size.width - size.left - size.right);
  const inside = (day: number) => Math.max(size.left, Math.min(size.width - size.right, at(day)));
  let y = size.top;
  const rows = timeline.rows.map((row) => {
    const top = y;
    y += size.head + row.turns.length * size.bar + 6;
    return { row, top };
  });
  const on = dayNumber(place.value.query.get("on"));
  return (
    <figure class="figure">
      <figcaption>
        <span class="table-title">Statements over time, by issue and party</span>
        <span class="table-basis">
          As known on {timeline.as_of ?? "no day given"}; the record, each as coded, never merged
        </span>
      </figcaption>
      <div
        class="table-frame"
        tabIndex={0}
        role="group"
        aria-label="Drawing of statements over time. The table below holds the same."
      >
        <svg
          class="drawing timeline"
          viewBox={`0 0 ${size.width} ${y + 8}`}
          role="img"
          aria-label="Statements over time"
        >
          <g class="grid">
            {ticks(whole.first, whole.last).map((tick) => (
              <g key={tick.day}>
                <line x1={at(tick.day)} x2={at(tick.day)} y1={size.top - 6} y2={y} />
                <text x={at(tick.day)} y={14} text-anchor="middle">
                  {tick.label}
                </text>
              </g>
            ))}
          </g>
          {rows.map(({ row, top }) => (
            <g key={`${row.party} ${row.issue}`}>
              <line class="rule" x1="0" x2={size.width} y1={top} y2={top} />
              <text class="head" x="0" y={top + 15}>
                {short(
                  `${partyName(shown, row.party)}: ${row.issue ? issueName(shown, row.issue) : "no issue of the case"}`,
                )}
              </text>
              {row.turns.map((turn, index) => {
                const line = top + size.head + index * size.bar;
                const from = dayNumber(turn.from);
                const to = dayNumber(turn.ended);
                const start = from === null ? size.left : inside(from);
                const end = to === null ? size.width - size.right : inside(to);
                return (
                  <g key={turn.statement} class={`turn ${turn.level}`}>
                    <title>{`${turn.said}: ${turn.says}`}</title>
                    <line x1={start} x2={Math.max(end, start + 2)} y1={line} y2={line} />
                    {from !== null && <circle cx={start} cy={line} r="4" />}
                    {to !== null && <path d={`M${end},${line - 5} V${line + 5}`} />}
                    <text x={size.left - 8} y={line + 4} text-anchor="end">
                      {short(turn.statement, 30)}
                    </text>
                  </g>
                );
              })}
            </g>
          ))}
          {on !== null && <line class="today" x1={inside(on)} x2={inside(on)} y1={size.top - 8} y2={y} />}
        </svg>
      </div>
      <p class="legend">
        {Object.entries(levels).map(([level, name]) => (
          <span key={level}>
            <svg class="timeline" viewBox="0 0 36 10" width="36" height="10" aria-hidden="true">
              <g class={`turn ${level}`}>
                <line x1="5" x2="36" y1="5" y2="5" />
                <circle cx="5" cy="5" r="4" />
              </g>
            </svg>{" "}
            {name}
          </span>
        ))}
        <span>upright end: it no longer stood from that day</span>
      </p>
    </figure>
  );
}

function short(text: string, most = 110): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
