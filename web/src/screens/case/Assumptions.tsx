import type { JSX } from "preact";
import type { Model, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, grouped } from "../../words";
import { useCase, viewPath } from "../context";

/** What the analyses rest on and nobody stated, and what no package may break. */
export function Assumptions(): JSX.Element {
  const { id, shown } = useCase();
  const solve = useApi<Solve>(viewPath(id, "solve"));
  const model = useApi<Model>(viewPath(id, "model"));
  return (
    <>
      <section>
        <h2>Rules</h2>
        <p>What no package may break. A rule that removes a great deal deserves a second look.</p>
        <Answered of={model} what="the rules">
          {(data) => (
            <Table
              title="Rules, and how many packages each alone removes"
              asOf={asOf(shown)}
              basis="rules of the case"
              rows={data.rules}
              columns={[
                { id: "id", head: "Rule", rowHead: true, cell: (row) => <code>{row.id}</code> },
                { id: "text", head: "What it says", cell: (row) => <code>{row.requires}</code> },
                {
                  id: "alone",
                  head: "Removes alone",
                  numeric: true,
                  cell: (row) => removed(solve.data, row.id),
                },
              ]}
            />
          )}
        </Answered>
      </section>
      <section>
        <h2>Inputs that nobody stated</h2>
        <p>
          Numbers and orders that the author of the case inferred or assumed. What follows from them is theirs
          too.
        </p>
        <Answered of={solve} what="the inputs that nobody stated">
          {(data) => (
            <Table
              title="Inputs that nobody stated"
              asOf={asOf(data)}
              basis="inferred from the record, or assumed"
              rows={data.unstated}
              columns={[
                { id: "party", head: "Party", rowHead: true, cell: (row) => partyName(shown, row.party) },
                {
                  id: "input",
                  head: "Input",
                  cell: (row) =>
                    row.input === "preference"
                      ? "no preference is given; whether it accepts is unknown"
                      : row.input,
                },
                { id: "basis", head: "Basis", cell: (row) => <span class="tag">{row.basis}</span> },
              ]}
              empty="None: every number is stated."
            />
          )}
        </Answered>
      </section>
    </>
  );
}

function removed(solve: Solve | null, rule: string): string {
  const found = solve?.rules.find((each) => each.id === rule);
  return found ? grouped(found.alone) : "…";
}
