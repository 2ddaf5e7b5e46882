/* Made from schema/show.schema.json by `npm run types`. Do not edit. */

/**
 * The case as read.
 */
export interface ShowShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * The issues.
   */
  issues: IssueShape[];
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
   * The stance table; it decides nothing.
   */
  stances: StanceShape[];
  /**
   * Every statement, once a party, and whether it stands.
   */
  statements: EntryShape[];
  /**
   * Title of the case.
   */
  title: string;
}
/**
 * An issue.
 */
export interface IssueShape {
  /**
   * Whose territory, people, forces or status is decided.
   */
  disposes_of: string[];
  /**
   * Id.
   */
  id: string;
  /**
   * `one-of`, `any-of` or `number`.
   */
  kind: string;
  /**
   * The choice without an agreement.
   */
  no_deal?: string | null;
  /**
   * Choices by id and title; of an any-of issue, its options.
   */
  options: OptionShape[];
  /**
   * Title.
   */
  title: string;
  /**
   * When it arises; absent: always.
   */
  when?: string | null;
}
/**
 * An option.
 */
export interface OptionShape {
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
 * A cell of the stance table.
 */
export interface StanceShape {
  /**
   * Whether some of them contradict each other across levels.
   */
  contested: boolean;
  /**
   * The issue.
   */
  issue: string;
  /**
   * The party.
   */
  party: string;
  /**
   * Whether the issue concerns the party and nothing stands: not a consent.
   */
  silent: boolean;
  /**
   * Standing statements that mention it.
   */
  statements: string[];
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
