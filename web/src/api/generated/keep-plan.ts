/* Made from schema/keep-plan.schema.json by `npm run types`. Do not edit. */

/**
 * Chances of detection.
 */
export interface KeepPlanShape {
  /**
   * The version of this shape.
   */
  format: string;
  /**
   * Title of the instrument.
   */
  instrument: string;
  /**
   * Numbers are those declared by this day.
   */
  on: string;
  /**
   * Ways to share inspections out.
   */
  sharings: SharingShape[];
  /**
   * Whether clauses keep some numbers from whoever asks; they are not counted.
   */
  withheld: boolean;
}
/**
 * A way to share inspections out.
 */
export interface SharingShape {
  /**
   * Each site with its share.
   */
  sites: SiteShape[];
  /**
   * Its name.
   */
  title: string;
  /**
   * The chance to find anything, if every site holds what is supposed, to six places.
   */
  total: string;
}
/**
 * A site with its share of the inspections.
 */
export interface SiteShape {
  /**
   * The chance to find anything there, to six places.
   */
  chance: string;
  /**
   * How many of them are supposed to hold something.
   */
  held: number;
  /**
   * How many are inspected.
   */
  inspections: number;
  /**
   * How many places it has.
   */
  places: number;
  /**
   * Its name.
   */
  site: string;
}
