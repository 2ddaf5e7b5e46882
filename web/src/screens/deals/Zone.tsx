import type { JSX } from "preact";
import type { Range } from "../../api/types";
import type { Scale } from "./deals";

type Ends = Range | null;

interface Props {
  x: Scale;
  y: Scale;
  across: Ends;
  upwards: Ends;
  box: { width: number; height: number; left: number; right: number; top: number; bottom: number };
}

/** The zone of possible agreement: from the least that no agreement can be worth, and surely from the greatest. */
export function Zone({ x, y, across, upwards, box }: Props): JSX.Element | null {
  if (!across || !upwards) return null;
  const [right, top] = [box.width - box.right, box.top];
  const bottom = box.height - box.bottom;
  const area = (fromX: number, fromY: number) => ({
    x: x.at(fromX),
    y: top,
    width: Math.max(0, right - x.at(fromX)),
    height: Math.max(0, y.at(fromY) - top),
  });
  return (
    <g class="zone">
      <rect class="possible" {...area(across[0], upwards[0])} />
      <rect class="sure" {...area(across[1], upwards[1])} />
      {[across[0], across[1]].map((value, at) => (
        <line key={`x${at}`} x1={x.at(value)} x2={x.at(value)} y1={top} y2={bottom} />
      ))}
      {[upwards[0], upwards[1]].map((value, at) => (
        <line key={`y${at}`} x1={box.left} x2={right} y1={y.at(value)} y2={y.at(value)} />
      ))}
    </g>
  );
}
