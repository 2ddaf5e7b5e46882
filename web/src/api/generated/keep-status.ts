/* Made from schema/keep-status.schema.json by `npm run types`. Do not edit. */

/**
 * What holds on a day.
 */
export interface KeepStatusShape {
  /**
   * Numbers that another party contradicts.
   */
  contradicted: ContradictedShape[];
  /**
   * Disputes that were raised.
   */
  disputes: DisputeShape[];
  /**
   * Occasions of duties that are open, late, not provided or unknown, and the last of each.
   */
  duties: OccasionShape[];
  /**
   * Ids of duties of which whoever asks may not see when they arise.
   */
  duties_withheld: string[];
  /**
   * Events that were noted.
   */
  events: EventShape[];
  /**
   * Uses that measured more than one use may.
   */
  excesses: ExcessShape[];
  /**
   * The first day after it, as far as it is known.
   */
  expires?: string | null;
  /**
   * Extensions to which all or some have consented.
   */
  extensions: ExtensionShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * Whether the instrument is in force at the end of the day.
   */
  in_force: boolean;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * Only acts known by the end of this day were used.
   */
  known_by?: string | null;
  /**
   * Every limit for every subject under every reading.
   */
  limits: LimitShape[];
  /**
   * The day.
   */
  on: string;
  /**
   * Numbers between two subjects, in the year of the day.
   */
  pairs: PairShape[];
  /**
   * Quotas in their year.
   */
  quotas: QuotaShape[];
  /**
   * Ids of quotas of which whoever asks may not see when they can be used.
   */
  quotas_withheld: string[];
  /**
   * Suspensions.
   */
  suspensions: SuspensionShape[];
  /**
   * Notices of withdrawal.
   */
  withdrawals: WithdrawalShape[];
}
/**
 * A number that was declared, and what another party says that it saw.
 */
export interface ContradictedShape {
  /**
   * Id of the party that says otherwise.
   */
  by: string;
  /**
   * What was declared: a number, `not provided` or `unknown`.
   */
  declared: string;
  /**
   * The day of which it says so.
   */
  on: string;
  /**
   * Id of the party whose number it is.
   */
  party: string;
  /**
   * What it says.
   */
  seen: string;
  /**
   * What that makes with what was notified since.
   */
  stands: string;
  /**
   * Id of the status.
   */
  status?: string | null;
  /**
   * Id of the thing.
   */
  thing: string;
  /**
   * Id of the zone.
   */
  zone?: string | null;
}
/**
 * A dispute with what was said to it.
 */
export interface DisputeShape {
  /**
   * Its sequence number.
   */
  act: number;
  /**
   * Id of the party that raised it.
   */
  by: string;
  /**
   * What was said to it: who, when and what.
   */
  clarifications: ClarificationShape[];
  /**
   * What was said.
   */
  note?: string | null;
  /**
   * Id of the party that it is about.
   */
  of?: string | null;
  /**
   * The day.
   */
  on: string;
  /**
   * In words.
   */
  says: string;
}
/**
 * What was said to a dispute.
 */
export interface ClarificationShape {
  /**
   * Id of the party.
   */
  by: string;
  /**
   * What it said.
   */
  note?: string | null;
  /**
   * The day.
   */
  on: string;
}
/**
 * An occasion of a duty.
 */
export interface OccasionShape {
  /**
   * Sequence number of the act that its state rests on.
   */
  act?: number | null;
  /**
   * The last day for it.
   */
  due?: string | null;
  /**
   * Id of the duty.
   */
  duty: string;
  /**
   * The day on which it was met.
   */
  met?: string | null;
  /**
   * The day on which it arose.
   */
  on: string;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Ids of the readings under which it is so; empty for every one that is shown.
   */
  readings: string[];
  /**
   * `met`, `late`, `not-provided`, `unknown`, `open`, `suspended` or `overdue`.
   */
  state: string;
  /**
   * Ids of those that it is owed to; empty for all others.
   */
  to: string[];
  /**
   * The day on which another party verified it.
   */
  verified?: string | null;
}
/**
 * An event as the first whose word counts noted it.
 */
