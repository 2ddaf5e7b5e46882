/* Made from schema/record-timeline.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record timeline`.
 */
export interface TimelineShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * What changed between two views, where asked for.
   */
  changes?: ChangesShape | null;
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
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
   * By party and issue.
   */
  rows: RowShape[];
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
}
/**
 * What changed.
 */
export interface ChangesShape {
  /**
   * Statements that stand in one of the two.
   */
  changes: ChangeShape[];
  /**
   * The first view.
   */
  from: string;
  /**
   * The second.
   */
  to: string;
}
/**
 * A statement that stands in one of two views.
 */
export interface ChangeShape {
  /**
   * Why it ended.
   */
  because?: string | null;
  /**
   * Voices, outermost first.
   */
  chain: string;
  /**
   * `began` or `ended`.
   */
  change: string;
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
 * The statements of one party on one issue.
 */
export interface RowShape {
  /**
   * The issue; absent for statements that name none.
   */
  issue?: string | null;
  /**
   * The party.
   */
  party: string;
  /**
   * In order of date.
   */
  turns: TurnShape[];
}
/**
 * One statement in time.
 */
export interface TurnShape {
  /**
   * What ended it.
   */
  because?: string | null;
  /**
   * Voices, outermost first.
   */
  chain: string;
  /**
   * The first day on which it no longer stood.
   */
  ended?: string | null;
  /**
   * The first day that it may have been said.
   */
  from?: string | null;
  /**
   * When it became known, where that is later.
   */
  known?: string | null;
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
