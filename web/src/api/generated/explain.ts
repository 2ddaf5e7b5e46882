/* Made from schema/explain.schema.json by `npm run types`. Do not edit. */

/**
 * One package explained.
 */
export interface ExplainShape {
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
  made_with: Provenance;
  nearest: NearestShape;
  package: PackageShape1;
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
 * A step to another allowed package.
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
 * The nearest packages acceptable to all.
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
  packages: PackageShape[];
  /**
   * Whether surely acceptable.
   */
  surely: boolean;
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
 * A package: the option of every issue that arises, by ids.
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
 * What the record says for one party at one level.
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
