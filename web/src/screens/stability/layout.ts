/** Where the states of a small model stand: a column for each number of moves from the start. */

import type { Paths } from "../../api/types";

type Course = Paths["courses"][number];

export interface Node {
  number: string;
  x: number;
  y: number;
  steps: number;
  equilibrium: readonly string[];
  options: Record<string, string>;
}

export interface Edge {
  from: Node;
  to: Node;
  /** Who can make this move. */
  who: string[];
  /** Whether whoever moves gains. */
  gains: boolean;
}

export const figure = { width: 800, rowHeight: 92, margin: 60 };

export function layout(
  moves: Course,
  improvements: Course | undefined,
): { nodes: Node[]; edges: Edge[]; height: number } {
  const columns = new Map<number, Course["states"]>();
  for (const state of moves.states) columns.set(state.steps, [...(columns.get(state.steps) ?? []), state]);
  const deepest = Math.max(0, ...columns.keys());
  const tallest = Math.max(1, ...[...columns.values()].map((each) => each.length));
  const height = tallest * figure.rowHeight + 40;
  const across = (figure.width - 2 * figure.margin) / Math.max(1, deepest);
  const nodes = [...columns].flatMap(([steps, states]) =>
    states.map((state, at) => {
      // Every other column is shifted, so that moves within it do not cross its states.
      const shift = steps % 2 === 0 ? 0 : figure.rowHeight / 5;
      const y =
        (height * (at + 1)) / (states.length + 1) + (states.length > 1 ? shift - figure.rowHeight / 10 : 0);
      const bend = states.length > 2 && at % 2 === 1 ? across * 0.22 : 0;
      return {
        ...pick(state),
        steps,
        x: figure.margin + steps * across + (steps === deepest ? -bend : bend),
        y,
      };
    }),
  );
  const at = new Map(nodes.map((node) => [node.number, node]));
  const gaining = new Set((improvements?.steps ?? []).map((step) => `${step.from} ${step.to} ${step.who}`));
  const edges = new Map<string, Edge>();
  for (const step of moves.steps) {
    const [from, to] = [at.get(step.from), at.get(step.to)];
    if (!from || !to) continue;
    const key = `${step.from} ${step.to}`;
    const edge = edges.get(key) ?? { from, to, who: [], gains: false };
    edge.who.push(step.who);
    edge.gains ||= gaining.has(`${key} ${step.who}`);
    edges.set(key, edge);
  }
  return { nodes, edges: [...edges.values()], height };
}

function pick(state: Course["states"][number]) {
  return { number: state.number, equilibrium: state.equilibrium, options: state.options };
}
