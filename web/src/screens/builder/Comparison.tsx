import type { JSX } from "preact";
import type { Built, Compare } from "../../api/types";
import { useApi } from "../../api/use";
import { asPlainWords, differences, fromKey, key } from "../../choice";
import { choiceName, issueName, partyName } from "../../names";
import { change, linkHere, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Verdict } from "../../ui/Mark";
import { Table } from "../../ui/Table";
import { asOf, fraction, interval } from "../../words";
import { useCase, viewPath } from "../context";
import { relation } from "./relation";

/** The package beside one that was held before: for each party, over all that is not known. */
export function Comparison({ built }: { built: Built }): JSX.Element {
  const held = place.value.query.get("held");
  const now = key(built.package.options);
  return (
    <section>
      <h3>Compare with another package</h3>
      <div class="actions">
        <button type="button" class="plain" disabled={held === now} onClick={() => change({ held: now })}>
          {held ? "Hold this one instead" : "Hold this package, and go on choosing"}
        </button>
        {held && (
          <button type="button" class="plain" onClick={() => change({ held: null })}>
            Let go
          </button>
        )}
      </div>
      {held === now && <p class="quiet">Held. Choose otherwise to see the two beside each other.</p>}
      {held && held !== now && <Sides built={built} held={held} />}
    </section>
  );
}

function Sides(props: { built: Built; held: string }): JSX.Element {
  const { id, shown } = useCase();
  const here = props.built.package.options;
  const held = fromKey(props.held);
  const compared = useApi<Compare>(
    viewPath(id, "compare", [
      ["first", asPlainWords(here)],
      ["second", asPlainWords(held)],
    ]),
  );
  const issues = differences(
    here,
    held,
    shown.issues.map((each) => each.id),
  );
  return (
    <>
      <p>
        A is this package, B{" "}
        <a href={linkHere({ choose: Object.entries(held).map((each) => each.join("=")), held: key(here) })}>
          the one that is held
        </a>
        . They differ on:
      </p>
      <ul>
        {issues.map((issue) => (
          <li key={issue}>
            {issueName(shown, issue)}: A {choiceName(shown, issue, here[issue])}; B{" "}
            {choiceName(shown, issue, held[issue])}
          </li>
        ))}
      </ul>
      <Answered of={compared} what="the comparison">
        {(data) => (
          <Table
            title="How they compare, by worth"
            asOf={asOf(data)}
            basis="over all that is not known; exact"
            rows={data.relations}
            keyOf={(row) => row.party}
            columns={[
              { id: "party", head: "Party", rowHead: true, cell: (row) => partyName(shown, row.party) },
              { id: "relation", head: "A against B", cell: (row) => relation(row.better, row.at_least) },
              { id: "a", head: "What it makes of A", cell: (row) => <Side of={row.assessments[0]} /> },
              { id: "b", head: "What it makes of B", cell: (row) => <Side of={row.assessments[1]} /> },
            ]}
          />
        )}
      </Answered>
      <p class="quiet">
        Necessarily: whatever the numbers are that the case leaves open. Possibly: for some of them. Red lines
        and the value of no agreement decide acceptance and are no part of the comparison.
      </p>
    </>
  );
}

function Side({ of }: { of: Compare["relations"][number]["assessments"][number] }): JSX.Element {
  const worth =
    fraction(of.least) === null ? "" : `worth ${interval(fraction(of.least), fraction(of.greatest))}`;
  return (
    <>
      <Verdict asked={of.asked} accepts={of.accepts as Built["all"]} />
      {worth && <span class="behind">{worth}</span>}
    </>
  );
}
