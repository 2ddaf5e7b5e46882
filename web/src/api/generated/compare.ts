/* Made from schema/compare.schema.json by `npm run types`. Do not edit. */

/**
 * `compare`: two packages over all that is not known, exactly.
 */
export interface CompareShape {
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
  made_with: Provenance;
  /**
   * The packages A and B.
   *
   * @minItems 2
   * @maxItems 2
   */
  packages: [PackageShape, PackageShape];
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
 * How A compares with B for one party.
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
 * A statement about a preference.
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
