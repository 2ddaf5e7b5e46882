import type { JSX } from "preact";
import type { Built } from "../../api/types";
import { Mark } from "../../ui/Mark";
import { acceptsAll } from "../../words";

/** What all who are asked make of the package, which rules it breaks, and what must be known of it. */
export function Standing({ built }: { built: Built }): JSX.Element {
  return (
    <section class="standing" aria-live="polite">
      <h2>This package</h2>
      {built.breaks.length > 0 ? (
        <div class="note">
          <p>
            <strong>The rules do not allow it.</strong>
          </p>
          <ul>
            {built.breaks.map((each) => (
              <li key={each.id}>
                <code>{each.id}</code> requires <code>{each.requires}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>The rules allow it.</p>
      )}
      {built.is_no_agreement ? (
        <p class="verdict-line">
          <strong>No agreement, which is never a deal.</strong>
        </p>
      ) : (
        <p class="verdict-line">
          <Mark of={built.all} /> <strong>{capital(acceptsAll[built.all])}.</strong>
        </p>
      )}
      {[...built.package.decides_without_asking, ...built.package.notes].map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
