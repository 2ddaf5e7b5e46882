import type { JSX } from "preact";
import { casePath } from "../../api/client";
import type { Documents, Entry, SourceText } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { change, linkHere, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, levels } from "../../words";
import { useCase, viewPath } from "../context";
import { pieces } from "./pieces";

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
              { id: "text", head: "Text at hand", cell: (row) => (row.characters == null ? "no" : "yes") },
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
  const { id, shown } = useCase();
  const found = useApi<SourceText>(casePath(id, "record/source", new URLSearchParams({ id: source })));
  return (
    <section>
      <h3>Its passages</h3>
      <button type="button" class="plain" onClick={() => change({ source: null })}>
        Close
      </button>
      <Answered of={found} what="the passages">
        {(data) => (
          <>
            <p class="quiet">
              {data.text == null
                ? "The text is not at hand: what stands here are the case's own words."
                : "In the order in which they stand in the text."}
            </p>
            {data.citations.map((each) => (
              <Beside
                key={each.id}
                of={each}
                statements={shown.statements.filter((one) => one.cite.includes(each.id))}
              />
            ))}
            {data.text != null && <Whole text={data.text} citations={data.citations} />}
          </>
        )}
      </Answered>
    </section>
  );
}

type Citation = SourceText["citations"][number];

/** A passage, and beside it what was coded from it. */
function Beside(props: { of: Citation; statements: readonly Entry[] }): JSX.Element {
  const { shown } = useCase();
  const { of, statements } = props;
  return (
    <article class="beside">
      <figure class="passage">
        {of.passage && (
          <blockquote>
            <mark>{of.passage}</mark>
          </blockquote>
        )}
        <p>In the case's words: {of.says}</p>
        <figcaption class="quiet">
          {of.id}
          {of.page != null && `, page ${of.page}`}
          {of.start != null && `, characters ${of.start} to ${of.end}`}
        </figcaption>
      </figure>
      <ul class="rows">
        {statements.length === 0 && <li class="quiet">No statement rests on it.</li>}
        {statements.map((each) => (
          <li key={`${each.statement} ${each.party}`}>
            <strong>{partyName(shown, each.party)}</strong>: {each.says}
            <span class="behind">
              {each.statement}, {each.said}, {levels[each.level] ?? each.level}
              {each.stands ? "" : `; does not stand: ${each.because ?? "no reason given"}`}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}

/** The whole text, with the passages marked in it. */
function Whole(props: { text: string; citations: readonly Citation[] }): JSX.Element {
  return (
    <details>
      <summary>The whole text</summary>
      <div class="text">
        {pieces(props.text, props.citations).map((piece, at) =>
          piece.cited ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
        )}
      </div>
    </details>
  );
}
