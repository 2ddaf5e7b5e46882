import type { JSX } from "preact";
import { useJob } from "../../api/job";
import type { Stability } from "../../api/types";
import { issueName, moverName } from "../../names";
import { Table } from "../../ui/Table";
import { Worked } from "../../ui/Worked";
import { asOf, foresight, foresights, grouped, join } from "../../words";
import { useCase, viewQuery } from "../context";
import { Courses } from "./Courses";
import { Equilibria } from "./Equilibria";

/** Which packages would hold, who would leave each for what, and where the conflict goes from no agreement. */
export default function StabilityScreen(): JSX.Element {
  const { id } = useCase();
  const work = useJob<Stability>({ case: id, analysis: "stability", query: viewQuery() });
  return (
    <>
      <h2>Would it hold</h2>
      <p>
        A state is stable for somebody who gains by no move of its own, or whom the answers of the others
        deter from every move by which it gains; an equilibrium is stable for all. That is a statement about
        this model, not a forecast.
      </p>
      <Worked of={work} what="stability">
        {(data) => (
          <>
            <Movers stability={data} />
            <Foresights stability={data} />
            <Equilibria stability={data} />
          </>
        )}
      </Worked>
      <Courses />
    </>
  );
}

function Movers({ stability }: { stability: Stability }): JSX.Element {
  const { shown } = useCase();
  return (
    <section>
      <h3>Who can move what</h3>
      <ul class="rows">
        {stability.model.decision_makers.map((each) => (
          <li key={each.id}>
            <strong>{moverName(shown, each.id)}</strong>:{" "}
            {join(each.issues.map((issue) => issueName(shown, issue)))}
            {each.restricted.length > 0 && (
              <span class="quiet">
                {" "}
                (not from every choice to every other:{" "}
                {join(each.restricted.map((issue) => issueName(shown, issue)))})
              </span>
            )}
            {!each.is_known && <span class="tag">its order of preference is not known</span>}
          </li>
        ))}
      </ul>
      {stability.left_out.map((each) => (
        <p key={each.what} class="note">
          {each.what} is left out: {each.because}
        </p>
      ))}
    </section>
  );
}

function Foresights({ stability }: { stability: Stability }): JSX.Element {
  const { shown } = useCase();
  return (
    <section>
      <h3>How many states would hold</h3>
      <Table
        title={`Of ${grouped(stability.model.states)} states, those that are stable, by foresight`}
        asOf={asOf(stability)}
        basis={stability.model.basis}
        rows={stability.foresights}
        columns={[
          { id: "name", head: "Foresight", rowHead: true, cell: (row) => foresight(row.id) },
          { id: "equilibria", head: "Equilibria", numeric: true, cell: (row) => grouped(row.equilibria) },
          ...stability.model.decision_makers.map((each) => ({
            id: each.id,
            head: `Stable for ${moverName(shown, each.id)}`,
            numeric: true,
            cell: (row: Stability["foresights"][number]) => grouped(row.stable[each.id] ?? 0),
          })),
        ]}
      />
      <details>
        <summary>What the foresights mean</summary>
        <ul>
          {stability.foresights.map((each) => (
            <li key={each.id}>
              <strong>{foresight(each.id)}</strong>: {foresights[each.id]?.says ?? each.id}.
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
