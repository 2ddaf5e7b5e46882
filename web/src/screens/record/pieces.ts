/** A text cut where passages begin and end. Places count Unicode characters, not what JavaScript counts. */

export interface Piece {
  text: string;
  cited: boolean;
}

interface Cited {
  start?: number | null;
  end?: number | null;
}

/** The text in pieces, in order; pieces in any passage are marked as cited. */
export function pieces(text: string, citations: readonly Cited[]): Piece[] {
  const characters = [...text];
  const spans = citations
    .flatMap(({ start, end }) => (start != null && end != null && start < end ? [{ start, end }] : []))
    .sort((one, other) => one.start - other.start);
  const found: Piece[] = [];
  const add = (from: number, to: number, cited: boolean) => {
    if (from < to) found.push({ text: characters.slice(from, to).join(""), cited });
  };
  let at = 0;
  for (const { start, end } of spans) {
    const from = Math.max(start, at);
    add(at, from, false);
    add(from, Math.min(end, characters.length), true);
    at = Math.max(at, end);
  }
  add(at, characters.length, false);
  return found;
}
