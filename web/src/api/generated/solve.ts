/* Made from schema/solve.schema.json by `npm run types`. Do not edit. */

/**
 * The packages on which a settlement could rest, or what stands in their way.
 */
export interface SolveShape {
  /**
   * What each party that is asked accepts.
   */
  accepted: PartyTallyShape[];
  all: TallyShape;
  /**
   * The same without any scenario, where a scenario sets something aside.
   */
  all_without_scenarios?: TallyShape1 | null;
  allowed: CountShape4;
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * What blocks.
   */
  blockers?: BlockersShape | null;
  /**
   * Combinations of choices before any rule.
   */
  combinations: string;
  /**
   * Choices in no package in scope.
   */
  excluded: ExcludedShape[];
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * The frontier and the solution concepts.
   */
  frontier?: FrontierShape | null;
  /**
   * Only what was known by this day, where asked for.
   */
  known_by?: string | null;
  /**
   * What the case knows of and does not model.
   */
  leaves_out: string[];
  /**
   * What is missing and why.
   */
  limits: string[];
  made_with: Provenance;
  open: CountShape5;
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * Deliberately different packages in scope.
   */
  proposals: ProposalShape[];
  /**
   * What each rule removes alone.
   */
  rules: RuleShape[];
  /**
   * Scenarios applied, in order.
   */
  scenarios: ScenarioShape[];
  /**
   * What the rest is about: `surely`, `possibly`, `open` or `allowed`.
   */
  scope: string;
  /**
   * What the scenarios set aside.
   */
  set_aside: SetAsideShape[];
  /**
   * Issues with one choice left in scope.
   */
  settled: SettledShape[];
  /**
   * Whether the work was stopped.
   */
  stopped: boolean;
  /**
   * Title of the case.
   */
  title: string;
  /**
   * Trades from no agreement.
   */
  trades?: TradesShape | null;
  unknown: CountShape6;
  /**
   * Inputs that nobody stated.
   */
  unstated: UnstatedShape[];
  /**
   * Parties left out by request.
   */
  without: string[];
}
/**
 * What a party accepts.
 */
export interface PartyTallyShape {
  at_least: CountShape;
  at_most: CountShape1;
  /**
   * Allowed packages that cross one of its red lines.
   */
  crossing: string;
  /**
   * The party.
   */
  party: string;
}
/**
 * Acceptable whatever is not known.
 */
