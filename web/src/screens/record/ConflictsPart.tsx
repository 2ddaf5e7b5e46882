import type { JSX } from "preact";
import type { Conflicts, Duplicates } from "../../api/types";
import { useApi } from "../../api/use";
import { issueName, partyName } from "../../names";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, counted, join, levels } from "../../words";
import { useCase, viewPath } from "../context";
import { Said } from "./TimelineTable";

const readings: Record<string, string> = {
  always: "under every reading",
  "as-coded": "another reading reconciles them",
  "other-reading": "only another reading sets them apart",
};

/** Statements that no package reconciles, and passages that stand in the sources more than once. */
export function ConflictsPart(): JSX.Element {
  const { id, shown } = useCase();
  const conflicts = useApi<Conflicts>(viewPath(id, "record/conflicts"));
  const duplicates = useApi<Duplicates>(viewPath(id, "record/duplicates"));
  return (
    <>
      <section>
        <h2>Contradictions of the record</h2>
        <p>
          Two statements on one party that both stand and that no allowed package reconciles. Offers are
          alternatives and never contradict each other. Nothing here says which of them is true.
        </p>
        <Answered of={conflicts} what="the contradictions">
          {(data) => (
            <Table
              title="Pairs"
              asOf={asOf(data)}
              basis="standing statements; every reading of the two sentences"
              rows={data.conflicts}
              empty="None."
              columns={[
                {
                  id: "party",
                  head: "Party and issues",
                  rowHead: true,
                  cell: (row) => (
                    <>
                      {partyName(shown, row.one.party)}
                      <span class="behind">{join(row.issues.map((issue) => issueName(shown, issue)))}</span>
                    </>
                  ),
                },
                { id: "one", head: "One", cell: (row) => <Side of={row.one} /> },
                { id: "other", head: "The other", cell: (row) => <Side of={row.other} /> },
                {
                  id: "by",
                  head: "They differ by",
                  cell: (row) =>
                    [
                      ...row.by.filter((each) => each !== "reading"),
                      readings[row.reading] ?? row.reading,
                    ].join(", "),
                },
              ]}
            />
          )}
        </Answered>
      </section>
      <section>
        <h2>Repetitions</h2>
        <p>What stands in several sources in the same words is one voice, not several.</p>
        <Answered of={duplicates} what="the repetitions">
          {(data) => <Copies of={data} />}
        </Answered>
      </section>
    </>
  );
}

function Side({ of }: { of: Conflicts["conflicts"][number]["one"] }): JSX.Element {
  return (
    <>
      <code>{of.statement}</code>, {of.said}, {levels[of.level] ?? of.level}
      <br />
      <Said says={of.says} chain={of.chain} />
    </>
  );
}

function Copies({ of }: { of: Duplicates }): JSX.Element {
  const { shown } = useCase();
  return (
    <>
      <Table
        title="Passages that stand in the sources more than once"
        asOf={asOf(shown)}
        basis="the texts at hand"
        rows={of.copies}
        empty="None in the texts at hand."
        columns={[
          { id: "first", head: "One", rowHead: true, cell: (row) => row.first.source },
          { id: "second", head: "The other", cell: (row) => row.second.source },
          { id: "kind", head: "Kind", cell: (row) => row.kind },
          { id: "words", head: "Words", numeric: true, cell: (row) => row.words },
          { id: "passage", head: "Passage", cell: (row) => row.passage ?? "" },
        ]}
      />
      {of.not_at_hand.length > 0 && (
        <p class="quiet">
          The text of {counted(of.not_at_hand.length, "source")} is not at hand and was not looked through:{" "}
          {join(of.not_at_hand)}.
        </p>
      )}
    </>
  );
}
