/* Made from schema/record-duplicates.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record duplicates`.
 */
export interface DuplicatesShape {
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
 * A passage and a copy of it.
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
 * Citations that are copies of one another.
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
