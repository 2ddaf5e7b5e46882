import type { JSX } from "preact";
import type { Issue } from "../../api/types";
import { members, toggled } from "../../choice";

/** The options of one issue: one of them, or any set. */
export function IssueChoice(props: {
  issue: Issue;
  chosen: string | undefined;
  arises: boolean;
  blocked: readonly string[];
  choose: (choice: string) => void;
}): JSX.Element {
  const { issue, chosen, arises, blocked } = props;
  const any = issue.kind === "any-of";
  const order = issue.options.map((option) => option.id);
  const within = new Set(any ? members(chosen) : [chosen]);
  return (
    <fieldset class={arises ? "choice" : "choice idle"}>
      <legend>{issue.title}</legend>
      {!arises && (
        <p class="quiet">
          Does not arise with these choices
          {issue.when && (
            <>
              ; arises when <code>{issue.when}</code>
            </>
          )}
          .
        </p>
      )}
      {issue.options.length > 12 && !any ? (
        <select
          value={chosen}
          aria-label={issue.title}
          onChange={(event) => props.choose(event.currentTarget.value)}
        >
          {issue.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.title}
            </option>
          ))}
        </select>
      ) : (
        issue.options.map((option) => {
          const choice = any ? toggled(chosen, option.id, order) : option.id;
          const shut = blocked.includes(choice) && !within.has(option.id);
          return (
            <label key={option.id} class="check">
              <input
                type={any ? "checkbox" : "radio"}
                name={`issue-${issue.id}`}
                checked={within.has(option.id)}
                onChange={() => props.choose(choice)}
              />
              <span class={shut ? "shut" : undefined}>
                {option.title}
                {option.id === issue.no_deal && <span class="tag">without an agreement</span>}
                {shut && <span class="tag">breaks a rule beside the others</span>}
              </span>
            </label>
          );
        })
      )}
    </fieldset>
  );
}
