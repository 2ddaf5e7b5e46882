import type { JSX } from "preact";
import type { Show } from "../../api/types";
import { partyName } from "../../names";
import { join } from "../../words";
import { useCase } from "../context";
import { Assumptions } from "./Assumptions";
import { Balance } from "./Balance";
import { Checks } from "./Checks";
import { HandOn } from "./HandOn";
import { StanceMatrix } from "./StanceMatrix";

/** The case as read. */
export default function CaseOverview(): JSX.Element {
  const { shown } = useCase();
  return (
    <>
      <section>
        <h2>Who is asked</h2>
        <ul class="rows">
          {shown.parties.map((party) => (
            <li key={party.id}>
              <strong>{party.name}</strong>: {asked(party.asked)}
              {party.because && <span class="quiet"> {party.because}</span>}
            </li>
          ))}
        </ul>
        {shown.leaves_out.length > 0 && (
          <p class="note">
            <strong>The case leaves out:</strong> {shown.leaves_out.join("; ")}.
          </p>
        )}
      </section>
      <StanceMatrix />
      <Balance />
      <section>
        <h2>Issues</h2>
        <div class="columns">
          {shown.issues.map((issue) => (
            <IssueBlock key={issue.id} shown={shown} issue={issue} />
          ))}
        </div>
      </section>
      <Assumptions />
      <Checks />
      <HandOn />
    </>
  );
}

function asked(when: string): JSX.Element {
  if (when === "always") return <>asked.</>;
  if (when === "never") return <>affected and not asked.</>;
  return (
    <>
      asked of packages with <code>{when}</code>.
    </>
  );
}

function IssueBlock(props: { shown: Show; issue: Show["issues"][number] }): JSX.Element {
  const { shown, issue } = props;
  return (
    <article class="issue">
      <h3>{issue.title}</h3>
      {issue.kind === "any-of" && <p class="quiet">Any set of these can be chosen.</p>}
      <ul>
        {issue.options.map((option) => (
          <li key={option.id}>
            {option.title}
            {option.id === issue.no_deal && <span class="tag">without an agreement</span>}
          </li>
        ))}
        {issue.kind === "any-of" && issue.no_deal === "none" && (
          <li>
            None of these <span class="tag">without an agreement</span>
          </li>
        )}
      </ul>
      {issue.when && (
        <p class="quiet">
          Arises when <code>{issue.when}</code>.
        </p>
      )}
      {issue.disposes_of.length > 0 && (
        <p class="quiet">Disposes of {join(issue.disposes_of.map((id) => partyName(shown, id)))}.</p>
      )}
    </article>
  );
}
