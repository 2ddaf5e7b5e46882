import type { JSX } from "preact";
import type { Calendar } from "../../api/types";
import { useApi } from "../../api/use";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";

/** Deadlines, quota years, limits that begin or end, expiry and exits. */
export function CalendarPart({ id }: { id: string }): JSX.Element {
  const query = place.value.query;
  const asked = new URLSearchParams();
  for (const name of ["from", "to"]) {
    const value = query.get(name);
    if (value) asked.set(name, value);
  }
  const text = asked.toString();
  const calendar = useApi<Calendar>(
    `/instruments/${encodeURIComponent(id)}/calendar${text ? `?${text}` : ""}`,
  );
  return (
    <section>
      <h2>Calendar</h2>
      <div class="fields">
        {(["from", "to"] as const).map((name) => (
          <label key={name}>
            <span>{name === "from" ? "From" : "To"}</span>
            <input
              type="date"
              value={query.get(name) ?? calendar.data?.[name] ?? ""}
              onChange={(event) => change({ [name]: event.currentTarget.value || null })}
            />
          </label>
        ))}
      </div>
      <Answered of={calendar} what="the calendar">
        {(data) => (
          <Table
            title={`From ${data.from} to ${data.to}`}
            asOf={data.from}
            basis="by the text and by what was entered"
            rows={data.entries}
            empty="Nothing is due in this time."
            columns={[
              { id: "on", head: "Day", rowHead: true, cell: (row) => row.on },
              { id: "says", head: "What", cell: (row) => row.says },
              { id: "kind", head: "Kind", cell: (row) => row.kind.replaceAll("-", " ") },
              { id: "subject", head: "Who", cell: (row) => row.subject ?? "" },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}
