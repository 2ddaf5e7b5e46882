/* Made from schema/keep-calendar.schema.json by `npm run types`. Do not edit. */

/**
 * What comes when.
 */
export interface KeepCalendarShape {
  /**
   * In order of days.
   */
  entries: EntryShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * The first day.
   */
  from: string;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * The last day.
   */
  to: string;
  /**
   * Whether clauses keep some entries from whoever asks; whether there are
   * any, nothing tells.
   */
  withheld: boolean;
}
/**
 * Something that falls on a day.
 */
export interface EntryShape {
  /**
   * Id of the duty, limit or quota that it is about.
   */
  clause?: string | null;
  /**
   * `due`, `binds`, `ends`, `quota-year`, `last-day`, `out` or `last-notice`.
   */
  kind: string;
  /**
   * The day.
   */
  on: string;
  /**
   * Ids of the readings under which it does; empty for every one.
   */
  readings: string[];
  /**
   * In words.
   */
  says: string;
  /**
   * Id of the party or group that it concerns.
   */
  subject?: string | null;
}
