import type { JSX } from "preact";
import type { Blockers, Cases, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { linkHere, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { asOf, basis, join, range } from "../../words";
import { useCase, viewPath } from "../context";
import { ScenarioName } from "../ScenarioName";
import { DemandText } from "./DemandText";
import { Movements } from "./Movements";
import { Refusals } from "./Refusals";
import { Without } from "./Without";

/** What collides where nothing can be acceptable to all, and what the smallest movements open. */
export default function BlockersScreen(): JSX.Element {
  const { id } = useCase();
  const solve = useApi<Solve>(viewPath(id, "solve"));
  return (
    <>
      <h2>What blocks</h2>
      <Answered of={solve} what="what blocks">
        {(data) =>
          data.blockers ? <Blocked solve={data} blockers={data.blockers} /> : <Open solve={data} />
        }
      </Answered>
      <Without />
      <Refusals />
    </>
  );
}

/** Nothing collides: what stands, and under which scenarios to look. */
function Open({ solve }: { solve: Solve }): JSX.Element {
  const { id } = useCase();
  const cases = useApi<Cases>("/cases");
  const chosen = place.value.query.getAll("scenario");
  const others = (cases.data?.cases.find((each) => each.id === id)?.scenarios ?? []).filter(
    (each) => !chosen.includes(each),
  );
  return (
    <>
      <p role="status">
        No demands collide as the case is read here: at most <strong>{range(solve.all.at_most)}</strong>{" "}
        packages can be acceptable to all who are asked. As of {asOf(solve)}; {basis(solve)}.
      </p>
      {others.length > 0 && (
        <>
          <p>Under a scenario of the case it may be otherwise:</p>
          <ul>
            {others.map((each) => (
              <li key={each}>
                <a href={linkHere({ scenario: [...chosen, each] })}>
                  <ScenarioName id={id} scenario={each} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Blocked(props: { solve: Solve; blockers: Blockers }): JSX.Element {
  const { solve, blockers } = props;
  const { shown } = useCase();
  return (
    <>
      <p role="status">
        No package can be acceptable to all who are asked, and no value of what is not known would change
        that. As of {asOf(solve)}; {basis(solve)}.
      </p>
      <section>
        <h3>Demands that collide</h3>
        <p>
          No package meets all of a set, and without any one of its demands some package meets the rest of it.
        </p>
        <ol class="collisions">
          {blockers.conflicts.map((demands, at) => (
            <li key={at}>
              <ul>
                {demands.map((demand) => (
                  <li key={`${demand.party} ${demand.red_line}`}>
                    <DemandText of={demand} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        {!blockers.complete && <p class="note">There are more: the search was stopped by a limit.</p>}
      </section>
      <Movements blockers={blockers} />
      <section>
        <h3>Whose demands can be met together</h3>
        <p>The largest groups whose demands do not collide; whether they would agree is another question.</p>
        <ul>
          {blockers.coalitions.map((group) => (
            <li key={group.join()}>
              {join(group.map((each) => partyName(shown, each)))}
              {leftAside(solve, group).length > 0 &&
                `, leaving ${join(leftAside(solve, group).map((each) => partyName(shown, each)))} aside`}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function leftAside(solve: Solve, group: readonly string[]): string[] {
  return solve.accepted.map((each) => each.party).filter((party) => !group.includes(party));
}
