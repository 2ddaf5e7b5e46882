import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Cases, Show } from "../api/types";
import { useApi } from "../api/use";
import { change, place } from "../place";
import { asOf, counted, join } from "../words";
import { ScenarioName } from "./ScenarioName";

/** Under which scenarios and on which day the record is read, and what that sets aside. */
export function ViewBar(props: { id: string; shown: Show | null }): JSX.Element {
  const { id, shown } = props;
  const cases = useApi<Cases>("/cases");
  const known = cases.data?.cases.find((each) => each.id === id)?.scenarios ?? [];
  const query = place.value.query;
  const chosen = query.getAll("scenario");
  const names = chosen.map((each) => shown?.scenarios.find((one) => one.id === each)?.title ?? each);
  const [open, setOpen] = useState(false);
  const toggle = (scenario: string) => {
    const next = chosen.includes(scenario)
      ? chosen.filter((each) => each !== scenario)
      : [...chosen, scenario];
    change({ scenario: next });
  };
  return (
    <details class="view" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        As of {shown ? asOf(shown) : "…"}; {chosen.length > 0 ? `under ${join(names)}` : "no scenario"}
        <span class="view-change">change</span>
      </summary>
      <div class="view-form">
        {open && known.length > 0 && (
          <fieldset>
            <legend>Scenarios, overlaid in the order chosen</legend>
            {known.map((each) => (
              <label key={each} class="check">
                <input type="checkbox" checked={chosen.includes(each)} onChange={() => toggle(each)} />
                <span>
                  <ScenarioName id={id} scenario={each} />
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <fieldset>
          <legend>Day of the record</legend>
          <Day name="on" label="What had been said by" />
          <Day name="known_by" label="What was also known by" />
        </fieldset>
      </div>
      {shown && <Scenarios shown={shown} />}
    </details>
  );
}

function Day(props: { name: string; label: string }): JSX.Element {
  return (
    <label class="day">
      <span>{props.label}</span>
      <input
        type="date"
        value={place.value.query.get(props.name) ?? ""}
        onChange={(event) => change({ [props.name]: event.currentTarget.value || null })}
      />
    </label>
  );
}

function Scenarios({ shown }: { shown: Show }): JSX.Element | null {
  if (shown.scenarios.length === 0) return null;
  return (
    <div class="view-scenarios">
      {shown.scenarios.map((each) => (
        <p key={each.id}>
          <strong>{each.title}.</strong> {each.because}
        </p>
      ))}
      {shown.set_aside.length > 0 && (
        <>
          <p>Sets aside {counted(shown.set_aside.length, "entry").replace("entrys", "entries")}:</p>
          <ul>
            {shown.set_aside.map((each) => (
              <li key={`${each.kind} ${each.id}`}>
                {each.kind} <code>{each.id}</code>, on the word of {join(each.on_the_word_of)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
