import type { JSX } from "preact";
import type { Audit } from "../../api/types";
import { Table } from "../../ui/Table";
import { counted, grouped } from "../../words";
import { dayOf } from "./path";

/** Whether the ledger holds together, and what in it does not add up. */
export function AuditPart({ audit }: { audit: Audit }): JSX.Element {
  return (
    <section>
      <h2>Ledger and discrepancies</h2>
      <p>
        {counted(audit.acts, "act")}. The last hash of the ledger and the SHA-256 of the instrument's file,
        both to be compared with what the other parties hold:
      </p>
      <p>
        <code class="hash">{audit.head ?? "no act yet"}</code>
        <br />
        <code class="hash">{audit.instrument_sha256}</code>
      </p>
      <Table
        title="What does not add up"
        asOf={dayOf(audit)}
        basis="what was entered, compared with what was entered"
        rows={audit.findings}
        empty="Nothing was found that does not add up."
        columns={[
          { id: "says", head: "Finding", rowHead: true, cell: (row) => row.says },
          { id: "kind", head: "Kind", cell: (row) => row.kind.replaceAll("-", " ") },
          { id: "acts", head: "Acts", cell: (row) => row.acts.join(", ") },
        ]}
      />
      {audit.corrections.length > 0 && (
        <Table
          title="Corrections"
          asOf={dayOf(audit)}
          basis="as entered; what was declared before is never changed"
          rows={audit.corrections}
          columns={[
            { id: "act", head: "Act", rowHead: true, cell: (row) => row.act },
            { id: "corrects", head: "Corrects", cell: (row) => row.corrects },
            { id: "party", head: "Party", cell: (row) => row.party },
            { id: "known", head: "Known", cell: (row) => row.known },
            { id: "says", head: "What it says", cell: (row) => row.says },
          ]}
        />
      )}
      {audit.unreconciled > 0 && (
        <p class="quiet">
          {grouped(audit.unreconciled)} times a number changed between two declarations of which no
          notification is in the ledger; these cannot be reconciled.
        </p>
      )}
      {audit.withheld && <p class="quiet">Some of it is withheld from you.</p>}
    </section>
  );
}
