/* Made from schema/ask.schema.json by `npm run types`. Do not edit. */

/**
 * `ask`: unknowns ranked by what knowing them is worth; shares of draws, no probabilities.
 */
export interface AskShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * Draws made.
   */
  draws: number;
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
  most_accepted: BestShape;
  most_gain: BestShape1;
  /**
   * The packages among which is chosen.
   */
  packages: PackageShape[];
  /**
   * Pairs of them, worth most first.
   */
  pairs: PairShape[];
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Scenarios applied, in order.
   */
  scenarios: ScenarioShape[];
  /**
   * Seed of the draws.
   */
  seed: number;
  /**
   * What the scenarios set aside.
   */
  set_aside: SetAsideShape[];
  /**
   * Whether a limit or the user stopped the work.
   */
  stopped: boolean;
  /**
   * Title of the case.
   */
  title: string;
  /**
   * The unknowns, worth most first.
   */
  unknowns: UnknownShape[];
}
/**
 * Provenance.
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
 * The package accepted by all in most draws.
 */
export interface BestShape {
  /**
   * Position among `packages`.
   */
  package: number;
  share: FigureShape;
}
/**
 * The share.
 */
export interface FigureShape {
  /**
   * Half of a 95 per cent interval for the error of drawing.
   */
  error: number;
  /**
   * The number; shares from 0 to 1.
   */
  value: number;
}
/**
 * The package with the largest mean least share of possible gain.
 */
export interface BestShape1 {
  /**
   * Position among `packages`.
   */
  package: number;
  share: FigureShape;
}
/**
 * A package: the option of every issue that arises, by ids.
 */
export interface PackageShape {
  /**
   * Whose land, people, forces or status it decides without asking them.
   */
  decides_without_asking: string[];
  /**
   * Flags and contested words.
   */
  notes: string[];
  /**
   * Issue to option; issues that do not arise are absent.
   */
  options: {
    [k: string]: string;
  };
}
/**
 * What knowing two unknowns is worth.
 */
export interface PairShape {
  accepted: FigureShape1;
  gain: FigureShape2;
  /**
   * The two, in words.
   *
   * @minItems 2
   * @maxItems 2
   */
  unknowns: [string, string];
}
/**
 * Expected rise of the share of draws in which all accept.
 */
export interface FigureShape1 {
  /**
   * Half of a 95 per cent interval for the error of drawing.
   */
  error: number;
  /**
   * The number; shares from 0 to 1.
   */
  value: number;
}
/**
 * Expected rise of the least share of possible gain.
 */
export interface FigureShape2 {
  /**
   * Half of a 95 per cent interval for the error of drawing.
   */
  error: number;
  /**
   * The number; shares from 0 to 1.
   */
  value: number;
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
 * What knowing one unknown is worth.
 */
export interface UnknownShape {
  accepted: FigureShape3;
  /**
   * The statement or assumption behind it.
   */
  behind: string;
  /**
   * Where another package is accepted in more draws.
   */
  flips: FlipShape[];
  gain: FigureShape4;
  /**
   * `alternative`, `red-line`, `weight`, `value`, `adjustment` or `no-agreement`.
   */
  kind: string;
  /**
   * Whose number or red line it is.
   */
  party?: string | null;
  /**
   * A question that can be put to every party alike.
   */
  question: string;
  /**
   * Least and greatest value drawn: points, or a share of all weight.
   *
   * @minItems 2
   * @maxItems 2
   */
  range: [number, number];
  /**
   * The share in which all accept the most accepted package where the unknown
   * is lowest, and where it is highest.
   *
   * @minItems 2
   * @maxItems 2
   */
  tornado: [number, number];
  /**
   * In words.
   */
  unknown: string;
}
/**
 * Expected rise of the share of draws in which all accept.
 */
export interface FigureShape3 {
  /**
   * Half of a 95 per cent interval for the error of drawing.
   */
  error: number;
  /**
   * The number; shares from 0 to 1.
   */
  value: number;
}
/**
 * A part of an unknown's range in which another package does better.
 */
export interface FlipShape {
  /**
   * From this value.
   */
  from: number;
  /**
   * And the most accepted package of all in this.
   */
  instead_of: number;
  /**
   * The package, by position.
   */
  package: number;
  /**
   * Accepted by all in this share of the draws at the part's lower end.
   */
  share: number;
  /**
   * To this value.
   */
  to: number;
}
/**
 * Expected rise of the least share of possible gain.
 */
export interface FigureShape4 {
  /**
   * Half of a 95 per cent interval for the error of drawing.
   */
  error: number;
  /**
   * The number; shares from 0 to 1.
   */
  value: number;
}
