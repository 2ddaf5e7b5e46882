/** The steps of the builder, to go back and forth among packages. */

import { key, type Package } from "../../choice";

export interface Steps {
  past: readonly Package[];
  next: readonly Package[];
}

export const noSteps: Steps = { past: [], next: [] };

const most = 200;

/** After a step away from `from`. What had been undone is gone. */
export function stepped(steps: Steps, from: Package, to: Package): Steps {
  if (key(from) === key(to)) return steps;
  return { past: [...steps.past, from].slice(-most), next: [] };
}

/** One step back from `now`, with the package to show; nothing where there is none. */
export function undone(steps: Steps, now: Package): { steps: Steps; to: Package } | null {
  const to = steps.past.at(-1);
  if (!to) return null;
  return { steps: { past: steps.past.slice(0, -1), next: [now, ...steps.next] }, to };
}

/** One step forth again. */
export function redone(steps: Steps, now: Package): { steps: Steps; to: Package } | null {
  const [to, ...next] = steps.next;
  if (!to) return null;
  return { steps: { past: [...steps.past, now], next }, to };
}
