import type { JSX } from "preact";
import type { Issue } from "../../api/types";
import { members, nothing, readChoices, writeChoices } from "../../choice";
import { choiceName } from "../../names";
import { change, place } from "../../place";
import { useCase } from "../context";

/** Only packages with these choices; issue by issue. */
export function Filters(): JSX.Element {
  const { shown } = useCase();
  const chosen = readChoices(place.value.query.getAll("choose"));
  const set = (issue: string, option: string) => {
    const next = { ...chosen };
    if (option) next[issue] = option;
    else delete next[issue];
    change({ choose: writeChoices(next) });
  };
  const count = Object.keys(chosen).length;
  return (
    <details class="filters" open={count > 0}>
      <summary>
        {count === 0
          ? "Only packages with certain choices"
          : `Only packages with ${count} of the choices set`}
      </summary>
      <div class="fields">
        {shown.issues.map((issue) => (
          <label key={issue.id}>
            <span>{issue.title}</span>
            <select
              value={chosen[issue.id] ?? ""}
              onChange={(event) => set(issue.id, event.currentTarget.value)}
            >
              <option value="">any</option>
              {choices(issue).map((choice) => (
                <option key={choice} value={choice}>
                  {choiceName(shown, issue.id, choice)}
                </option>
              ))}
            </select>
          </label>
        ))}
        {count > 0 && (
          <button type="button" class="plain" onClick={() => change({ choose: null })}>
            Any choices
          </button>
        )}
      </div>
    </details>
  );
}

/** All choices of an issue; sets of options where any can be chosen, as long as they are few. */
export function choices(issue: Issue): string[] {
  const ids = issue.options.map((option) => option.id);
  if (issue.kind !== "any-of") return ids;
  const sets = [nothing];
  for (const id of ids.slice(0, 5)) {
    for (const set of [...sets]) sets.push([...members(set), id].join(" + "));
  }
  return sets;
}
