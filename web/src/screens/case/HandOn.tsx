import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useCase, viewPath } from "../context";

/** The report of the case as one page that needs nothing else. */
export function HandOn(): JSX.Element {
  const { id } = useCase();
  const [full, setFull] = useState(false);
  const page = `/api/v1${viewPath(id, "report", full ? [["full", "true"]] : [])}`;
  return (
    <section>
      <h2>Hand it on</h2>
      <p>
        One page with everything that is answered about the case, to be read, printed and saved. Private files
        and what is said of unnamed sources stay out unless you say so, and the page says what was left out.
      </p>
      <label class="check">
        <input type="checkbox" checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />
        <span>Leave nothing out</span>
      </label>
      <div class="actions">
        <a class="button plain" href={page} target="_blank" rel="noreferrer">
          Open the report <span class="hidden">in a new tab</span>
        </a>
      </div>
    </section>
  );
}
