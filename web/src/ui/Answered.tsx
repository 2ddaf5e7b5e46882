import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "../api/client";
import type { Answer } from "../api/use";

/** What was asked of the server: its answer, that it is on its way, or what went wrong. */
export function Answered<T>(props: {
  of: Answer<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}): JSX.Element {
  const { data, problem, loading } = props.of;
  if (problem) return <ProblemNote problem={problem} />;
  if (data === null) {
    return (
      <p class="waiting" role="status">
        {loading ? `Asking for ${props.what}…` : `No ${props.what}.`}
      </p>
    );
  }
  return (
    <div class="answered" aria-busy={loading}>
      {props.children(data)}
    </div>
  );
}

export function ProblemNote({ problem }: { problem: Problem }): JSX.Element {
  return (
    <div class="note problem" role="alert">
      <p>
        <strong>{problem.title}</strong>
      </p>
      {problem.detail && <p class="said">{problem.detail}</p>}
      {problem.status === 401 && (
        <p>
          Open the link that <code>detente serve</code> printed: it holds the token of this session.
        </p>
      )}
      {problem.diagnostics.length > 0 && (
        <ul>
          {problem.diagnostics.map((each, at) => (
            <li key={at}>
              <code>
                {each.file}:{each.range.start.line + 1}
              </code>{" "}
              {each.message} (<code>{each.code}</code>)
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
