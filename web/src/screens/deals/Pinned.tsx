import type { JSX } from "preact";
import type { Point, Points } from "../../api/types";
import { type Package, writeChoices } from "../../choice";
import { partyName } from "../../names";
import { change } from "../../place";
import { Mark } from "../../ui/Mark";
import { PackageList } from "../../ui/PackageList";
import { acceptsAll, concept, interval, join } from "../../words";
import { screenLink, useCase } from "../context";

/** The package under the pointer, or the one that is pinned. */
export function Pinned(props: {
  points: Points;
  point: Point | null;
  isPinned: boolean;
  lost: Package | null;
}): JSX.Element {
  const { id, shown } = useCase();
  const { points, point } = props;
  if (!point) {
    return (
      <aside class="panel" aria-label="Package">
        {props.lost ? (
          <>
            <h3>The pinned package is not among those shown</h3>
            <PackageList shown={shown} of={props.lost} />
            <a href={builderLink(id, props.lost)}>Open it in the builder</a>
          </>
        ) : (
          <p class="quiet">Point at a package to see it, click to pin it. The table below pins one too.</p>
        )}
      </aside>
    );
  }
  return (
    <aside class="panel" aria-label="Package">
      <h3>{props.isPinned ? "Pinned package" : "Package"}</h3>
      {point.no_deal ? (
        <p>No agreement, which is never a deal.</p>
      ) : (
        <p>
          <Mark of={point.accepted} /> {acceptsAll[point.accepted]}
        </p>
      )}
      {point.frontier && <p class="quiet">On the frontier.</p>}
      {point.concepts.length > 0 && <p class="quiet">Picked by {join(point.concepts.map(concept))}.</p>}
      <PackageList shown={shown} of={point.options} />
      <ul class="rows">
        {points.parties.map((party, at) => (
          <li key={party}>
            {partyName(shown, party)}: {value(point.values[at])}
          </li>
        ))}
      </ul>
      <div class="actions">
        <a class="button" href={builderLink(id, point.options)}>
          Open in the builder
        </a>
        {props.isPinned && (
          <button type="button" class="plain" onClick={() => change({ pin: null }, { replace: true })}>
            Let go
          </button>
        )}
      </div>
    </aside>
  );
}

function value(range: [number, number] | null | undefined): string {
  return range ? `worth ${interval(range[0], range[1])}` : "no value given";
}

function builderLink(id: string, of: Package): string {
  return screenLink(
    id,
    "builder",
    writeChoices(of).map((each) => ["choose", each] as const),
  );
}
