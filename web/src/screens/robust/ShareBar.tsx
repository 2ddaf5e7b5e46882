import type { JSX } from "preact";
import { percent } from "../../words";

/** A share of draws as a bar, its error as a whisker. */
export function ShareBar({ of }: { of: { value: number; error: number } }): JSX.Element {
  const end = (value: number) => Math.max(0, Math.min(1, value)) * 100;
  return (
    <span class="share">
      <svg viewBox="0 0 102 14" width="102" height="14" aria-hidden="true">
        <rect class="whole" x="0.5" y="2.5" width="100" height="9" />
        <rect class="part" x="0.5" y="2.5" width={end(of.value)} height="9" />
        <path
          class="whisker"
          d={`M${end(of.value - of.error)},7 H${end(of.value + of.error)} M${end(of.value - of.error)},3 V11 M${end(of.value + of.error)},3 V11`}
        />
      </svg>
      <span>{percent(of)}</span>
    </span>
  );
}
