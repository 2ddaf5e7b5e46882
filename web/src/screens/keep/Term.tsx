import type { JSX } from "preact";
import type { Status } from "../../api/types";
import { join } from "../../words";

/** Whether it is in force, until when, and who has left or suspended it. */
export function Term({ status }: { status: Status }): JSX.Element {
  return (
    <section>
      <h2>Term</h2>
      <ul class="rows">
        <li>
          {status.in_force ? "In force" : "Not in force"} on {status.on}
          {status.expires ? `; the first day after it is ${status.expires}.` : "; no end is set."}
        </li>
        {status.extensions.map((each) => (
          <li key={each.until}>
            Extension to {each.until}, consent of {join(each.consents)}
            {each.agreed ? `, agreed on ${each.agreed}` : ", not agreed by all"}
            {each.beyond_text && "; longer than the text provides for"}
            {each.after_end && "; agreed after the end"}.
          </li>
        ))}
        {status.withdrawals.map((each) => (
          <li key={each.party}>
            {each.party} gave notice of withdrawal on {each.notice}
            {each.out ? `; out from ${each.out}` : ""}.
          </li>
        ))}
        {status.suspensions.map((each) => (
          <li key={`${each.party} ${each.since}`}>
            {each.party} suspended on {each.since}
            {each.until ? ` until ${each.until}` : ""};{" "}
            {each.provided_for ? "provided for" : "not provided for by the text"}
            {each.note ? `: ${each.note}` : ""}.
          </li>
        ))}
        {status.events.map((each) => (
          <li key={each.act}>
            {each.event}, by {each.by} on {each.on}; in effect since {each.since} for {join(each.clauses)}.
          </li>
        ))}
      </ul>
    </section>
  );
}
