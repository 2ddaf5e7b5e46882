import type { JSX } from "preact";
import type { Checked, Diagnostic } from "../../api/types";
import { useApi } from "../../api/use";
import { Answered } from "../../ui/Answered";
import { useCase, viewPath } from "../context";

/** What `check` says of the files of the case. */
export function Checks(): JSX.Element {
  const { id } = useCase();
  const checked = useApi<Checked>(viewPath(id, "check"));
  return (
    <section>
      <h2>
        What <code>check</code> says
      </h2>
      <Answered of={checked} what="what check says">
        {(data) =>
          data.diagnostics.length === 0 ? (
            <p>No errors and no warnings.</p>
          ) : (
            <ul class="diagnostics">
              {data.diagnostics.map((each, at) => (
                <DiagnosticItem key={at} of={each} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function DiagnosticItem({ of }: { of: Diagnostic }): JSX.Element {
  return (
    <li>
      <strong>{of.severity}</strong> <code>{of.code}</code>: {of.message}{" "}
      <span class="quiet">
        {of.file}:{of.range.start.line + 1}
      </span>
      {of.help.map((help) => (
        <p key={help} class="quiet">
          {help}
        </p>
      ))}
    </li>
  );
}
