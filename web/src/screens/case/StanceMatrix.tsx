import type { JSX } from "preact";
import type { Entry, Show } from "../../api/types";
import { issueName, partyName } from "../../names";
import { change, linkHere, place } from "../../place";
import { asOf, levelMarks, levels } from "../../words";
import { useCase } from "../context";
import { StatementsDialog } from "./StatementsDialog";

/** Who has spoken on what: party by issue. A cell opens its statements. */
export function StanceMatrix(): JSX.Element {
  const { shown } = useCase();
  const open = place.value.query.get("cell");
  const [party = "", issue = ""] = open?.split(",") ?? [];
  const entries = open ? entriesOf(shown, party, issue) : [];
  return (
    <section>
      <h2>Stance table</h2>
      <p>
        A summary for readers; it decides nothing. Silence is not consent. A cell opens its statements with
        their words.
      </p>
      <section class="table-frame" tabIndex={0} aria-label="Stance table">
        <table class="matrix">
          <caption>
            <span class="table-title">Standing statements of each party on each issue</span>{" "}
            <span class="table-basis">As of {asOf(shown)}; the record, by level of evidence</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Issue</th>
              {shown.parties.map((each) => (
                <th key={each.id} scope="col">
                  {each.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.issues.map((each) => (
              <tr key={each.id}>
                <th scope="row">{each.title}</th>
                {shown.parties.map((one) => (
                  <Cell key={one.id} shown={shown} party={one.id} issue={each.id} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="legend">
        {Object.entries(levels).map(([level, name]) => (
          <span key={level}>
            <LevelMark level={level} /> {name}
          </span>
        ))}
        <span>
          <strong class="contested-mark">!</strong> contested: the record disagrees with itself
        </span>
      </p>
      {open && entries.length > 0 && (
        <StatementsDialog
          title={`${partyName(shown, party)} on “${issueName(shown, issue)}”`}
          entries={entries}
          onClose={() => change({ cell: null }, { replace: true })}
        />
      )}
    </section>
  );
}

function entriesOf(shown: Show, party: string, issue: string): Entry[] {
  const stance = shown.stances.find((each) => each.party === party && each.issue === issue);
  const ids = new Set(stance?.statements ?? []);
  return shown.statements.filter((each) => each.party === party && ids.has(each.statement));
}

function Cell(props: { shown: Show; party: string; issue: string }): JSX.Element {
  const { shown, party, issue } = props;
  const stance = shown.stances.find((each) => each.party === party && each.issue === issue);
  const entries = entriesOf(shown, party, issue);
  if (!stance || entries.length === 0) return <td class="silent">silent</td>;
  return (
    <td class={stance.contested ? "contested" : undefined}>
      <a
        class="cell"
        href={linkHere({ cell: `${party},${issue}` })}
        aria-label={`${entries.length} statements of ${partyName(shown, party)} on ${issueName(shown, issue)}${
          stance.contested ? ", contested" : ""
        }`}
      >
        {entries.slice(0, 4).map((each) => (
          <span key={each.statement} class="said-line">
            <LevelMark level={each.level} /> {verb(each.says)}
          </span>
        ))}
        {entries.length > 4 && <span class="said-line">and {entries.length - 4} more</span>}
        {stance.contested && <strong class="contested-mark">! contested</strong>}
      </a>
    </td>
  );
}

/** The stance itself, the first word of what is said: "demands", "offers", "it is said that it rejects". */
function verb(says: string): string {
  const told = /^it is said(?: that it (\w+))?/.exec(says);
  if (told) return told[1] ? `said to: ${told[1]}` : "it is said";
  return says.split(" ")[0] ?? says;
}

export function LevelMark({ level }: { level: string }): JSX.Element {
  return (
    <abbr class={`level ${level}`} title={levels[level] ?? level}>
      {levelMarks[level] ?? "?"}
    </abbr>
  );
}
