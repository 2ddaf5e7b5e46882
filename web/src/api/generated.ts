/* Made from openapi.json and ../schema by `npm run types`. Do not edit. */

/**
 * An analysis.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Analysis".
 */
export type Analysis =
  | "show"
  | "model"
  | "solve"
  | "on-record"
  | "explain"
  | "compare"
  | "robust"
  | "ask"
  | "stability"
  | "paths"
  | "timeline"
  | "offers"
  | "conflicts"
  | "points"
  | "build";
/**
 * How far a job is.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "State".
 */
export type State = "running" | "done" | "failed" | "cancelled";
/**
 * One value or several.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Values".
 */
export type Values = string | string[];

export interface Api {
  [k: string]: unknown;
}
/**
 * The jobs, the last first.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "All".
 */
export interface All {
  /**
   * The jobs.
   */
  jobs: Told[];
}
/**
 * A job as it is told.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Told".
 */
export interface Told {
  /**
   * What it answers.
   */
  analysis:
    | "show"
    | "model"
    | "solve"
    | "on-record"
    | "explain"
    | "compare"
    | "robust"
    | "ask"
    | "stability"
    | "paths"
    | "timeline"
    | "offers"
    | "conflicts"
    | "points"
    | "build";
  /**
   * The case.
   */
  case: string;
  /**
   * What it does at the moment.
   */
  doing: string;
  /**
   * Which.
   */
  id: number;
  problem?: null | Problem;
  /**
   * Seconds since it was begun, while it ran.
   */
  seconds: number;
  /**
   * How far it is.
   */
  state: "running" | "done" | "failed" | "cancelled";
}
/**
 * Why there is no result.
 */
export interface Problem {
  /**
   * What is wrong, in words.
   */
  detail: string;
  /**
   * What is wrong in the files of a case, with places as the Language Server Protocol has them.
   */
  diagnostics?: unknown[] | null;
  /**
   * The status code.
   */
  status: number;
  theirs?: null | Theirs;
  /**
   * The kind of problem, in a few words.
   */
  title: string;
}
/**
 * The version that is there now, where a change was made on top of another one.
 */
export interface Theirs {
  /**
   * The text that both started from, where it is known.
   */
  base?: string | null;
  /**
   * Its text.
   */
  text: string;
  /**
   * Which.
   */
  version: string;
}
/**
 * An alternative that was drawn in.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AlternativeShape".
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
 * What a party makes of a package.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AssessmentShape".
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
 * Who is heard.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BalanceShape".
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
 * A job that was begun.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Begun".
 */
export interface Begun {
  /**
   * Its number.
   */
  id: number;
}
/**
 * A package that does best.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BestShape".
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
 * What blocks.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BlockersShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DemandShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "OpeningShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "MovementShape".
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
 * A package that is better for somebody and no worse for anybody.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BuildBetterShape".
 */
export interface BuildBetterShape {
  /**
   * Parties for whom it is surely better.
   */
  better: string[];
  /**
   * What changes.
   */
  changes: BuildChangeShape[];
  package: PackageShape1;
}
/**
 * One issue moves.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "build.ChangeShape".
 */
export interface BuildChangeShape {
  /**
   * From which choice; none where the issue did not arise.
   */
  from?: string | null;
  /**
   * The issue.
   */
  issue: string;
  /**
   * To which choice; none where it no longer arises.
   */
  to?: string | null;
}
/**
 * The package.
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
 * The nearest packages that all accept.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BuildNearestShape".
 */
export interface BuildNearestShape {
  /**
   * What changes.
   */
  changes: BuildChangeShape[];
  package: PackageShape2;
  /**
   * Whether they are accepted surely, or possibly.
   */
  surely: boolean;
}
/**
 * One of them.
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
 * What a party makes of a package, with numbers to draw.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BuildPartyShape".
 */
export interface BuildPartyShape {
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
   * Least value, rounded, to draw.
   */
  from?: number | null;
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
  /**
   * Greatest value, rounded, to draw.
   */
  to?: number | null;
  /**
   * Value of no agreement, least and greatest, rounded, to draw.
   *
   * @minItems 2
   * @maxItems 2
   */
  without?: [number, number] | null;
}
/**
 * A case.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CaseEntry".
 */
export interface CaseEntry {
  /**
   * As-of day.
   */
  as_of?: string | null;
  /**
   * How many errors.
   */
  errors: number;
  /**
   * Id: the name of its folder.
   */
  id: string;
  /**
   * How many issues.
   */
  issues: number;
  /**
   * How many parties it has.
   */
  parties: number;
  /**
   * Ids of its scenarios.
   */
  scenarios: string[];
  /**
   * How many statements.
   */
  statements: number;
  /**
   * Title; none where the case cannot be read.
   */
  title?: string | null;
  /**
   * How many warnings of the reader; `check` may find more.
   */
  warnings: number;
}
/**
 * What lies in the folder.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Cases".
 */
export interface Cases {
  /**
   * Cases.
   */
  cases: CaseEntry[];
  /**
   * Instruments.
   */
  instruments: InstrumentEntry[];
}
/**
 * An instrument.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InstrumentEntry".
 */
export interface InstrumentEntry {
  /**
   * Id: the name of its folder.
   */
  id: string;
  /**
   * Whether a ledger lies beside it.
   */
  ledger: boolean;
  /**
   * Title; none where it cannot be read.
   */
  title?: string | null;
}
/**
 * A statement that stands in one of two views.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ChangeShape".
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
 * What changed.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ChangesShape".
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
 * What is wrong or doubtful.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Checked".
 */
