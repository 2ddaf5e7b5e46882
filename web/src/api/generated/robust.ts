/* Made from schema/robust.schema.json by `npm run types`. Do not edit. */

/**
 * `robust`: shares of draws from all that a case allows, no probabilities.
 */
export interface RobustShape {
  /**
   * Draws in each alternative.
   */
  alternatives: AlternativeShape[];
  any_deal: FigureShape;
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
  listed: FigureShape1;
  made_with: Provenance;
  /**
   * `sobol` or `chacha`.
   */
  method: string;
  /**
   * The packages, most accepted first.
   */
  packages: RobustPackageShape[];
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Whether it was reached.
   */
  precise: boolean;
  /**
   * The precision asked for; 0 for none.
   */
  precision: number;
  /**
   * Independent samples that errors come from.
   */
  replicates: number;
  /**
   * Scenarios applied, in order.
   */
  scenarios: ScenarioShape[];
  searched: SearchedShape;
  /**
   * Seed of the draws.
   */
  seed: number;
  /**
   * What the scenarios set aside.
   */
  set_aside: SetAsideShape[];
  /**
   * Parties that are asked and of which nothing tells what they accept: their
   * refusal is in no figure.
   */
  silent: string[];
  /**
   * Whether a limit or the user stopped the work.
   */
  stopped: boolean;
  /**
   * Title of the case.
   */
  title: string;
  /**
   * Numbers drawn.
   */
  unknowns: number;
}
/**
 * An alternative that was drawn in.
 */
export interface AlternativeShape {
  /**
   * Red lines that stand in some draws only.
   */
  disputed: string[];
  /**
   * Draws made in it.
   */
  draws: number;
  /**
   * Its scenarios.
   */
  name: string;
}
/**
 * A number with its error.
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
 * A number with its error.
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
 * A package over the draws.
 */
export interface RobustPackageShape {
  /**
   * Accepted by each party.
   */
  accepts: {
    [k: string]: FigureShape2;
  };
  all: FigureShape3;
  /**
   * Mean weights by party and issue over the draws in which it ranks first.
   */
  central_weights: {
    [k: string]: {
      [k: string]: number;
    };
  };
  /**
   * Whether the share accepted by all is certain.
   */
  certain: boolean;
  /**
   * The point of each concept.
   */
  concepts: {
    [k: string]: FigureShape2;
  };
  /**
   * Whose land, people, forces or status it decides without asking them.
   */
  decides_without_asking: string[];
  frontier: FigureShape4;
  gain: FigureShape5;
  /**
   * Position of the first package that nothing tells it apart from.
   */
  group: number;
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
  /**
   * Rank acceptability by party, best rank first; empty where not ranked.
   */
  ranks: {
    [k: string]: FigureShape2[];
  };
  /**
   * Why it is here: `frontier`, `most-accepted`, `most-gain`, `least-regret`, `named`.
   */
  reasons: string[];
  regret: FigureShape6;
  /**
   * Greatest regret in any draw.
   */
  worst_regret: number;
}
/**
 * A number with its error.
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
 * A number with its error.
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
 * A number with its error.
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
/**
 * A number with its error.
 */
export interface FigureShape5 {
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
 * A number with its error.
 */
export interface FigureShape6 {
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
 * How the packages were found.
 */
export interface SearchedShape {
  /**
   * Whether every package was looked at; else they are the best found.
   */
  all: boolean;
  /**
   * Pilot draws.
   */
  draws: number;
  /**
   * Frontier packages left out.
   */
  left_out: number;
  /**
   * Packages looked at.
   */
  packages: number;
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
