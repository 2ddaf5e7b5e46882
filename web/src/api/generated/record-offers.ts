/* Made from schema/record-offers.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record offers`.
 */
export interface OffersShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
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
   * In order of date.
   */
  offers: OfferShape[];
  /**
   * The draft package, where one is given.
   */
  package?: string | null;
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Whose offers.
   */
  party: string;
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
 * An offer, demand or refusal.
 */
export interface OfferShape {
  /**
   * Voices, outermost first.
   */
  chain: string;
  /**
   * Issue by issue.
   */
  clauses: OfferClauseShape[];
  /**
   * Why it does not stand; absent where it does.
   */
  ended?: string | null;
  /**
   * `own`, `reported` or `attributed`.
   */
  level: string;
  /**
   * Whether the draft package can be reconciled with it.
   */
  meets?: boolean | null;
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
 * What an offer says of one issue.
 */
export interface OfferClauseShape {
  /**
   * `first`, `same`, `wider`, `narrower` or `moved`, against the last that named the issue.
   */
  change?: string | null;
  /**
   * The issue.
   */
  issue: string;
  /**
   * Whether the draft package's choice is among them.
   */
  meets?: boolean | null;
  /**
   * Choices that it leaves open; absent where there are too many to go through.
   */
  open?: string[] | null;
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
