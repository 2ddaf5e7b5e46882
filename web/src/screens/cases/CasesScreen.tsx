import type { JSX } from "preact";
import type { CaseSummary, Cases } from "../../api/types";
import { useApi } from "../../api/use";
import { Answered } from "../../ui/Answered";
import { counted } from "../../words";
import { useTitle } from "../useTitle";

/** Every case of the folder. */
export function CasesScreen(): JSX.Element {
  useTitle("Cases");
  const cases = useApi<Cases>("/cases");
  return (
    <div class="wide">
      <h1>Cases</h1>
      <p class="lead">
        A case is a text about one negotiation: who is asked, what is to be decided, what no package may
        break, and who is on record with what. Open one to see it, to build a package, and to see what blocks
        a deal.
      </p>
      <Answered of={cases} what="cases">
        {(data) =>
          data.cases.length > 0 ? (
            <ul class="cards">
              {data.cases.map((each) => (
                <CaseCard key={each.id} of={each} />
              ))}
            </ul>
          ) : (
            <p>
              No case in this folder yet. <code>detente new DIR</code> writes one to start from.
            </p>
          )
        }
      </Answered>
    </div>
  );
}

function CaseCard({ of }: { of: CaseSummary }): JSX.Element {
  return (
    <li class="card">
      <h2>
        <a href={`/cases/${encodeURIComponent(of.id)}/case`}>{of.title ?? of.id}</a>
      </h2>
      <p class="quiet">
        <code>{of.id}</code>
        {of.as_of && <> · as of {of.as_of}</>}
      </p>
      <p>
        {counted(of.parties, "party").replace("partys", "parties")}, {counted(of.issues, "issue")},{" "}
        {counted(of.statements, "statement")}
        {of.scenarios.length > 0 && <>, {counted(of.scenarios.length, "scenario")}</>}
      </p>
      {of.errors + of.warnings > 0 && (
        <p class="quiet">
          <code>check</code> says: {counted(of.errors, "error")}, {counted(of.warnings, "warning")}
        </p>
      )}
    </li>
  );
}
