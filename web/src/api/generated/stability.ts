/* Made from schema/stability.schema.json by `npm run types`. Do not edit. */

/**
 * Which states are stable, for whom and under which foresight.
 */
export interface StabilityShape {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * One entry a foresight asked for.
   */
  foresights: ForesightShape[];
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * Jumps of coalitions between equilibria.
   */
  jumps: JumpShape[];
  /**
   * Only what was known by this day, where asked for.
   */
  known_by?: string | null;
  /**
   * What the case knows of and does not model.
   */
  leaves_out: string[];
  /**
   * What was asked and has no answer.
   */
  left_out: LeftOutShape[];
  made_with: Provenance;
  model: ModelShape;
  /**
   * Equilibria that are not in `states`, for want of room.
   */
  not_listed: number;
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
   * States that are an equilibrium under some foresight, under most of them first; only the state asked
   * about, where one was.
   */
  states: StateShape[];
  /**
   * Title of the case.
   */
  title: string;
  /**
   * Why the state asked about is stable or not.
   */
  why: WhyShape[];
}
/**
 * Stability under one foresight.
 */
export interface ForesightShape {
  /**
   * How many states are equilibria.
   */
  equilibria: number;
  /**
   * `nash`, `gmr`, `smr`, `seq`, `sym-seq`, `lh:2`, `simultaneous`, `mixed`; `coalition:seq`, `seq:a`, `strong:seq`.
   */
  id: string;
  /**
   * For how many states each decision maker or coalition is stable; absent where nothing can be said.
   */
  stable: {
    [k: string]: number;
  };
}
/**
 * A jump of a coalition.
 */
export interface JumpShape {
  /**
   * The parties.
   */
  coalition: string[];
  /**
   * The concept under which both states are equilibria.
   */
  concept: string;
  /**
   * Number of the state that is left.
   */
  from: string;
  /**
   * Number of the state that each of them prefers.
   */
  to: string;
}
/**
 * What has no answer.
 */
export interface LeftOutShape {
  /**
   * Why there is no answer.
   */
  because: string;
  /**
   * What was asked.
   */
  what: string;
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
/**
 * A state.
 */
export interface StateShape {
  /**
   * Whose land, people, forces or status it decides without asking them.
   */
  decides_without_asking: string[];
  /**
   * Foresights under which it is an equilibrium.
   */
  equilibrium: string[];
  /**
   * Its decimal number, the first issue the least significant digit.
   */
  number: string;
  /**
   * Issue to option; issues that do not arise are absent.
   */
  options: {
    [k: string]: string;
  };
  /**
   * Fewest moves from the status quo by improvements; absent where there is no such way, or it is not known.
   */
  reached_in?: number | null;
  /**
   * For each foresight the decision makers and coalitions for which it is stable.
   */
  stable: {
    [k: string]: string[];
  };
}
/**
 * Why a state is stable for somebody, or not.
 */
export interface WhyShape {
  /**
   * The concept, or another foresight as `foresights` names it.
   */
  concept: string;
  /**
   * The moves from which it gains (or that may tempt it, where preferences are known in part; under
   * limited moves all moves); of many, those that the fewest concepts deter.
   */
  improvements: ImprovementShape[];
  /**
   * How many more there are.
   */
  not_listed: number;
  /**
   * Whether it is stable.
   */
  stable: boolean;
  /**
   * How many of all that nothing deters.
   */
  undeterred: number;
  /**
   * A decision maker, or `coalition:` and the parties.
   */
  who: string;
}
/**
 * A move from which somebody gains, and what deters it.
 */
export interface ImprovementShape {
  /**
   * The steps of the others that deter it; none where nothing does. By simultaneity one step, to what both
   * lead to who move at once.
   */
  answer: StepShape[];
  /**
   * Whether something deters it.
   */
  deterred: boolean;
  /**
   * Under limited moves how both are expected to go on after it.
   */
  expected: StepShape[];
  /**
   * A party that is no better off after the answer than at the start, or worse off by as much as the
   * foresight asks.
   */
  hurts?: string | null;
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
