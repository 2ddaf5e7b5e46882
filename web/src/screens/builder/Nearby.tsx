import type { JSX } from "preact";
import type { Built, Change } from "../../api/types";
import type { Package } from "../../choice";
import { choiceName, issueName, partyName } from "../../names";
import { interval } from "../../words";
import { useCase } from "../context";

/** The nearest package that can be acceptable to all, and one that is better for somebody and worse for nobody. */
export function Nearby(props: {
  built: Built;
  isNoAgreement: boolean;
  take: (next: Package) => void;
}): JSX.Element {
  const { shown } = useCase();
  const { nearest, better } = props.built;
  return (
    <section>
      <h3>Nearest package that can be acceptable to all who are asked</h3>
      {nearest && nearest.changes.length > 0 ? (
        <Other changes={nearest.changes} take={() => props.take(nearest.package)} />
      ) : (
        <p class="quiet">
          {props.isNoAgreement
            ? "Choose something of a package, and the nearest is looked for."
            : props.built.all === "surely" || props.built.all === "possibly"
              ? "This one itself."
              : "None was found: no allowed package can be acceptable to all, or too little is known to say."}
        </p>
      )}
      <h3>Better for all who are asked</h3>
      {better ? (
        <Other changes={better.changes} take={() => props.take(better.package)}>
          {better.gains.length > 0 && (
            <ul>
              {better.gains.map((each) => (
                <li key={each.party}>
                  {partyName(shown, each.party)}: {interval(each.least, each.greatest)} more
                </li>
              ))}
            </ul>
          )}
        </Other>
      ) : (
        <p class="quiet">
          No package is surely better for somebody and worse for nobody. Often too little is known to say.
        </p>
      )}
    </section>
  );
}

function Other(props: {
  changes: readonly Change[];
  take: () => void;
  children?: preact.ComponentChildren;
}): JSX.Element {
  const { shown } = useCase();
  return (
    <>
      <ul>
        {props.changes.map((each) => (
          <li key={each.issue}>
            {issueName(shown, each.issue)}: {choiceName(shown, each.issue, each.from || undefined)} →{" "}
            <strong>{choiceName(shown, each.issue, each.to || undefined)}</strong>
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
