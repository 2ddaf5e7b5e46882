import type { JSX } from "preact";
import type { OnRecord } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, grouped, levels } from "../../words";
import { useCase, viewPath } from "../context";

/** What the record alone allows, at each level of evidence, and the statements that decide it. No number enters. */
export function Refusals(): JSX.Element {
  const { id, shown } = useCase();
  const record = useApi<OnRecord>(viewPath(id, "on-record"));
  const says = (statement: string) =>
    shown.statements.find((each) => each.statement === statement)?.says ?? "";
  return (
    <section>
      <h3>What the record alone allows</h3>
      <p>No number enters here. “Nobody refuses” includes everything of which nobody has spoken.</p>
      <Answered of={record} what="what the record allows">
        {(data) => (
          <>
            <Table
              title={`Of ${grouped(data.packages)} packages that the rules allow`}
              asOf={asOf(data)}
              basis={`standing statements; ${data.all_readings ? "all" : "some"} ${grouped(data.readings)} combinations of readings, least to most`}
              rows={data.tallies}
              columns={[
                {
                  id: "level",
                  head: "Statements",
                  rowHead: true,
                  cell: (row) => evidence[row.level] ?? row.level,
                },
                { id: "demands", head: "Demands read as", cell: (row) => row.demands },
                {
                  id: "refuses",
                  head: "Nobody refuses",
                  numeric: true,
                  cell: (row) => ends(row.nobody_refuses),
                },
                {
                  id: "demand",
                  head: "Against no demand",
                  numeric: true,
                  cell: (row) => ends(row.against_no_demand),
                },
                {
                  id: "within",
                  head: "Within everybody's terms",
                  numeric: true,
                  cell: (row) => ends(row.within_all_terms),
                },
              ]}
            />
            <Table
              title="Statements that decide: what each by itself refuses or goes against"
              asOf={asOf(data)}
              basis="standing statements, weighed whole"
              rows={data.deciding}
              empty="No statement refuses anything by itself."
              columns={[
                {
                  id: "statement",
                  head: "Statement",
                  rowHead: true,
                  cell: (row) => <code>{row.statement}</code>,
                },
                { id: "party", head: "Party", cell: (row) => partyName(shown, row.party) },
                { id: "level", head: "Level", cell: (row) => levels[row.level] ?? row.level },
                { id: "says", head: "What it says", cell: (row) => says(row.statement) },
                { id: "decides", head: "Decides", cell: (row) => row.decides },
                { id: "packages", head: "Packages", numeric: true, cell: (row) => grouped(row.packages) },
              ]}
            />
            {data.stopped && <p class="note">Stopped by a limit: the best answer so far.</p>}
          </>
        )}
      </Answered>
      <p class="quiet">Words are not acceptance and silence is not consent.</p>
    </section>
  );
}

const evidence: Record<string, string> = {
  own: "own",
  reported: "own and reported",
  attributed: "own, reported and attributed",
};

function ends(span: { least: string; most: string }): string {
  return span.least === span.most ? grouped(span.least) : `${grouped(span.least)} to ${grouped(span.most)}`;
}