export interface Checked {
  /**
   * Whether all checks came to their end.
   */
  complete: boolean;
  /**
   * Diagnostics as the Language Server Protocol has them, with `file`.
   */
  diagnostics: unknown[];
}
/**
 * A circle of preconditions.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CircleShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "LinkShape".
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
 * A citation of a source.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CitationShape".
 */
export interface CitationShape {
  /**
   * One past its last.
   */
  end?: number | null;
  /**
   * Id.
   */
  id: string;
  /**
   * The page on which it begins, of a text that has any.
   */
  page?: number | null;
  /**
   * The passage, where the text is at hand and holds it.
   */
  passage?: string | null;
  /**
   * What its author says that the passage says.
   */
  says: string;
  /**
   * First Unicode character of the passage.
   */
  start?: number | null;
}
/**
 * How far what a concept maximises can still rise, in millionths.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConceptBoundShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConceptShape".
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
 * Two statements that contradict each other.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConflictShape".
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
 * A coordinate of the frontier.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CoordinateShape".
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
 * A passage and a copy of it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CopyShape".
 */
export interface CopyShape {
  /**
   * Where they differ.
   */
  differences: DifferenceShape[];
  first: PlaceShape;
  /**
   * `exact`, `near` or `garbled`.
   */
  kind: string;
  /**
   * The passage, shortened in the middle.
   */
  passage?: string | null;
  second: PlaceShape1;
  /**
   * Words that both have, in percent.
   */
  shared: string;
  /**
   * Words of the passage.
   */
  words: number;
}
/**
 * Words of a passage and what stands in their place in its copy.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DifferenceShape".
 */
export interface DifferenceShape {
  /**
   * In the passage; empty where the copy has words more.
   */
  first: string;
  /**
   * `figure`, `spelling` or `words`.
   */
  kind: string;
  /**
   * In the copy.
   */
  second: string;
}
/**
 * The passage.
 */
export interface PlaceShape {
  /**
   * One past the last.
   */
  end: number;
  /**
   * The source.
   */
  source: string;
  /**
   * First Unicode character.
   */
  start: number;
}
/**
 * Its copy.
 */
export interface PlaceShape1 {
  /**
   * One past the last.
   */
  end: number;
  /**
   * The source.
   */
  source: string;
  /**
   * First Unicode character.
   */
  start: number;
}
/**
 * A count.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CountShape".
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
 * What comes about in one manner.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CourseShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ReachedShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StepShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "WaysShape".
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
 * A statement that decides.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DecidingShape".
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
 * Parties that move something alone or together.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DecisionMakerShape".
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
 * A file of a case as it is being edited.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Edited".
 */
export interface Edited {
  /**
   * The file, relative to the folder of the case.
   */
  path: string;
  /**
   * Its text.
   */
  text: string;
}
/**
 * A statement as it concerns one party.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EntryShape".
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
 * Choices in no package in scope.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ExcludedShape".
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
 * A number with its error.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FigureShape".
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
 * The files of a case that can be edited.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FileList".
 */
export interface FileList {
  /**
   * Relative to the folder of the case.
   */
  files: string[];
}
/**
 * A file.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FileText".
 */
export interface FileText {
  /**
   * The file.
   */
  path: string;
  /**
   * Its text.
   */
  text: string;
  /**
   * SHA-256 of the text.
   */
  version: string;
}
/**
 * A part of an unknown's range in which another package does better.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FlipShape".
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
 * Stability under one foresight.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ForesightShape".
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
 * The frontier of points.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FrontierShape".
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
 * A point of the frontier.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PointShape".
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
  witness: PackageShape3;
}
/**
 * One of them.
 */
