import type { JSX } from "preact";
import type { Diagnostic } from "../../api/types";

/** What the checks say of the case with the text as it stands, saved or not. */
export function Found(props: {
  diagnostics: Diagnostic[] | null;
  path: string;
  jump: (line: number) => void;
}): JSX.Element {
  const { diagnostics } = props;
  return (
    <aside class="panel" aria-label="What the checks say">
      <h3>
        What <code>check</code> says
      </h3>
      {diagnostics === null && <p class="quiet">Checking…</p>}
      {diagnostics?.length === 0 && <p>No errors and no warnings.</p>}
      <ul class="diagnostics">
        {diagnostics?.map((each, at) => (
          <li key={at}>
            <strong>{each.severity}</strong> <code>{each.code}</code>: {each.message}{" "}
            {each.file === props.path ? (
              <button type="button" class="link" onClick={() => props.jump(each.range.start.line)}>
                line {each.range.start.line + 1}
              </button>
            ) : (
              <span class="quiet">
                {each.file}:{each.range.start.line + 1}
              </span>
            )}
            {each.help.map((help) => (
              <p key={help} class="quiet">
                {help}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </aside>
  );
}
