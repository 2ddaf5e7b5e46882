/* Made from schema/paths.schema.json by `npm run types`. Do not edit. */

/**
 * Where the conflict goes from a state.
 */
export interface PathsShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * One entry a manner of going along.
   */
  courses: CourseShape[];
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * Number of the state where it starts.
   */
  from: string;
  /**
   * That state.
   */
  from_options: {
    [k: string]: string;
  };
  /**
   * Only what was known by this day, where asked for.
   */
  known_by?: string | null;
  /**
   * What the case knows of and does not model.
   */
  leaves_out: string[];
  made_with: Provenance;
  model: ModelShape;
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
}
/**
 * What comes about in one manner.
 */
export interface CourseShape {
  /**
   * `moves`, or `improvements`: whoever moves gains.
   */
  by: string;
  /**
   * Whether `states` and `steps` are all there are.
   */
  complete: boolean;
  /**
   * How many states come about, the first included.
   */
  reached: number;
  /**
   * The states that come about, nearest first.
   */
  states: ReachedShape[];
  /**
   * Moves between them, nearest first; with a state asked about, those on the ways to it.
   */
  steps: StepShape[];
  /**
   * The ways to the state asked about.
   */
  ways?: WaysShape | null;
}
/**
 * A state that comes about.
 */
export interface ReachedShape {
  /**
   * Concepts under which it is an equilibrium.
   */
  equilibrium: string[];
  /**
   * Whether nobody goes on from it in this manner; absent for `moves`.
   */
  is_end?: boolean | null;
  /**
   * Its number.
   */
  number: string;
  /**
   * Its choices.
   */
  options: {
    [k: string]: string;
  };
  /**
   * Fewest moves to it.
   */
  steps: number;
}
/**
 * A move.
 */
export interface StepShape {
  /**
   * Number of the state that it leads from.
   */
  from: string;
  /**
   * That state.
   */
  options: {
    [k: string]: string;
  };
  /**
   * Number of the state that it leads to.
   */
  to: string;
  /**
   * Who moves: a decision maker, or `coalition:` and the parties.
   */
  who: string;
}
/**
 * Ways to a state.
 */
export interface WaysShape {
  /**
   * Whether these are all of them.
   */
  all_shortest: boolean;
  /**
   * Whether these are all of them.
   */
  all_simple: boolean;
  /**
   * Fewest moves; absent where there is no way.
   */
  fewest?: number | null;
  /**
   * The shortest ways.
   */
  shortest: StepShape[][];
  /**
   * Ways that visit no state twice, up to the length asked for.
   */
  simple: StepShape[][];
  /**
   * Number of the state.
   */
  to: string;
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
 * The model.
 */
export interface ModelShape {
  /**
   * What the orders of preference rest on, in words.
   */
  basis: string;
  /**
   * Whoever can move something.
   */
  decision_makers: DecisionMakerShape[];
  /**
   * How many states there are.
   */
  states: number;
  /**
   * The number of the status quo, where there is one.
   */
  status_quo?: string | null;
}
/**
 * Parties that move something alone or together.
 */
export interface DecisionMakerShape {
  /**
   * Ids of its parties, joined by `+`.
   */
  id: string;
  /**
   * Whether a preference is given for all of its parties; without, nothing is said of its stability.
   */
  is_known: boolean;
  /**
   * The issues that it can move.
   */
  issues: string[];
  /**
   * Ids of its parties.
   */
  parties: string[];
  /**
   * Of these, the issues in which some changes are not permitted.
   */
  restricted: string[];
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
