import type { JSX } from "preact";
import type { Acceptance } from "../api/types";
import { accepts } from "../words";

/** The shape that stands for a verdict beside its words: full, half, struck through, dotted. */
export function Mark({ of }: { of: Acceptance | "not asked" }): JSX.Element {
  return (
    <svg class="mark" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
      {shape(of)}
    </svg>
  );
}

function shape(of: Acceptance | "not asked"): JSX.Element {
  switch (of) {
    case "surely":
      return <circle r="6" class="full" />;
    case "possibly":
      return (
        <>
          <circle r="6" class="ring" />
          <path d="M0,-6 A6,6 0 0 0 0,6 Z" class="full" />
        </>
      );
    case "never":
      return (
        <>
          <circle r="6" class="ring" />
          <path d="M-4.2,4.2 L4.2,-4.2" class="ring" />
        </>
      );
    case "unknown":
      return <circle r="6" class="ring dotted" />;
    case "not asked":
      return <path d="M-5,0 H5" class="ring" />;
  }
}

/** A verdict of one party, with its mark. */
export function Verdict(props: { asked: boolean; accepts: Acceptance }): JSX.Element {
  const of = props.asked ? props.accepts : "not asked";
  return (
    <span class="verdict">
      <Mark of={of} /> {of === "not asked" ? "not asked" : accepts[of]}
    </span>
  );
}