export interface CountShape {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * Acceptable for some of it.
 */
export interface CountShape1 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * What all who are asked accept.
 */
export interface TallyShape {
  at_least: CountShape2;
  at_most: CountShape3;
}
/**
 * Acceptable whatever is not known.
 */
export interface CountShape2 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * Acceptable for some of it.
 */
export interface CountShape3 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * A count over what is not known.
 */
export interface TallyShape1 {
  at_least: CountShape2;
  at_most: CountShape3;
}
/**
 * Packages that the rules allow, without the package of no agreement.
 */
export interface CountShape4 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * What blocks.
 */
export interface BlockersShape {
  /**
   * Largest groups that could agree.
   */
  coalitions: string[][];
  /**
   * Whether both lists are complete.
   */
  complete: boolean;
  /**
   * Minimal sets of demands that collide.
   */
  conflicts: DemandShape[][];
  /**
   * Minimal sets of demands whose removal opens a deal.
   */
  corrections: OpeningShape[];
  /**
   * What each party to a conflict could do alone.
   */
  movements: MovementShape[];
}
/**
 * A demand.
 */
export interface DemandShape {
  /**
   * The party.
   */
  party: string;
  /**
   * The red line; absent: its value of no agreement.
   */
  red_line?: string | null;
}
/**
 * Demands given up and what that opens.
 */
export interface OpeningShape {
  /**
   * What no agreement is worth to it.
   *
   * @minItems 2
   * @maxItems 2
   */
  no_agreement?: [string, string] | null;
  opens: PackageShape;
  /**
   * What the package is worth to the one party that moves, least and
   * greatest, where it gives up its value of no agreement.
   *
   * @minItems 2
   * @maxItems 2
   */
  value?: [string, string] | null;
  /**
   * The demands.
   */
  without: DemandShape[];
}
/**
 * A package that meets all others.
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
 * What a party could do alone.
 */
export interface MovementShape {
  /**
   * The party.
   */
  party: string;
  /**
   * Its ways; none where no movement of its own opens anything.
   */
  ways: OpeningShape[];
}
/**
 * Choices in no package in scope.
 */
export interface ExcludedShape {
  /**
   * The issue.
   */
  issue: string;
  /**
   * The choices.
   */
  options: string[];
}
/**
 * The frontier of points.
 */
export interface FrontierShape {
  /**
   * Whether it is over all allowed packages.
   */
  all: boolean;
  /**
   * For a cover its epsilon, for a stopped answer an upper bound, by coordinate in its units.
   */
  bound?: number[] | null;
  /**
   * What the concepts can still reach, where the search was stopped and that is known.
   */
  concept_bounds?: ConceptBoundShape[] | null;
  /**
   * Positions of points that each concept picks.
   */
  concepts: ConceptShape[];
  /**
   * Coordinates.
   */
  coordinates: CoordinateShape[];
  /**
   * Whether the packages behind each point are counted exactly; else there are at least so many.
   */
  counted: boolean;
  /**
   * Points in descending order.
   */
  points: PointShape[];
  /**
   * Whether every number behind it is stated.
   */
  stated: boolean;
  /**
   * `exact`, `cover` or `stopped`.
   */
  status: string;
}
/**
 * How far what a concept maximises can still rise, in millionths.
 */
export interface ConceptBoundShape {
  /**
   * The concept.
   */
  concept: string;
  /**
   * The best found, rounded down.
   */
  found?: string | null;
  /**
   * `product of gains`, `least share`, `least gain` or `sum of shares`; gains are in points.
   */
  measure: string;
  /**
   * What no package exceeds, rounded up.
   */
  most: string;
}
/**
 * What a concept picks.
 */
export interface ConceptShape {
  /**
   * The concept.
   */
  concept: string;
  /**
   * Positions in the list of points.
   */
  points: number[];
}
/**
 * A coordinate of the frontier.
 */
export interface CoordinateShape {
  /**
   * Whether the numbers give an order alone.
   */
  ordinal: boolean;
  /**
   * The party.
   */
  party: string;
  /**
   * Reservation value in units.
   */
  reservation: number;
  /**
   * Whether it is known; where not, the least value stands in.
   */
  reservation_known: boolean;
  /**
   * Units in one point of its 0 to 100 scale.
   */
  units_per_point: number;
}
/**
 * A point of the frontier.
 */
export interface PointShape {
  /**
   * Packages behind it.
   */
  packages: string;
  /**
   * Value by coordinate, in its units.
   */
  vector: number[];
  witness: PackageShape1;
}
/**
 * One of them.
 */
export interface PackageShape1 {
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
 * Of these, packages that cross no red line of a party that is asked.
 */
export interface CountShape5 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
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
 * A package to look at.
 */
export interface ProposalShape {
  /**
   * Whether all who are asked accept it.
   */
  all: string;
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
  /**
   * What each party makes of it.
   */
  parties: AssessmentShape[];
}
/**
 * What a party makes of a package.
 */
export interface AssessmentShape {
  /**
   * `surely`, `possibly`, `never` or `unknown`.
   */
  accepts: string;
  /**
   * Whether it is asked of this package.
   */
  asked: boolean;
  /**
   * Ids of its red lines that the package crosses.
   */
  crosses: string[];
  /**
   * Greatest value over what is not known, as an exact fraction.
   */
  greatest?: string | null;
  /**
   * Least value over what is not known, as an exact fraction.
   */
  least?: string | null;
  /**
   * The party.
   */
  party: string;
}
/**
 * What a rule removes.
 */
export interface RuleShape {
  /**
   * Packages that it alone removes.
   */
  alone: string;
  /**
   * The rule.
   */
  id: string;
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
 * An issue with one choice left.
 */
export interface SettledShape {
  /**
   * The issue.
   */
  issue: string;
  /**
   * The choice.
   */
  option: string;
}
/**
 * Trades from no agreement.
 */
export interface TradesShape {
  /**
   * Whether the list is complete.
   */
  complete: boolean;
  /**
   * How many more can.
   */
  possible: number;
  /**
   * Trades that surely leave both better off.
   */
  sure: TradeShape[];
}
/**
 * A trade.
 */
export interface TradeShape {
  /**
   * Others who are asked and not surely as well off.
   */
  others: string[];
  /**
   * The two parties.
   *
   * @minItems 2
   * @maxItems 2
   */
  parties: [string, string];
  result: PackageShape2;
  /**
   * `issue: from -> to`, each towards the party at the same position.
   *
   * @minItems 2
   * @maxItems 2
   */
  steps: [string, string];
}
/**
 * Where it leads.
 */
export interface PackageShape2 {
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
 * Of the most that all accept, those unknown to some party.
 */
export interface CountShape6 {
  /**
   * Greatest.
   */
  high: string;
  /**
   * `exact`, `bounded` (proved) or `sampled` (a 95% interval).
   */
  kind: string;
  /**
   * Least.
   */
  low: string;
}
/**
 * An input that nobody stated.
 */
export interface UnstatedShape {
  /**
   * `inferred` or `assumed`.
   */
  basis: string;
  /**
   * What it is.
   */
  input: string;
  /**
   * The party.
   */
  party: string;
}
