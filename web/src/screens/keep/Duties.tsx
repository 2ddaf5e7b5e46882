import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../../api/types";
import { Table } from "../../ui/Table";
import { counted } from "../../words";
import { dayOf } from "./path";

/** Duties by occasion: those that are open, late or not met first to be seen, the met on demand. */
export function Duties({ status }: { status: Status }): JSX.Element | null {
  const [all, showAll] = useState(false);
  if (status.duties.length === 0 && status.duties_withheld.length === 0) return null;
  const open = status.duties.filter((each) => each.state !== "met");
  const rows = all ? status.duties : open;
  return (
    <section>
      <h2>Duties</h2>
      <Table
        title={all ? "Occasions of every duty" : "Occasions that are open, late, not provided or unknown"}
        asOf={dayOf(status)}
        basis="by what was entered"
        rows={rows}
        empty="None."
        columns={[
          { id: "duty", head: "Duty", rowHead: true, cell: (row) => row.duty },
          { id: "who", head: "Who", cell: (row) => row.party },
          { id: "to", head: "To", cell: (row) => row.to.join(", ") || "all" },
          { id: "on", head: "Arose", cell: (row) => row.on },
          { id: "due", head: "Due", cell: (row) => row.due ?? "no day set" },
          {
            id: "state",
            head: "State",
            cell: (row) =>
              `${row.state.replaceAll("-", " ")}${row.met ? ` ${row.met}` : ""}${row.readings.length > 0 ? ` (under ${row.readings.join(", ")})` : ""}`,
          },
        ]}
      />
      {status.duties.length > open.length && (
        <button type="button" class="plain" onClick={() => showAll(!all)}>
          {all
            ? "Only those not met"
            : `Show ${counted(status.duties.length - open.length, "occasion")} that were met`}
        </button>
      )}
      {status.duties_withheld.length > 0 && (
        <p class="quiet">Withheld: {status.duties_withheld.join(", ")}.</p>
      )}
    </section>
  );
}
