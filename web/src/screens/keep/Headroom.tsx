import type { JSX } from "preact";
import type { Status } from "../../api/types";

/** How much of a bound is used, as a bar; the numbers stand beside it. */
export function Headroom({ of }: { of: Status["limits"][number] }): JSX.Element | null {
  const most = of.at_most ?? null;
  if (of.number === null || of.number === undefined || most === null || most <= 0) return null;
  const whole = Math.max(of.number, most);
  const at = (value: number) => (value / whole) * 120;
  return (
    <svg class="headroom" viewBox="-1 0 124 14" width="124" height="14" aria-hidden="true">
      <rect class="room" x="0" y="3" width={at(most)} height="8" />
      <rect
        class={of.missing.length > 0 ? "used open" : "used"}
        x="0"
        y="3"
        width={at(of.number)}
        height="8"
      />
      <path class="bound" d={`M${at(most)},0 V14`} />
    </svg>
  );
}
