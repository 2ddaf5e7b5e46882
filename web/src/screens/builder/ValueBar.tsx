import type { JSX } from "preact";
import type { BuiltParty } from "../../api/types";

/** The range of a value as a bar, with what no agreement is worth as a mark. The numbers stand beside it. */
export function ValueBar(props: { of: BuiltParty; low: number; high: number }): JSX.Element | null {
  const { of, low, high } = props;
  if (of.least === null || of.greatest === null || low === high) return null;
  const at = (value: number) => ((value - low) / (high - low)) * 200;
  const none = of.reservation_least;
  return (
    <svg class="value-bar" viewBox="-2 0 204 14" width="204" height="14" aria-hidden="true">
      <line class="rail" x1="0" x2="200" y1="7" y2="7" />
      <rect x={at(of.least)} y="3" width={Math.max(2, at(of.greatest) - at(of.least))} height="8" rx="2" />
      {none !== null && (
        <line class="none" x1={at(none)} x2={at(of.reservation_greatest ?? none)} y1="7" y2="7" />
      )}
      {none !== null && (
        <path class="none" d={`M${at(none)},0 V14 M${at(of.reservation_greatest ?? none)},0 V14`} />
      )}
    </svg>
  );
}
