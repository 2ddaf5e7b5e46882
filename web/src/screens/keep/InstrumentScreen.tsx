import type { JSX } from "preact";
import type { Audit, Status } from "../../api/types";
import { useApi } from "../../api/use";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { useTitle } from "../useTitle";
import { AuditPart } from "./AuditPart";
import { CalendarPart } from "./CalendarPart";
import { Disputed } from "./Disputed";
import { Duties } from "./Duties";
import { Limits } from "./Limits";
import { instrumentPath } from "./path";
import { Quotas } from "./Quotas";
import { Term } from "./Term";

/** What holds under an agreement on a day, and whether the declarations add up. */
export default function InstrumentScreen({ id }: { id: string }): JSX.Element {
  const on = place.value.query.get("on");
  const status = useApi<Status>(instrumentPath(id, "status", on));
  const audit = useApi<Audit>(instrumentPath(id, "audit", on));
  const title = status.data?.instrument ?? id;
  useTitle(`Keep: ${title}`);
  return (
    <>
      <div class="case-head">
        <div class="wide">
          <h1>{title}</h1>
          <div class="fields">
            <label>
              <span>What holds at the end of this day</span>
              <input
                type="date"
                value={on ?? status.data?.on ?? ""}
                onChange={(event) => change({ on: event.currentTarget.value || null })}
              />
            </label>
            {on && (
              <button type="button" class="plain" onClick={() => change({ on: null })}>
                Today
              </button>
            )}
          </div>
        </div>
      </div>
      <div class="wide screen">
        <Answered of={status} what="what holds">
          {(data) => (
            <>
              <Term status={data} />
              <Limits id={id} status={data} />
              <Duties status={data} />
              <Quotas status={data} />
              <Disputed status={data} />
            </>
          )}
        </Answered>
        <CalendarPart id={id} />
        <Answered of={audit} what="the audit">
          {(data) => <AuditPart audit={data} />}
        </Answered>
      </div>
    </>
  );
}
