import type { JSX } from "preact";
import type { Built } from "../../api/types";
import { Mark } from "../../ui/Mark";
import { acceptsAll } from "../../words";

/** What all who are asked make of the package, and which rules it breaks. */
export function Standing(props: { built: Built; isNoAgreement: boolean }): JSX.Element {
  const { built } = props;
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
              <li key={each.rule}>
                <code>{each.rule}</code>: {each.text}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>The rules allow it.</p>
      )}
      {props.isNoAgreement ? (
        <p class="verdict-line">
          <strong>No agreement, which is never a deal.</strong>
        </p>
      ) : (
        <p class="verdict-line">
          <Mark of={built.all} /> <strong>{capital(acceptsAll[built.all])}.</strong>
        </p>
      )}
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
