import type { JSX } from "preact";
import { linkHere, place } from "../../place";
import { ConflictsPart } from "./ConflictsPart";
import { DocumentsPart } from "./DocumentsPart";
import { OffersPart } from "./OffersPart";
import { SearchPart } from "./SearchPart";
import { TimelinePart } from "./TimelinePart";

const parts = {
  timeline: { name: "Positions over time", of: TimelinePart },
  documents: { name: "Documents and passages", of: DocumentsPart },
  conflicts: { name: "Contradictions and repetitions", of: ConflictsPart },
  offers: { name: "Offers and demands", of: OffersPart },
  search: { name: "Search", of: SearchPart },
};

/** The record: what was said when, the documents behind it, and what in them does not agree. */
export default function RecordScreen(): JSX.Element {
  const named = place.value.query.get("part") ?? "timeline";
  const at = named in parts ? (named as keyof typeof parts) : "timeline";
  const Part = parts[at].of;
  return (
    <>
      <nav class="parts" aria-label="Parts of the record">
        <ul>
          {Object.entries(parts).map(([id, part]) => (
            <li key={id}>
              <a
                href={linkHere({ part: id === "timeline" ? null : id, cell: null })}
                aria-current={id === at ? "page" : undefined}
              >
                {part.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Part />
    </>
  );
}
