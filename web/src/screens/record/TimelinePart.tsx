import type { JSX } from "preact";
import type { Timeline } from "../../api/types";
import { useApi } from "../../api/use";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { StanceMatrix } from "../case/StanceMatrix";
import { useCase, viewPath } from "../context";
import { DaySlider } from "./DaySlider";
import { TimelineFigure } from "./TimelineFigure";
import { TimelineTable } from "./TimelineTable";

/** What each party held on each issue, from when to when, and the stance table of any day. */
export function TimelinePart(): JSX.Element {
  const { id, shown } = useCase();
  const query = place.value.query;
  const [party, issue] = [query.get("party") ?? "", query.get("issue") ?? ""];
  const only = [...(party ? [["party", party] as const] : []), ...(issue ? [["issue", issue] as const] : [])];
  const timeline = useApi<Timeline>(viewPath(id, "record/timeline", only));
  return (
    <>
      <h2>Positions over time</h2>
      <div class="fields">
        <Only
          name="party"
          label="Party"
          value={party}
          of={shown.parties.map((each) => [each.id, each.name])}
        />
        <Only
          name="issue"
          label="Issue"
          value={issue}
          of={shown.issues.map((each) => [each.id, each.title])}
        />
      </div>
      <Answered of={timeline} what="the timeline">
        {(data) =>
          data.rows.length > 0 ? (
            <>
              <DaySlider timeline={data} />
              <TimelineFigure timeline={data} />
              <TimelineTable timeline={data} />
            </>
          ) : (
            <p>Nobody is on record here.</p>
          )
        }
      </Answered>
      <StanceMatrix />
    </>
  );
}

function Only(props: { name: string; label: string; value: string; of: [string, string][] }): JSX.Element {
  return (
    <label>
      <span>{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => change({ [props.name]: event.currentTarget.value || null })}
      >
        <option value="">all</option>
        {props.of.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
