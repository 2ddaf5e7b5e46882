/* Made from schema/on-record.schema.json by `npm run types`. Do not edit. */

/**
 * What the record alone allows.
 */
export interface RecordShape {
  /**
   * Whether these were all of them.
   */
  all_readings: boolean;
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * Standing statements by party and level.
   */
  balance: BalanceShape[];
  /**
   * Circles of preconditions.
   */
  circles: CircleShape[];
  /**
   * Statements that decide.
   */
  deciding: DecidingShape[];
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
   * Packages that the rules allow, without the package of no agreement.
   */
  packages: string;
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Combinations of readings that were tried.
   */
  readings: number;
  /**
   * Scenarios applied, in order.
   */
  scenarios: ScenarioShape[];
  /**
   * What the scenarios set aside.
   */
  set_aside: SetAsideShape[];
  /**
   * Every statement and whether it stands.
   */
  statements: EntryShape[];
  /**
   * Whether the work was stopped.
   */
  stopped: boolean;
  /**
   * Counts by level and reading of demands.
   */
  tallies: TallyShape[];
  /**
   * Title of the case.
   */
  title: string;
}
/**
 * Who is heard.
 */
export interface BalanceShape {
  /**
   * At the level attributed.
   */
  attributed: number;
  /**
   * Standing statements at the level own.
   */
  own: number;
  /**
   * The party.
   */
  party: string;
  /**
   * At the level reported.
   */
  reported: number;
}
/**
 * A circle of preconditions.
 */
export interface CircleShape {
  /**
   * The closest level at which it closes.
   */
  level: string;
  /**
   * Each waits for the next.
   */
  links: LinkShape[];
}
/**
 * A precondition.
 */
export interface LinkShape {
  /**
   * The issue that is to come after.
   */
  after: string;
  /**
   * The issue that it wants settled first.
   */
  before: string;
  /**
   * The party.
   */
  party: string;
  /**
   * The statement.
   */
  statement: string;
}
/**
 * A statement that decides.
 */
export interface DecidingShape {
  /**
   * `refuses` or `demands`.
   */
  decides: string;
  /**
   * Its level.
   */
  level: string;
  /**
   * Packages that it strikes by itself.
   */
  packages: string;
  /**
   * The party.
   */
  party: string;
  /**
   * The statement.
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
/**
 * A statement as it concerns one party.
 */
export interface EntryShape {
  /**
   * Why it does not.
   */
  because?: string | null;
  /**
   * Voices, outermost reporter first.
   */
  chain: string[];
  /**
   * Its citations.
   */
  cite: string[];
  /**
   * Whether another standing statement at another level contradicts it.
   */
  contested: boolean;
  /**
   * Whether it became known only after the day.
   */
  known_later: boolean;
  /**
   * Level of evidence.
   */
  level: string;
  /**
   * The party.
   */
  party: string;
  /**
   * When it was said.
   */
  said: string;
  /**
   * What it says, in words.
   */
  says: string;
  /**
   * Whether it stands on the day.
   */
  stands: boolean;
  /**
   * Id.
   */
  statement: string;
}
/**
 * Counts at one level.
 */
export interface TallyShape {
  against_no_demand: SpreadShape;
  /**
   * `openings` or `final`.
   */
  demands: string;
  /**
   * Statements of this level and closer.
   */
  level: string;
  nobody_refuses: SpreadShape1;
  within_all_terms: SpreadShape2;
}
/**
 * Of these, packages against nobody's demand.
 */
export interface SpreadShape {
  /**
   * Least.
   */
  least: string;
  /**
   * Most.
   */
  most: string;
}
/**
 * Packages that nobody who is asked refuses.
 */
export interface SpreadShape1 {
  /**
   * Least.
   */
  least: string;
  /**
   * Most.
   */
  most: string;
}
/**
 * Packages within the terms of everybody who is asked.
 */
export interface SpreadShape2 {
  /**
   * Least.
   */
  least: string;
  /**
   * Most.
   */
  most: string;
}
