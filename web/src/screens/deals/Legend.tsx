import type { JSX } from "preact";
import type { Acceptance } from "../../api/types";
import { disc } from "./Glyph";

const shapes: [Acceptance, string][] = [
  ["surely", "surely acceptable to all who are asked"],
  ["possibly", "can be acceptable to all"],
  ["unknown", "unknown"],
  ["never", "not acceptable to all"],
];

/** What the shapes of the figure mean. */
export function Legend(props: { zone: boolean; line: boolean }): JSX.Element {
  return (
    <p class="legend">
      {shapes.map(([accepted, words]) => (
        <span key={accepted}>
          <svg class="glyph" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
            {disc(accepted, 5)}
          </svg>{" "}
          {words}
        </span>
      ))}
      <span>
        <svg class="glyph" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
          <rect class="frontier" x="-6" y="-6" width="12" height="12" />
        </svg>{" "}
        frontier: cannot be bettered for one party without loss to another
        {props.line ? ", joined by a line" : ""}
      </span>
      <span>
        <svg class="glyph" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
          <path class="ring" d="M0,-6 L6,5 L-6,5 Z" />
        </svg>{" "}
        no agreement
      </span>
      {props.zone && <span>shaded: the zone of possible agreement, darker where it is sure</span>}
    </p>
  );
}
