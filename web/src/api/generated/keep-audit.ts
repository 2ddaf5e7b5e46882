/* Made from schema/keep-audit.schema.json by `npm run types`. Do not edit. */

/**
 * What an audit found.
 */
export interface KeepAuditShape {
  /**
   * How many acts were looked at.
   */
  acts: number;
  /**
   * Corrections: they change what is known of the past.
   */
  corrections: CorrectionShape[];
  /**
   * What does not add up.
   */
  findings: FindingShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * The last hash of the ledger.
   */
  head?: string | null;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * SHA-256 of the instrument's file: the ledger does not carry the text that it was kept under.
   */
  instrument_sha256: string;
  /**
   * Only acts known by the end of this day were used.
   */
  known_by?: string | null;
  /**
   * The day.
   */
  on: string;
  /**
   * How often a number changed without a notification in the ledger, of those
   * that whoever asks may see.
   */
  unreconciled: number;
  /**
   * Whether clauses keep some findings from whoever asks; whether there are
   * any, nothing tells.
   */
  withheld: boolean;
}
/**
 * An act that stands for an earlier one.
 */
export interface CorrectionShape {
  /**
   * Its sequence number.
   */
  act: number;
  /**
   * The sequence number of the act that it corrects.
   */
  corrects: number;
  /**
   * The day on which it became known.
   */
  known: string;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * In words.
   */
  says: string;
}
/**
 * Something that does not add up.
 */
export interface FindingShape {
  /**
   * Sequence numbers of the acts that it is about.
   */
  acts: number[];
  /**
   * What kind of finding.
   */
  kind: string;
  /**
   * In words.
   */
  says: string;
}
