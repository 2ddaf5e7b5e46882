/* Made from schema/record-conflicts.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record conflicts`.
 */
export interface ConflictsShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * Pairs that no package reconciles.
   */
  conflicts: ConflictShape[];
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * What hangs together.
   */
  groups: GroupShape[];
  /**
   * Only what was known by this day, where asked for.
   */
  known_by?: string | null;
  /**
   * What the case knows of and does not model.
   */
  leaves_out: string[];
  made_with: Provenance;
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Scenarios applied, in order.
   */
  scenarios: ScenarioShape[];
  /**
   * What the scenarios set aside.
   */
  set_aside: SetAsideShape[];
  /**
   * Title of the case.
   */
  title: string;
  /**
   * Scenario files written, by id.
   */
  written: string[];
}
/**
 * Two statements that contradict each other.
 */
export interface ConflictShape {
  /**
   * In what they differ: `date`, `chain`, `level`.
   */
  by: string[];
  /**
   * Issues that both name.
   */
  issues: string[];
  one: SaidShape;
  other: SaidShape1;
  /**
   * `always`, `as-coded` (and not under another reading), or `other-reading` (alone).
   */
  reading: string;
}
/**
 * The one written first.
 */
export interface SaidShape {
  /**
   * Voices, outermost first.
   */
  chain: string;
  /**
   * `own`, `reported` or `attributed`.
   */
  level: string;
  /**
   * Whose position it is.
   */
  party: string;
  /**
   * When it was said, as vague as the source.
   */
  said: string;
  /**
   * What it says.
   */
  says: string;
  /**
   * Id.
   */
  statement: string;
}
/**
 * The other.
 */
export interface SaidShape1 {
  /**
   * Voices, outermost first.
   */
  chain: string;
  /**
   * `own`, `reported` or `attributed`.
   */
  level: string;
  /**
   * Whose position it is.
   */
  party: string;
  /**
   * When it was said, as vague as the source.
   */
  said: string;
  /**
   * What it says.
   */
  says: string;
  /**
   * Id.
   */
  statement: string;
}
/**
 * Statements that hang together by contradictions.
 */
export interface GroupShape {
  /**
   * Whether there are more sides than are listed.
   */
  more: boolean;
  /**
   * The party.
   */
  party: string;
  /**
   * The largest sets of them without a contradiction.
   */
  sides: string[][];
  /**
   * The statements.
   */
  statements: string[];
}
/**
 * What it was made with and from.
 */
export interface Provenance {
  /**
   * The command as given, program name first.
   */
  command: string[];
  /**
   * Every file that was read.
   */
  inputs: Input[];
  /**
   * Limits by name.
   */
  limits: Limit[];
  /**
   * Scenarios applied, in order.
   */
  scenarios: string[];
  /**
   * Seed of random draws.
   */
  seed: number;
  /**
   * Version of Détente.
   */
  version: string;
}
/**
 * A file that was read.
 */
export interface Input {
  /**
   * Path within the case.
   */
  path: string;
  /**
   * SHA-256 of its bytes, lower-case hexadecimal.
   */
  sha256: string;
}
/**
 * A limit on the work.
 */
export interface Limit {
  /**
   * What is limited.
   */
  name: string;
  /**
   * At what.
   */
  value: string;
}
/**
 * A party.
 */
export interface PartyShape {
  /**
   * `always`, `never`, or the condition under which it is asked.
   */
  asked: string;
  /**
   * Why it is not asked.
   */
  because?: string | null;
  /**
   * Id.
   */
  id: string;
  /**
   * Name.
   */
  name: string;
}
/**
 * A scenario.
 */
export interface ScenarioShape {
  /**
   * Reason.
   */
  because?: string | null;
  /**
   * Id.
   */
  id: string;
  /**
   * Title.
   */
  title: string;
}
/**
 * What a scenario does not use.
 */
export interface SetAsideShape {
  /**
   * Its id.
   */
  id: string;
  /**
   * `statement`, `red line`, `rule` or `adjustment`.
   */
  kind: string;
  /**
   * On whose word it rested.
   */
  on_the_word_of: string[];
  /**
   * The scenario.
   */
  scenario: string;
}
