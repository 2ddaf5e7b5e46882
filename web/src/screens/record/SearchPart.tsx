import type { JSX } from "preact";
import type { Search } from "../../api/types";
import { useApi } from "../../api/use";
import { partyName } from "../../names";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { counted, join } from "../../words";
import { Statement } from "../case/StatementsDialog";
import { useCase, viewPath } from "../context";

/** Words looked for in the statements of the case and in the texts of its sources. */
export function SearchPart(): JSX.Element {
  const { id, shown } = useCase();
  const words = place.value.query.get("q") ?? "";
  const found = useApi<Search>(words ? viewPath(id, "record/search", [["q", words]]) : null);
  const statements = words ? matching(shown.statements, words) : [];
  return (
    <>
      <h2>Search</h2>
      <form
        class="fields"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          change({ q: String(new FormData(event.currentTarget).get("q") ?? "").trim() || null });
        }}
      >
        <label>
          <span>Words</span>
          <input type="search" name="q" defaultValue={words} />
        </label>
        <button type="submit">Search</button>
      </form>
      {words && (
        <>
          <h3>Statements</h3>
          <p role="status">{counted(statements.length, "statement")} with these words.</p>
          {statements.map((each) => (
            <div key={`${each.statement} ${each.party}`}>
              <strong>{partyName(shown, each.party)}</strong>
              <Statement entry={each} />
            </div>
          ))}
          <h3>Texts of the sources</h3>
          <Answered of={found} what="passages">
            {(data) => (
              <>
                <ol class="hits">
                  {data.hits.map((hit) => (
                    <li key={`${hit.source} ${hit.start}`}>
                      <blockquote>{hit.passage}</blockquote>
                      <p class="quiet">
                        {hit.title}
                        {hit.date && `, ${hit.date}`} · characters {hit.start} to {hit.end}
                      </p>
                    </li>
                  ))}
                </ol>
                {data.hits.length === 0 && <p>No passage of the texts at hand has these words.</p>}
                {data.not_at_hand.length > 0 && (
                  <p class="quiet">
                    The text of {counted(data.not_at_hand.length, "source")} is not at hand:{" "}
                    {join(data.not_at_hand)}.
                  </p>
                )}
              </>
            )}
          </Answered>
        </>
      )}
    </>
  );
}

/** Statements in which every one of the words stands, in what they say or in their id. */
export function matching<Said extends { says: string; statement: string }>(
  all: readonly Said[],
  words: string,
): Said[] {
  const each = words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const text = `${one.says} ${one.statement}`.toLowerCase();
    return each.every((word) => text.includes(word));
  });
}
