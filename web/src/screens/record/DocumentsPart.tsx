import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/client";
import type { Documents, Entry, Passage } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { change, linkHere, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, levels } from "../../words";
import { PassageText } from "../case/PassageText";
import { useCase, viewPath } from "../context";

/** The documents of the case, and beside each passage what was coded from it. */
export function DocumentsPart(): JSX.Element {
  const { id, shown } = useCase();
  const documents = useApi<Documents>(viewPath(id, "record/list"));
  const chosen = place.value.query.get("source");
  return (
    <>
      <h2>Documents</h2>
      <Answered of={documents} what="the documents">
        {(data) => (
          <Table
            title="Sources of the case"
            asOf={asOf(shown)}
            basis="as their metadata say"
            rows={data.sources}
            keyOf={(row) => row.id}
            chosen={(row) => row.id === chosen}
            columns={[
              {
                id: "title",
                head: "Title",
                rowHead: true,
                cell: (row) => (
                  <a href={linkHere({ source: row.id === chosen ? null : row.id })}>{row.title ?? row.id}</a>
                ),
              },
              { id: "author", head: "Authors", cell: (row) => row.author.join(", ") },
              { id: "publisher", head: "Publisher", cell: (row) => row.publisher ?? "" },
              { id: "date", head: "Date", cell: (row) => row.date ?? "not given" },
              { id: "text", head: "Text at hand", cell: (row) => (row.characters === null ? "no" : "yes") },
              { id: "citations", head: "Passages", numeric: true, cell: (row) => row.citations },
            ]}
          />
        )}
      </Answered>
      {chosen ? (
        <Passages source={chosen} />
      ) : (
        <p class="quiet">Choose a document to see its passages beside what was coded from them.</p>
      )}
    </>
  );
}

function Passages({ source }: { source: string }): JSX.Element {
  const { shown } = useCase();
  const found = usePassages(shown.statements);
  const here = found?.filter((each) => each.passage.source === source) ?? [];
  return (
    <section>
      <h3>Passages of {here[0]?.passage.title ?? source}</h3>
      <button type="button" class="plain" onClick={() => change({ source: null })}>
        Close
      </button>
      {!found && (
        <p class="waiting" role="status">
          Reading the passages…
        </p>
      )}
      {found && here.length === 0 && <p>No statement of the case rests on a passage of this document.</p>}
      {here.map(({ passage, statements }) => (
        <article key={passage.citation} class="beside">
          <PassageText of={passage} />
          <ul class="rows">
            {statements.map((each) => (
              <li key={`${each.statement} ${each.party}`}>
                <strong>{partyName(shown, each.party)}</strong>: {each.says}
                <span class="behind">
                  {each.statement}, {each.said}, {levels[each.level] ?? each.level}
                  {each.stands ? "" : `; does not stand: ${each.because ?? ""}`}
                </span>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

interface Cited {
  passage: Passage;
  statements: Entry[];
}

/** Every passage that a statement rests on, in the order in which the statements cite them. */
function usePassages(statements: readonly Entry[]): Cited[] | null {
  const { id } = useCase();
  const [found, set] = useState<Cited[] | null>(null);
  useEffect(() => {
    const control = new AbortController();
    const cites = [...new Set(statements.flatMap((each) => each.cite))];
    const read = cites.map((cite) =>
      get<Passage>(viewPath(id, "passage", [["cite", cite]]), control.signal).then(
        (passage) => ({ passage, statements: statements.filter((each) => each.cite.includes(cite)) }),
        () => null,
      ),
    );
    Promise.all(read).then((all) => {
      if (!control.signal.aborted) set(all.filter((each) => each !== null));
    });
    return () => control.abort();
  }, [id, statements]);
  return found;
}
