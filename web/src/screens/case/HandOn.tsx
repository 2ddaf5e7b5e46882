import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useCase, viewPath } from "../context";

/** The report of the case as a file, to be read, printed and handed on. */
export function HandOn(): JSX.Element {
  const { id } = useCase();
  const [full, setFull] = useState(false);
  const more = full ? [["full", "true"] as const] : [];
  const file = (format: string) => `/api/v1${viewPath(id, "report", [["format", format], ...more])}`;
  return (
    <section>
      <h2>Hand it on</h2>
      <p>
        One page with everything that is answered about the case, and an options paper to be edited. Private
        files and what is said of unnamed sources stay out unless you say so, and both say what was left out.
      </p>
      <label class="check">
        <input type="checkbox" checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />
        <span>Leave nothing out</span>
      </label>
      <div class="actions">
        <a class="button plain" href={file("html")} download={`${id}.html`}>
          Report (HTML)
        </a>
        <a class="button plain" href={file("docx")} download={`${id}.docx`}>
          Options paper (docx)
        </a>
      </div>
    </section>
  );
}
