import type { JSX } from "preact";
import type { BuiltParty } from "../../api/types";

const width = 200;

/** The range of a value as a bar, with what no agreement is worth as a mark. The numbers stand beside it. */
export function ValueBar(props: { of: BuiltParty; low: number; high: number }): JSX.Element | null {
  const { of, low, high } = props;
  if (of.from == null || of.to == null || low === high) return null;
  const at = (value: number) => ((value - low) / (high - low)) * width;
  return (
    <svg class="value-bar" viewBox={`-2 0 ${width + 4} 14`} width={width + 4} height="14" aria-hidden="true">
      <line class="rail" x1="0" x2={width} y1="7" y2="7" />
      <rect x={at(of.from)} y="3" width={Math.max(2, at(of.to) - at(of.from))} height="8" rx="2" />
      {of.without && (
        <path
          class="none"
          d={`M${at(of.without[0])},0 V14 M${at(of.without[0])},7 H${at(of.without[1])} M${at(of.without[1])},0 V14`}
        />
      )}
    </svg>
  );
}
