import type { JSX } from "preact";
import { casePath } from "../api/client";
import type { Show } from "../api/types";
import { useApi } from "../api/use";

/** The title of a scenario; until it is known, its id. */
export function ScenarioName(props: { id: string; scenario: string }): JSX.Element {
  const { id, scenario } = props;
  const shown = useApi<Show>(casePath(id, "show", new URLSearchParams({ scenario })));
  return <>{shown.data?.scenarios.find((each) => each.id === scenario)?.title ?? scenario}</>;
}