export interface EventShape {
  /**
   * Sequence number of the act that notes it.
   */
  act: number;
  /**
   * Id of the party on whose word it rests.
   */
  by: string;
  /**
   * Ids of the limits, duties and quotas that begin, change or end with it.
   */
  clauses: string[];
  /**
   * Id of the event.
   */
  event: string;
  /**
   * The day on which it happened, as that party says.
   */
  on: string;
  /**
   * The day from which on it counts: it had happened and was known.
   */
  since: string;
}
/**
 * A use that measured more than one use may.
 */
export interface ExcessShape {
  /**
   * Sequence number of the use.
   */
  act: number;
  /**
   * The most it may be.
   */
  at_most: number;
  /**
   * What was measured.
   */
  measure: string;
  /**
   * What it measured.
   */
  measured: number;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * Id of the reading under which it does; absent where the instrument has none.
   */
  reading?: string | null;
}
/**
 * Consent to an extension.
 */
export interface ExtensionShape {
  /**
   * Whether the last consent came when the instrument had ended.
   */
  after_end: boolean;
  /**
   * The day of the last consent, where all have given theirs.
   */
  agreed?: string | null;
  /**
   * Whether that is longer than the text provides for.
   */
  beyond_text: boolean;
  /**
   * Ids of those who consented; all of them where `agreed` is given.
   */
  consents: string[];
  /**
   * The first day after it.
   */
  until: string;
}
/**
 * A limit for one subject under one reading.
 */
export interface LimitShape {
  /**
   * The least number allowed on the day.
   */
  at_least?: number | null;
  /**
   * The greatest number allowed on the day.
   */
  at_most?: number | null;
  /**
   * The earliest declaration that it rests on.
   */
  declared?: string | null;
  /**
   * The first day ever on which the number was beyond a bound in force.
   */
  first_breach?: string | null;
  /**
   * Id of the limit.
   */
  limit: string;
  /**
   * How many more there could be; below zero where it is beyond.
   */
  margin?: number | null;
  /**
   * What is missing of it.
   */
  missing: MissingShape[];
  /**
   * What is known of the number; the whole where `missing` is empty.
   */
  number?: number | null;
  /**
   * Id of the reading; absent where the instrument has none.
   */
  reading?: string | null;
  /**
   * `not-binding`, `ended`, `within`, `beyond` or `open`.
   */
  standing?: string | null;
  /**
   * Id of the party or group.
   */
  subject: string;
  /**
   * Whether the figures are withheld from whoever asks; then the rest is absent.
   */
  withheld: boolean;
}
/**
 * A part of a number that is missing.
 */
export interface MissingShape {
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Id of the thing.
   */
  thing: string;
  /**
   * Why, such as `not-provided`, `unknown`, `nothing-entered` or `outgrown`.
   */
  why: string;
}
/**
 * How often one subject may use a quota over another.
 */
export interface PairShape {
  /**
   * Id of the party or group that uses it.
   */
  by: string;
  /**
   * How often in the year.
   */
  number: number;
  /**
   * Whether the number of some use is not known: it was used that often or more.
   */
  open: boolean;
  /**
   * Id of the party or group over which.
   */
  over: string;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * How often it was used.
   */
  used: number;
  /**
   * The first day of the year.
   */
  year: string;
}
/**
 * A quota in its year.
 */
export interface QuotaShape {
  /**
   * How often it can still be used.
   */
  left: number;
  /**
   * How often in the year.
   */
  number: number;
  /**
   * Whether the number of some use or transfer is not known: it was used that often or more.
   */
  open: boolean;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * Ids of the readings under which it is so; empty for every one that is shown.
   */
  readings: string[];
  /**
   * Id of the party or group.
   */
  subject: string;
  /**
   * How often it was used.
   */
  used: number;
  /**
   * The first day of the year.
   */
  year: string;
}
/**
 * A suspension.
 */
export interface SuspensionShape {
  /**
   * What the party said.
   */
  note?: string | null;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Whether the text provides for it.
   */
  provided_for: boolean;
  /**
   * Since when.
   */
  since: string;
  /**
   * Until when, where it has resumed.
   */
  until?: string | null;
}
/**
 * A notice of withdrawal.
 */
export interface WithdrawalShape {
  /**
   * The day from which on the notice counts: it was given and known.
   */
  notice: string;
  /**
   * The first day on which it is out; absent where the text provides for no withdrawal.
   */
  out?: string | null;
  /**
   * Id of the party.
   */
  party: string;
}