export interface PackageShape3 {
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
 * Statements that hang together by contradictions.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "GroupShape".
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
 * A passage that answers a query.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "HitShape".
 */
export interface HitShape {
  /**
   * Its date.
   */
  date?: string | null;
  /**
   * One past its last.
   */
  end: number;
  /**
   * Words of the query that stand in it.
   */
  matched: number;
  /**
   * The passage.
   */
  passage: string;
  /**
   * The source.
   */
  source: string;
  /**
   * First Unicode character of the passage.
   */
  start: number;
  /**
   * Its title.
   */
  title: string;
  /**
   * Words of the query.
   */
  words: number;
}
/**
 * A step to another allowed package.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ImprovementShape".
 */
export interface ImprovementShape {
  /**
   * Surely better for.
   */
  better: string[];
  /**
   * Whether it crosses a red line.
   */
  crosses: boolean;
  /**
   * The issue.
   */
  issue: string;
  /**
   * Better or worse for.
   */
  open: string[];
  /**
   * The option.
   */
  to: string;
  /**
   * Worse for.
   */
  worse: string[];
}
/**
 * A file that was read.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Input".
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
 * An issue.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "IssueShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "OptionShape".
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
 * A jump of a coalition.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "JumpShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "LeftOutShape".
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
 * A limit on the work.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Limit".
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
 * An issue.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelIssueShape".
 */
export interface ModelIssueShape {
  /**
   * Id.
   */
  id: string;
  /**
   * `one-of`, `any-of` or `number`.
   */
  kind: string;
  /**
   * The choice without an agreement, if the case names one.
   */
  no_deal?: string | null;
  /**
   * Its choices by id, in order; of a set of many options, the options.
   */
  options: ModelOptionShape[];
  /**
   * Whether each option can be chosen beside the others.
   */
  several: boolean;
  /**
   * Title.
   */
  title: string;
  /**
   * When it arises, if not always.
   */
  when?: string | null;
}
/**
 * A choice.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelOptionShape".
 */
export interface ModelOptionShape {
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
 * A red line.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelLineShape".
 */
export interface ModelLineShape {
  /**
   * Whether the analyst assumes it.
   */
  assumed: boolean;
  /**
   * Id.
   */
  id: string;
  /**
   * What it refuses.
   */
  refuses: string;
  /**
   * Ids of the statements that it rests on.
   */
  rests_on: string[];
}
/**
 * A party.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelPartyShape".
 */
export interface ModelPartyShape {
  /**
   * Whether numbers or an order are known of it.
   */
  has_values: boolean;
  /**
   * Id.
   */
  id: string;
  /**
   * Name.
   */
  name: string;
  /**
   * Its red lines.
   */
  red_lines: ModelLineShape[];
}
/**
 * A rule.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelRuleShape".
 */
export interface ModelRuleShape {
  /**
   * Id.
   */
  id: string;
  /**
   * What it requires.
   */
  requires: string;
}
/**
 * A graph model.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ModelShape".
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
 * The nearest packages acceptable to all.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NearestShape".
 */
export interface NearestShape {
  /**
   * Whether all packages were looked at.
   */
  complete: boolean;
  /**
   * Issues that differ.
   */
  distance: number;
  /**
   * The packages.
   */
  packages: PackageShape4[];
  /**
   * Whether surely acceptable.
   */
  surely: boolean;
}
/**
 * A package: the option of every issue that arises, by ids.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PackageShape".
 */
export interface PackageShape4 {
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
 * A text to save.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NewText".
 */
export interface NewText {
  /**
   * The text.
   */
  text: string;
}
/**
 * What an offer says of one issue.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "OfferClauseShape".
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
 * An offer, demand or refusal.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "OfferShape".
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
 * Citations that are copies of one another.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "OnceShape".
 */
export interface OnceShape {
  /**
   * The citations.
   */
  citations: string[];
  /**
   * The statements that rest on them.
   */
  statements: string[];
}
/**
 * What knowing two unknowns is worth.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PairShape".
 */
export interface PairShape {
  accepted: FigureShape2;
  gain: FigureShape3;
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
 * Expected rise of the least share of possible gain.
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
 * A party.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PartyShape".
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
 * What a party accepts.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PartyTallyShape".
 */
export interface PartyTallyShape {
  at_least: CountShape1;
  at_most: CountShape2;
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
 * Acceptable for some of it.
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
 * A cited passage with what stands around it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Passage".
 */
export interface Passage {
  /**
   * What stands after it.
   */
  after?: string | null;
  /**
   * What stands before it.
   */
  before?: string | null;
  /**
   * The citation.
   */
  citation: string;
  /**
   * Its day.
   */
  date?: string | null;
  /**
   * The passage; none where the text is not at hand, or is another one.
   */
  passage?: string | null;
  /**
   * What the case says that it says, in its own words.
   */
  says: string;
  /**
   * The source.
   */
  source: string;
  /**
   * Its title.
   */
  title: string;
  /**
   * Why there is no passage.
   */
  why_missing?: string | null;
}
/**
 * A statement about a preference.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PieceShape".
 */
export interface PieceShape {
  /**
   * `weights`, `values`, `adjustment`, `priority` or `ranking`.
   */
  kind: string;
  /**
   * The issue or the adjustment.
   */
  of?: string | null;
  /**
   * In words.
   */
  says: string;
}
/**
 * A passage of a source.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PlaceShape".
 */
export interface PlaceShape2 {
  /**
   * One past the last.
   */
  end: number;
  /**
   * The source.
   */
  source: string;
  /**
   * First Unicode character.
   */
  start: number;
}
/**
 * Why there is no answer.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem1 {
  /**
   * What is wrong, in words.
   */
  detail: string;
  /**
   * What is wrong in the files of a case, with places as the Language Server Protocol has them.
   */
  diagnostics?: unknown[] | null;
  /**
   * The status code.
   */
  status: number;
  theirs?: null | Theirs;
  /**
   * The kind of problem, in a few words.
   */
  title: string;
}
/**
 * A package to look at.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ProposalShape".
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
 * What an answer was made with and from. No clock enters: the same input
 * gives the same bytes.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Provenance".
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
 * How A compares with B for one party.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RelationShape".
 */
export interface RelationShape {
  /**
   * What the party makes of A and of B.
   *
   * @minItems 2
   * @maxItems 2
   */
  assessments: [AssessmentShape, AssessmentShape];
  /**
   * Where A is worth at least as much.
   */
  at_least?: string | null;
  /**
   * Smallest sets of statements that imply it.
   */
  because: PieceShape[][];
  /**
   * Where A is worth more than B: `always`, `sometimes`, `never`; absent where nothing is known.
   */
  better?: string | null;
  /**
   * Whether these are all such sets.
   */
  complete: boolean;
  /**
   * Which package is necessarily at least as good, `a` or `b`, where one is.
   */
  necessarily?: string | null;
  /**
   * The party.
   */
  party: string;
}
/**
 * A package over the draws.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RobustPackageShape".
 */
export interface RobustPackageShape {
  /**
   * Accepted by each party.
   */
  accepts: {
    [k: string]: FigureShape1;
  };
  all: FigureShape4;
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
    [k: string]: FigureShape1;
  };
  /**
   * Whose land, people, forces or status it decides without asking them.
   */
  decides_without_asking: string[];
  frontier: FigureShape5;
  gain: FigureShape6;
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
    [k: string]: FigureShape1[];
  };
  /**
   * Why it is here: `frontier`, `most-accepted`, `most-gain`, `least-regret`, `named`.
   */
  reasons: string[];
  regret: FigureShape7;
  /**
   * Greatest regret in any draw.
   */
  worst_regret: number;
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
 * A number with its error.
 */
export interface FigureShape7 {
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
 * The statements of one party on one issue.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RowShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TurnShape".
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
 * What a rule removes.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RuleShape".
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
 * A statement in one of these reports.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SaidShape".
 */
export interface SaidShape2 {
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
 * A version that was saved.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Saved".
 */
export interface Saved {
  /**
   * SHA-256 of its text.
   */
  version: string;
}
/**
 * A scenario.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ScenarioShape".
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
 * How packages were searched for.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SearchedShape".
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
 * The session of the link.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
  /**
   * The header `x-detente-csrf` of requests that change something.
   */
  csrf: string;
  /**
   * The folder that is served.
   */
  folder: string;
  /**
   * `local`: one person on their own machine.
   */
  mode: string;
  /**
   * Version of Détente.
   */
  version: string;
}
/**
 * What a scenario does not use.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SetAsideShape".
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SettledShape".
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
 * A source of a case, and what is at hand of it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SourceShape".
 */
export interface SourceShape {
  /**
   * Authors.
   */
  author: string[];
  /**
   * Unicode characters of the text; absent where the text is not at hand.
   */
  characters?: number | null;
  /**
   * Citations that refer to it.
   */
  citations: number;
  /**
   * Date of publication, as vague as it is known.
   */
  date?: string | null;
  /**
   * The original, relative to the case.
   */
  file?: string | null;
  /**
   * Id.
   */
  id: string;
  /**
   * What is not given: `author`, `publisher`, `date`.
   */
  not_given: string[];
  /**
   * Pages, of a text that has any.
   */
  pages?: number | null;
  /**
   * Publisher.
   */
  publisher?: string | null;
  /**
   * Of the original's bytes.
   */
  sha256?: string | null;
  /**
   * Of the text taken from it, where it is not UTF-8 text itself.
   */
  text_sha256?: string | null;
  /**
   * Title.
   */
  title: string;
  /**
   * Address.
   */
  url?: string | null;
}
/**
 * A count over all readings.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "SpreadShape".
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
 * A cell of the stance table.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StanceShape".
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
 * A state.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StateShape".
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
 * A count over what is not known.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TallyShape".
 */
export interface TallyShape {
  at_least: CountShape3;
  at_most: CountShape4;
}
/**
 * Acceptable whatever is not known.
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
 * Acceptable for some of it.
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
 * A version that somebody else saved.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Theirs".
 */
export interface Theirs1 {
  /**
   * The text that both started from, where it is known.
   */
  base?: string | null;
  /**
   * Its text.
   */
  text: string;
  /**
   * Which.
   */
  version: string;
}
/**
 * A trade.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TradeShape".
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
  result: PackageShape5;
  /**
   * `issue: from -> to`, each towards the party at the same position.
   *
   * @minItems 2
   * @maxItems 2
   */
  steps: [string, string];
}
/**
 * A package: the option of every issue that arises, by ids.
 */
export interface PackageShape5 {
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
 * Trades from no agreement.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TradesShape".
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
 * What knowing one unknown is worth.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "UnknownShape".
 */
export interface UnknownShape {
  accepted: FigureShape8;
  /**
   * The statement or assumption behind it.
   */
  behind: string;
  /**
   * Where another package is accepted in more draws.
   */
  flips: FlipShape[];
  gain: FigureShape9;
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
 * A number with its error.
 */
export interface FigureShape8 {
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
export interface FigureShape9 {
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
 * An input that nobody stated.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "UnstatedShape".
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
/**
 * What the record says for one party at one level.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "VerdictShape".
 */
export interface VerdictShape {
  /**
   * The statements that decide.
   */
  because: string[];
  /**
   * The level.
   */
  level: string;
  /**
   * Issues left open, for `within-terms-in-part`.
   */
  open: string[];
  /**
   * Verdicts that other readings of the sentences give.
   */
  otherwise: string[];
  /**
   * The party.
   */
  party: string;
  /**
   * `refused`, `against-demand`, `within-terms`, `within-terms-in-part` or `not-addressed`.
   */
  verdict: string;
}
/**
 * A version.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "VersionEntry".
 */
export interface VersionEntry {
  /**
   * Its length.
   */
  bytes: number;
  /**
   * When it was saved, in seconds since 1970 in Coordinated Universal Time.
   */
  saved: number;
  /**
   * SHA-256 of its text.
   */
  version: string;
}
/**
 * The versions of a file, the last first.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Versions".
 */
export interface Versions {
  /**
   * The versions.
   */
  versions: VersionEntry[];
}
/**
 * What is to be done.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Wanted".
 */
export interface Wanted {
  /**
   * Which analysis.
   */
  analysis:
    | "show"
    | "model"
    | "solve"
    | "on-record"
    | "explain"
    | "compare"
    | "robust"
    | "ask"
    | "stability"
    | "paths"
    | "timeline"
    | "offers"
    | "conflicts"
    | "points"
    | "build";
  /**
   * Id of the case.
   */
  case: string;
  /**
   * Its query: each name with one value or several.
   */
  query?: {
    [k: string]: Values;
  };
}
/**
 * Why a state is stable for somebody, or not.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "WhyShape".
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
  improvements: StabilityImprovementShape[];
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
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "stability.ImprovementShape".
 */
export interface StabilityImprovementShape {
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
 * `ask`: unknowns ranked by what knowing them is worth; shares of draws, no probabilities.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ask".
 */
export interface Ask {
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
  made_with: Provenance1;
  most_accepted: BestShape1;
  most_gain: BestShape2;
  /**
   * The packages among which is chosen.
   */
  packages: PackageShape4[];
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
export interface Provenance1 {
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
 * The package accepted by all in most draws.
 */
export interface BestShape1 {
  /**
   * Position among `packages`.
   */
  package: number;
  share: FigureShape;
}
/**
 * The package with the largest mean least share of possible gain.
 */
export interface BestShape2 {
  /**
   * Position among `packages`.
   */
  package: number;
  share: FigureShape;
}
/**
 * A package while it is put together.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "build".
 */
export interface Build {
  /**
   * Whether all who are asked accept it: `surely`, `possibly`, `never` or `unknown`.
   */
  all: string;
  /**
   * A package, one or two changes away, that is surely better for somebody and surely no worse for
   * anybody who is asked.
   */
  better?: BuildBetterShape | null;
  /**
   * By issue, the choices that break a rule beside the others chosen.
   */
  blocked: {
    [k: string]: string[];
  };
  /**
   * Rules that it breaks.
   */
  breaks: ModelRuleShape[];
  /**
   * Whether the search for nearer packages came to its end.
   */
  complete: boolean;
  /**
   * Issues that do not arise in it.
   */
  does_not_arise: string[];
  /**
   * `detente/build/1`.
   */
  format: string;
  /**
   * Whether it is no agreement.
   */
  is_no_agreement: boolean;
  /**
   * The nearest packages that all who are asked accept.
   */
  nearest?: BuildNearestShape | null;
  package: PackageShape6;
  /**
   * What each party makes of it.
   */
  parties: BuildPartyShape[];
}
/**
 * A package: the option of every issue that arises, by ids.
 */
export interface PackageShape6 {
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
 * `compare`: two packages over all that is not known, exactly.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "compare".
 */
export interface Compare {
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * Ids of the rules that each breaks.
   *
   * @minItems 2
   * @maxItems 2
   */
  breaks: [string[], string[]];
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
  made_with: Provenance2;
  /**
   * The packages A and B.
   *
   * @minItems 2
   * @maxItems 2
   */
  packages: [PackageShape4, PackageShape4];
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * One entry a party.
   */
  relations: RelationShape[];
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
 * Provenance.
 */
export interface Provenance2 {
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
 * One package explained.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "explain".
 */
export interface Explain {
  /**
   * Whether all who are asked accept it: `surely`, `possibly`, `never` or `unknown`.
   */
  all: string;
  /**
   * The day of the record that the answer looks at.
   */
  as_of?: string | null;
  /**
   * What each party makes of it.
   */
  assessments: AssessmentShape[];
  /**
   * Rules that it breaks.
   */
  breaks: string[];
  /**
   * Name and version of the shape, such as `detente/solve/1`.
   */
  format: string;
  /**
   * Single steps that are surely better for somebody.
   */
  improvements: ImprovementShape[];
  /**
   * Whether it is the package of no agreement.
   */
  is_no_agreement: boolean;
  /**
   * Only what was known by this day, where asked for.
   */
  known_by?: string | null;
  /**
   * What the case knows of and does not model.
   */
  leaves_out: string[];
  made_with: Provenance3;
  nearest: NearestShape1;
  package: PackageShape7;
  /**
   * Parties and when they are asked.
   */
  parties: PartyShape[];
  /**
   * What the record says of it.
   */
  record: VerdictShape[];
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
export interface Provenance3 {
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
 * The nearest packages acceptable to all.
 */
export interface NearestShape1 {
  /**
   * Whether all packages were looked at.
   */
  complete: boolean;
  /**
   * Issues that differ.
   */
  distance: number;
  /**
   * The packages.
   */
  packages: PackageShape4[];
  /**
   * Whether surely acceptable.
   */
  surely: boolean;
}
/**
 * A package: the option of every issue that arises, by ids.
 */
export interface PackageShape7 {
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
 * What can be chosen in a case, and who chooses.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "model".
 */
export interface Model {
  /**
   * `detente/model/1`.
   */
  format: string;
  /**
   * The issues.
   */
  issues: ModelIssueShape[];
  /**
   * The parties.
   */
  parties: ModelPartyShape[];
  /**
   * The rules.
   */
  rules: ModelRuleShape[];
  /**
   * Title of the case.
   */
  title: string;
}
/**
 * What the record alone allows.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "on-record".
 */
export interface OnRecord {
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
  made_with: Provenance4;
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
  tallies: OnRecordTallyShape[];
  /**
   * Title of the case.
   */
  title: string;
}
/**
 * What it was made with and from.
 */
export interface Provenance4 {
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
 * Counts at one level.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "on-record.TallyShape".
 */
export interface OnRecordTallyShape {
  against_no_demand: SpreadShape1;
  /**
   * `openings` or `final`.
   */
  demands: string;
  /**
   * Statements of this level and closer.
   */
  level: string;
  nobody_refuses: SpreadShape2;
  within_all_terms: SpreadShape3;
}
/**
 * Of these, packages against nobody's demand.
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
 * Packages that nobody who is asked refuses.
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
/**
 * Packages within the terms of everybody who is asked.
 */
export interface SpreadShape3 {
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
 * Where the conflict goes from a state.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "paths".
 */
export interface Paths {
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
  made_with: Provenance5;
  model: ModelShape1;
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
 * What it was made with and from.
 */
export interface Provenance5 {
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
 * The model.
 */
export interface ModelShape1 {
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
 * Many packages as points.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "points".
 */
export interface Points {
  /**
   * Whether these are all packages; otherwise they are drawn evenly, with those of the frontier added.
   */
  all: boolean;
  /**
   * `detente/points/1`.
   */
  format: string;
  /**
   * The parties, in the order of the values.
   */
  parties: string[];
  /**
   * The points.
   */
  points: PointsPointShape[];
  /**
   * How many packages there are under the choices asked for.
   */
  total: string;
}
/**
 * A package as a point.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "points.PointShape".
 */
export interface PointsPointShape {
  /**
   * Whether all who are asked accept it.
   */
  accepted: string;
  /**
   * The solution concepts that pick it.
   */
  concepts: string[];
  /**
   * Whether it is a package of the frontier.
   */
  frontier: boolean;
  /**
   * Whether it is no agreement.
   */
  no_deal: boolean;
  /**
   * Issue to option.
   */
  options: {
    [k: string]: string;
  };
  /**
   * By party, least and greatest value, rounded, to draw; none where no values are known.
   */
  values: ([number, number] | null)[];
}
/**
 * `detente record conflicts`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-conflicts".
 */
export interface RecordConflicts {
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
  made_with: Provenance6;
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
 * What it was made with and from.
 */
export interface Provenance6 {
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
 * `detente record duplicates`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-duplicates".
 */
export interface RecordDuplicates {
  /**
   * Passages and their copies in order of place.
   */
  copies: CopyShape[];
  /**
   * `detente/record-duplicates/1`.
   */
  format: string;
  /**
   * Sources whose text is not at hand, which were not looked through.
   */
  not_at_hand: string[];
  /**
   * Citations of one passage by its copies: they count once.
   */
  once: OnceShape[];
}
/**
 * `detente record list`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-list".
 */
export interface RecordList {
  /**
   * `detente/record-list/1`.
   */
  format: string;
  /**
   * The sources in order of writing.
   */
  sources: SourceShape[];
  /**
   * Title of the case.
   */
  title: string;
}
/**
 * `detente record offers`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-offers".
 */
export interface RecordOffers {
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
  made_with: Provenance7;
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
export interface Provenance7 {
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
 * `detente record search`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-search".
 */
export interface RecordSearch {
  /**
   * `detente/record-search/1`.
   */
  format: string;
  /**
   * The passages, best first.
   */
  hits: HitShape[];
  /**
   * Sources whose text is not at hand, which were not searched.
   */
  not_at_hand: string[];
  /**
   * The query.
   */
  query: string;
}
/**
 * `detente record show`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-source".
 */
export interface RecordSource {
  /**
   * Its citations in order of place.
   */
  citations: CitationShape[];
  /**
   * `detente/record-show/1`.
   */
  format: string;
  source: SourceShape1;
  /**
   * The text in which anchors count; absent where it is not at hand.
   */
  text?: string | null;
}
/**
 * A source of a case, and what is at hand of it.
 */
export interface SourceShape1 {
  /**
   * Authors.
   */
  author: string[];
  /**
   * Unicode characters of the text; absent where the text is not at hand.
   */
  characters?: number | null;
  /**
   * Citations that refer to it.
   */
  citations: number;
  /**
   * Date of publication, as vague as it is known.
   */
  date?: string | null;
  /**
   * The original, relative to the case.
   */
  file?: string | null;
  /**
   * Id.
   */
  id: string;
  /**
   * What is not given: `author`, `publisher`, `date`.
   */
  not_given: string[];
  /**
   * Pages, of a text that has any.
   */
  pages?: number | null;
  /**
   * Publisher.
   */
  publisher?: string | null;
  /**
   * Of the original's bytes.
   */
  sha256?: string | null;
  /**
   * Of the text taken from it, where it is not UTF-8 text itself.
   */
  text_sha256?: string | null;
  /**
   * Title.
   */
  title: string;
  /**
   * Address.
   */
  url?: string | null;
}
/**
 * `detente record timeline`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "record-timeline".
 */
export interface RecordTimeline {
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
  made_with: Provenance8;
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
 * What it was made with and from.
 */
export interface Provenance8 {
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
 * `robust`: shares of draws from all that a case allows, no probabilities.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "robust".
 */
export interface Robust {
  /**
   * Draws in each alternative.
   */
  alternatives: AlternativeShape[];
  any_deal: FigureShape10;
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
  listed: FigureShape11;
  made_with: Provenance9;
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
  searched: SearchedShape1;
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
 * A number with its error.
 */
export interface FigureShape10 {
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
export interface FigureShape11 {
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
export interface Provenance9 {
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
 * How the packages were found.
 */
export interface SearchedShape1 {
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
 * The case as read.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "show".
 */
export interface Show {
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
  made_with: Provenance10;
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
 * What it was made with and from.
 */
export interface Provenance10 {
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
 * The packages on which a settlement could rest, or what stands in their way.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "solve".
 */
export interface Solve {
  /**
   * What each party that is asked accepts.
   */
  accepted: PartyTallyShape[];
  all: TallyShape1;
  /**
   * The same without any scenario, where a scenario sets something aside.
   */
  all_without_scenarios?: TallyShape | null;
  allowed: CountShape5;
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
  made_with: Provenance11;
  open: CountShape6;
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
  unknown: CountShape7;
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
 * What all who are asked accept.
 */
export interface TallyShape1 {
  at_least: CountShape3;
  at_most: CountShape4;
}
/**
 * Packages that the rules allow, without the package of no agreement.
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
 * What it was made with and from.
 */
export interface Provenance11 {
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
 * Of these, packages that cross no red line of a party that is asked.
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
 * Of the most that all accept, those unknown to some party.
 */
export interface CountShape7 {
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
 * Which states are stable, for whom and under which foresight.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "stability".
 */
export interface Stability {
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
  made_with: Provenance12;
  model: ModelShape2;
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
 * What it was made with and from.
 */
export interface Provenance12 {
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
 * The model.
 */
export interface ModelShape2 {
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
 * What an audit found.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-audit".
 */
export interface KeepAudit {
  /**
   * How many acts were looked at.
   */
  acts: number;
  /**
   * Corrections: they change what is known of the past.
   */
  corrections: KeepAuditCorrectionShape[];
  /**
   * What does not add up.
   */
  findings: KeepAuditFindingShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * The last hash of the ledger.
   */
  head?: string | null;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * SHA-256 of the instrument's file: the ledger does not carry the text that it was kept under.
   */
  instrument_sha256: string;
  /**
   * Only acts known by the end of this day were used.
   */
  known_by?: string | null;
  /**
   * The day.
   */
  on: string;
  /**
   * How often a number changed without a notification in the ledger, of those
   * that whoever asks may see.
   */
  unreconciled: number;
  /**
   * Whether clauses keep some findings from whoever asks; whether there are
   * any, nothing tells.
   */
  withheld: boolean;
}
/**
 * An act that stands for an earlier one.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-audit.CorrectionShape".
 */
export interface KeepAuditCorrectionShape {
  /**
   * Its sequence number.
   */
  act: number;
  /**
   * The sequence number of the act that it corrects.
   */
  corrects: number;
  /**
   * The day on which it became known.
   */
  known: string;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * In words.
   */
  says: string;
}
/**
 * Something that does not add up.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-audit.FindingShape".
 */
export interface KeepAuditFindingShape {
  /**
   * Sequence numbers of the acts that it is about.
   */
  acts: number[];
  /**
   * What kind of finding.
   */
  kind: string;
  /**
   * In words.
   */
  says: string;
}
/**
 * What comes when.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-calendar".
 */
export interface KeepCalendar {
  /**
   * In order of days.
   */
  entries: KeepCalendarEntryShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * The first day.
   */
  from: string;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * The last day.
   */
  to: string;
  /**
   * Whether clauses keep some entries from whoever asks; whether there are
   * any, nothing tells.
   */
  withheld: boolean;
}
/**
 * Something that falls on a day.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-calendar.EntryShape".
 */
export interface KeepCalendarEntryShape {
  /**
   * Id of the duty, limit or quota that it is about.
   */
  clause?: string | null;
  /**
   * `due`, `binds`, `ends`, `quota-year`, `last-day`, `out` or `last-notice`.
   */
  kind: string;
  /**
   * The day.
   */
  on: string;
  /**
   * Ids of the readings under which it does; empty for every one.
   */
  readings: string[];
  /**
   * In words.
   */
  says: string;
  /**
   * Id of the party or group that it concerns.
   */
  subject?: string | null;
}
/**
 * What holds on a day.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status".
 */
export interface KeepStatus {
  /**
   * Numbers that another party contradicts.
   */
  contradicted: KeepStatusContradictedShape[];
  /**
   * Disputes that were raised.
   */
  disputes: KeepStatusDisputeShape[];
  /**
   * Occasions of duties that are open, late, not provided or unknown, and the last of each.
   */
  duties: KeepStatusOccasionShape[];
  /**
   * Ids of duties of which whoever asks may not see when they arise.
   */
  duties_withheld: string[];
  /**
   * Events that were noted.
   */
  events: KeepStatusEventShape[];
  /**
   * Uses that measured more than one use may.
   */
  excesses: KeepStatusExcessShape[];
  /**
   * The first day after it, as far as it is known.
   */
  expires?: string | null;
  /**
   * Extensions to which all or some have consented.
   */
  extensions: KeepStatusExtensionShape[];
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * Whether the instrument is in force at the end of the day.
   */
  in_force: boolean;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * Only acts known by the end of this day were used.
   */
  known_by?: string | null;
  /**
   * Every limit for every subject under every reading.
   */
  limits: KeepStatusLimitShape[];
  /**
   * The day.
   */
  on: string;
  /**
   * Numbers between two subjects, in the year of the day.
   */
  pairs: KeepStatusPairShape[];
  /**
   * Quotas in their year.
   */
  quotas: KeepStatusQuotaShape[];
  /**
   * Ids of quotas of which whoever asks may not see when they can be used.
   */
  quotas_withheld: string[];
  /**
   * Suspensions.
   */
  suspensions: KeepStatusSuspensionShape[];
  /**
   * Notices of withdrawal.
   */
  withdrawals: KeepStatusWithdrawalShape[];
}
/**
 * A number that was declared, and what another party says that it saw.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.ContradictedShape".
 */
export interface KeepStatusContradictedShape {
  /**
   * Id of the party that says otherwise.
   */
  by: string;
  /**
   * What was declared: a number, `not provided` or `unknown`.
   */
  declared: string;
  /**
   * The day of which it says so.
   */
  on: string;
  /**
   * Id of the party whose number it is.
   */
  party: string;
  /**
   * What it says.
   */
  seen: string;
  /**
   * What that makes with what was notified since.
   */
  stands: string;
  /**
   * Id of the status.
   */
  status?: string | null;
  /**
   * Id of the thing.
   */
  thing: string;
  /**
   * Id of the zone.
   */
  zone?: string | null;
}
/**
 * A dispute with what was said to it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.DisputeShape".
 */
export interface KeepStatusDisputeShape {
  /**
   * Its sequence number.
   */
  act: number;
  /**
   * Id of the party that raised it.
   */
  by: string;
  /**
   * What was said to it: who, when and what.
   */
  clarifications: KeepStatusClarificationShape[];
  /**
   * What was said.
   */
  note?: string | null;
  /**
   * Id of the party that it is about.
   */
  of?: string | null;
  /**
   * The day.
   */
  on: string;
  /**
   * In words.
   */
  says: string;
}
/**
 * What was said to a dispute.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.ClarificationShape".
 */
export interface KeepStatusClarificationShape {
  /**
   * Id of the party.
   */
  by: string;
  /**
   * What it said.
   */
  note?: string | null;
  /**
   * The day.
   */
  on: string;
}
/**
 * An occasion of a duty.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.OccasionShape".
 */
export interface KeepStatusOccasionShape {
  /**
   * Sequence number of the act that its state rests on.
   */
  act?: number | null;
  /**
   * The last day for it.
   */
  due?: string | null;
  /**
   * Id of the duty.
   */
  duty: string;
  /**
   * The day on which it was met.
   */
  met?: string | null;
  /**
   * The day on which it arose.
   */
  on: string;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Ids of the readings under which it is so; empty for every one that is shown.
   */
  readings: string[];
  /**
   * `met`, `late`, `not-provided`, `unknown`, `open`, `suspended` or `overdue`.
   */
  state: string;
  /**
   * Ids of those that it is owed to; empty for all others.
   */
  to: string[];
  /**
   * The day on which another party verified it.
   */
  verified?: string | null;
}
/**
 * An event as the first whose word counts noted it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.EventShape".
 */
export interface KeepStatusEventShape {
  /**
   * Sequence number of the act that notes it.
   */
  act: number;
  /**
   * Id of the party on whose word it rests.
   */
  by: string;
  /**
   * Ids of the limits, duties and quotas that begin, change or end with it.
   */
  clauses: string[];
  /**
   * Id of the event.
   */
  event: string;
  /**
   * The day on which it happened, as that party says.
   */
  on: string;
  /**
   * The day from which on it counts: it had happened and was known.
   */
  since: string;
}
/**
 * A use that measured more than one use may.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.ExcessShape".
 */
export interface KeepStatusExcessShape {
  /**
   * Sequence number of the use.
   */
  act: number;
  /**
   * The most it may be.
   */
  at_most: number;
  /**
   * What was measured.
   */
  measure: string;
  /**
   * What it measured.
   */
  measured: number;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * Id of the reading under which it does; absent where the instrument has none.
   */
  reading?: string | null;
}
/**
 * Consent to an extension.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.ExtensionShape".
 */
export interface KeepStatusExtensionShape {
  /**
   * Whether the last consent came when the instrument had ended.
   */
  after_end: boolean;
  /**
   * The day of the last consent, where all have given theirs.
   */
  agreed?: string | null;
  /**
   * Whether that is longer than the text provides for.
   */
  beyond_text: boolean;
  /**
   * Ids of those who consented; all of them where `agreed` is given.
   */
  consents: string[];
  /**
   * The first day after it.
   */
  until: string;
}
/**
 * A limit for one subject under one reading.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.LimitShape".
 */
export interface KeepStatusLimitShape {
  /**
   * The least number allowed on the day.
   */
  at_least?: number | null;
  /**
   * The greatest number allowed on the day.
   */
  at_most?: number | null;
  /**
   * The earliest declaration that it rests on.
   */
  declared?: string | null;
  /**
   * The first day ever on which the number was beyond a bound in force.
   */
  first_breach?: string | null;
  /**
   * Id of the limit.
   */
  limit: string;
  /**
   * How many more there could be; below zero where it is beyond.
   */
  margin?: number | null;
  /**
   * What is missing of it.
   */
  missing: KeepStatusMissingShape[];
  /**
   * What is known of the number; the whole where `missing` is empty.
   */
  number?: number | null;
  /**
   * Id of the reading; absent where the instrument has none.
   */
  reading?: string | null;
  /**
   * `not-binding`, `ended`, `within`, `beyond` or `open`.
   */
  standing?: string | null;
  /**
   * Id of the party or group.
   */
  subject: string;
  /**
   * Whether the figures are withheld from whoever asks; then the rest is absent.
   */
  withheld: boolean;
}
/**
 * A part of a number that is missing.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.MissingShape".
 */
export interface KeepStatusMissingShape {
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Id of the thing.
   */
  thing: string;
  /**
   * Why, such as `not-provided`, `unknown`, `nothing-entered` or `outgrown`.
   */
  why: string;
}
/**
 * How often one subject may use a quota over another.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.PairShape".
 */
export interface KeepStatusPairShape {
  /**
   * Id of the party or group that uses it.
   */
  by: string;
  /**
   * How often in the year.
   */
  number: number;
  /**
   * Whether the number of some use is not known: it was used that often or more.
   */
  open: boolean;
  /**
   * Id of the party or group over which.
   */
  over: string;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * How often it was used.
   */
  used: number;
  /**
   * The first day of the year.
   */
  year: string;
}
/**
 * A quota in its year.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.QuotaShape".
 */
export interface KeepStatusQuotaShape {
  /**
   * How often it can still be used.
   */
  left: number;
  /**
   * How often in the year.
   */
  number: number;
  /**
   * Whether the number of some use or transfer is not known: it was used that often or more.
   */
  open: boolean;
  /**
   * Id of the quota.
   */
  quota: string;
  /**
   * Ids of the readings under which it is so; empty for every one that is shown.
   */
  readings: string[];
  /**
   * Id of the party or group.
   */
  subject: string;
  /**
   * How often it was used.
   */
  used: number;
  /**
   * The first day of the year.
   */
  year: string;
}
/**
 * A suspension.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.SuspensionShape".
 */
export interface KeepStatusSuspensionShape {
  /**
   * What the party said.
   */
  note?: string | null;
  /**
   * Id of the party.
   */
  party: string;
  /**
   * Whether the text provides for it.
   */
  provided_for: boolean;
  /**
   * Since when.
   */
  since: string;
  /**
   * Until when, where it has resumed.
   */
  until?: string | null;
}
/**
 * A notice of withdrawal.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "keep-status.WithdrawalShape".
 */
export interface KeepStatusWithdrawalShape {
  /**
   * The day from which on the notice counts: it was given and known.
   */
  notice: string;
  /**
   * The first day on which it is out; absent where the text provides for no withdrawal.
   */
  out?: string | null;
  /**
   * Id of the party.
   */
  party: string;
}
