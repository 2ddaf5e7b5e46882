import type { ComponentChildren, JSX } from "preact";
import type { Work } from "../api/job";
import { ProblemNote } from "./Answered";

/** Long work: what it is doing, a way to stop it, and then its result. */
export function Worked<T>(props: {
  of: Work<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}): JSX.Element {
  const { of, what } = props;
  return (
    <>
      <div role="status">
        {of.state === "running" && (
          <div class="working">
            <progress aria-label={`Working on ${what}`} />
            <span>
              {of.doing || `Working on ${what}`} · {of.seconds.toFixed(0)} s
            </span>
            <button type="button" class="plain" onClick={of.cancel}>
              Cancel
            </button>
          </div>
        )}
        {of.state === "cancelled" && <p class="note">Cancelled before there was an answer.</p>}
      </div>
      {of.problem && <ProblemNote problem={of.problem} />}
      {of.data !== null && props.children(of.data)}
    </>
  );
}
