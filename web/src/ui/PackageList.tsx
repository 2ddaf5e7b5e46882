import type { JSX } from "preact";
import type { Show } from "../api/types";
import type { Package } from "../choice";
import { choiceName } from "../names";

/** A package issue by issue, in the order of the case; issues that do not arise are left out. */
export function PackageList(props: { shown: Show; of: Package; against?: Package | undefined }): JSX.Element {
  const { shown, of, against } = props;
  const arising = shown.issues.filter((issue) => of[issue.id] !== undefined);
  return (
    <dl class="package">
      {arising.map((issue) => {
        const differs = against !== undefined && against[issue.id] !== of[issue.id];
        return (
          <div key={issue.id} class={differs ? "differs" : undefined}>
            <dt>{issue.title}</dt>
            <dd>
              {choiceName(shown, issue.id, of[issue.id])}
              {differs && <span class="hidden"> (differs)</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A package on one line: what it changes against no agreement. */
export function packageLine(shown: Show, of: Package): string {
  const changed = shown.issues.filter(
    (issue) => of[issue.id] !== undefined && of[issue.id] !== (issue.no_deal ?? undefined),
  );
  if (changed.length === 0) return "as without an agreement";
  return changed.map((issue) => choiceName(shown, issue.id, of[issue.id])).join(" · ");
}
