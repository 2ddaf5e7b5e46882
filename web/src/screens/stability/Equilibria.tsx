import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Stability, State } from "../../api/types";
import { linkHere, place } from "../../place";
import { packageLine } from "../../ui/PackageList";
import { type Column, Table } from "../../ui/Table";
import { asOf, foresight, grouped } from "../../words";
import { useCase } from "../context";
import { WhyState } from "./WhyState";

const page = 25;

/** States that are stable for all, under most concepts first, and why one of them is. */
export function Equilibria({ stability }: { stability: Stability }): JSX.Element {
  const { shown } = useCase();
  const [most, showMost] = useState(page);
  const state = place.value.query.get("state");
  const chosen = stability.states.find((each) => each.number === state) ?? null;
  const columns: Column<State>[] = [
    {
      id: "number",
      head: "State",
      rowHead: true,
      cell: (row) => (
        <a
          href={linkHere({ state: row.number === state ? null : row.number })}
          aria-label={`Why state ${row.number}`}
        >
          {row.number}
        </a>
      ),
    },
    ...stability.foresights.map(
      (each): Column<State> => ({
        id: each.id,
        head: foresight(each.id),
        cell: (row) => (row.equilibrium.includes(each.id) ? "yes" : "–"),
      }),
    ),
    {
      id: "reached",
      head: "Reached by moves from which each mover gains",
      cell: (row) => reached(row.reached_in),
    },
    {
      id: "what",
      head: "What it changes against no agreement",
      cell: (row) => (
        <>
          {packageLine(shown, row.options)}
          {row.decides_without_asking.map((each) => (
            <span key={each} class="behind">
              {each}
            </span>
          ))}
        </>
      ),
    },
  ];
  return (
    <section>
      <h3>Equilibria</h3>
      <Table
        title="States that are stable for all, under most concepts first"
        asOf={asOf(stability)}
        basis={stability.model.basis}
        columns={columns}
        rows={stability.states.slice(0, most)}
        keyOf={(row) => row.number}
        chosen={(row) => row.number === state}
        empty="No state is stable for all under any of the concepts."
      />
      {stability.states.length > most && (
        <button type="button" class="plain" onClick={() => showMost(most + page)}>
          Show more: {grouped(stability.states.length - most)} are left
        </button>
      )}
      {stability.not_listed > 0 && (
        <p class="quiet">{grouped(stability.not_listed)} more equilibria are not listed.</p>
      )}
      {state !== null && <WhyState number={state} state={chosen} />}
    </section>
  );
}

function reached(steps: number | null | undefined): string {
  if (steps === null || steps === undefined) return "–";
  if (steps === 0) return "status quo";
  return steps === 1 ? "in 1 move" : `in ${steps} moves`;
}
