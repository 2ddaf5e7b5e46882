import type { ComponentChildren, JSX } from "preact";
import type { Built, Change } from "../../api/types";
import type { Package } from "../../choice";
import { choiceName, issueName, partyName } from "../../names";
import { join } from "../../words";
import { useCase } from "../context";

/** The nearest package that all can accept, and one that is better for somebody and worse for nobody. */
export function Nearby(props: { built: Built; take: (next: Package) => void }): JSX.Element {
  const { shown } = useCase();
  const { nearest, better } = props.built;
  return (
    <section>
      <h3>Nearest package acceptable to all who are asked</h3>
      {nearest && nearest.changes.length > 0 ? (
        <Other changes={nearest.changes} take={() => props.take(nearest.package.options)}>
          <p class="quiet">
            {nearest.surely ? "Surely acceptable." : "Possibly acceptable, depending on what is not known."}
          </p>
        </Other>
      ) : (
        <p class="quiet">{nowhere(props.built)}</p>
      )}
      <h3>Better for somebody, and worse for nobody who is asked</h3>
      {better ? (
        <Other changes={better.changes} take={() => props.take(better.package.options)}>
          <p class="quiet">
            Surely better for {join(better.better.map((each) => partyName(shown, each)))}, one or two changes
            away.
          </p>
        </Other>
      ) : (
        <p class="quiet">
          One or two changes away none is surely so. Often that means that too little is known to say.
        </p>
      )}
    </section>
  );
}

function nowhere(built: Built): string {
  if (!built.is_no_agreement && (built.all === "surely" || built.all === "possibly"))
    return "This one itself.";
  if (!built.complete) return "None was found among the packages that were looked through; there are more.";
  return "No allowed package can be acceptable to all, or too little is known to say.";
}

function Other(props: {
  changes: readonly Change[];
  take: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { shown } = useCase();
  return (
    <>
      <ul>
        {props.changes.map((each) => (
          <li key={each.issue}>
            {issueName(shown, each.issue)}: {choiceName(shown, each.issue, each.from ?? undefined)} →{" "}
            <strong>{choiceName(shown, each.issue, each.to ?? undefined)}</strong>
          </li>
        ))}
      </ul>
      {props.children}
      <button type="button" class="plain" onClick={props.take}>
        Show this package
      </button>
    </>
  );
}
