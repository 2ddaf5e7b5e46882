import type { JSX } from "preact";
import { partyName } from "../../names";
import { change, place } from "../../place";
import { useCase } from "../context";

/** The parties of the axes as the URL has them: the first two that differ, unless it says otherwise. */
export function axes(parties: readonly string[]): { x: string; y: string; size: string | null } {
  const query = place.value.query;
  const named = (name: string) => parties.find((each) => each === query.get(name));
  const x = named("x") ?? parties.find((each) => each !== named("y")) ?? "";
  const y = named("y") ?? parties.find((each) => each !== x) ?? "";
  return { x, y, size: named("size") ?? null };
}

/** Which parties the figure is about. */
export function Axes({ parties }: { parties: readonly string[] }): JSX.Element {
  const at = axes(parties);
  const parallel = place.value.query.get("figure") === "parallel";
  return (
    <div class="fields">
      {parties.length > 2 && (
        <label>
          <span>Figure</span>
          <select
            value={parallel ? "parallel" : ""}
            onChange={(event) => change({ figure: event.currentTarget.value || null })}
          >
            <option value="">two parties</option>
            <option value="parallel">all parties, parallel axes</option>
          </select>
        </label>
      )}
      {!parallel && (
        <>
          <Choice name="x" label="Across" value={at.x} parties={parties} />
          <Choice name="y" label="Upwards" value={at.y} parties={parties} />
          {parties.length > 2 && (
            <Choice name="size" label="Size" value={at.size ?? ""} parties={parties} none />
          )}
        </>
      )}
    </div>
  );
}

function Choice(props: {
  name: string;
  label: string;
  value: string;
  parties: readonly string[];
  none?: boolean;
}): JSX.Element {
  const { shown } = useCase();
  return (
    <label>
      <span>{props.label}: value to</span>
      <select
        value={props.value}
        onChange={(event) => change({ [props.name]: event.currentTarget.value || null }, { replace: true })}
      >
        {props.none && <option value="">nobody</option>}
        {props.parties.map((each) => (
          <option key={each} value={each}>
            {partyName(shown, each)}
          </option>
        ))}
      </select>
    </label>
  );
}
