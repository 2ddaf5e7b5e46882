/** Days as numbers, to place them on a line, and back. */

const day = 86_400_000;

/** Days since 1970, for YYYY-MM-DD; null for what is no day. */
export function dayNumber(text: string | null | undefined): number | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / day);
}

export function dayText(number: number): string {
  return new Date(number * day).toISOString().slice(0, 10);
}

export interface Turn {
  from?: string | null;
  known?: string | null;
  ended?: string | null;
}

/** The days on which something began or ended, each once, in order. */
export function turningDays(turns: readonly Turn[]): number[] {
  const days = turns.flatMap((turn) => [dayNumber(turn.from), dayNumber(turn.ended)]);
  return [...new Set(days.filter((each) => each !== null))].sort((one, other) => one - other);
}

/** First and last day of a drawing: a little before the first turn, and up to the day of the case. */
export function span(
  turns: readonly Turn[],
  asOf: string | null | undefined,
): { first: number; last: number } | null {
  const days = turningDays(turns);
  const end = dayNumber(asOf);
  const first = days[0] ?? end;
  if (first === null || first === undefined) return null;
  const last = Math.max(days.at(-1) ?? first, end ?? first);
  const margin = Math.max(3, Math.round((last - first) * 0.06));
  return { first: first - margin, last: last === first ? last + margin : last };
}

/** Ticks for a line of days: years, months or single days, as many as can be read. */
export function ticks(first: number, last: number): { day: number; label: string }[] {
  const [from, to] = [new Date(first * day), new Date(last * day)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => months / each <= 8) ?? 240;
  const found: { day: number; label: string }[] = [];
  for (let at = 0; at <= months + 1; at++) {
    const month = from.getUTCMonth() + at;
    if ((from.getUTCFullYear() * 12 + month) % step !== 0) continue;
    const start = Math.round(Date.UTC(from.getUTCFullYear(), month, 1) / day);
    if (start < first || start > last) continue;
    const text = dayText(start);
    found.push({ day: start, label: step >= 12 ? text.slice(0, 4) : text.slice(0, 7) });
  }
  return found;
}
