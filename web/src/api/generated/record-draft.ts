/* Made from schema/record-draft.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record draft`.
 */
export interface DraftsShape {
  /**
   * By source, in order of passage.
   */
  drafts: DraftShape[];
  /**
   * What a model proposed and was dropped, with the reason.
   */
  dropped: string[];
  /**
   * `detente/record-draft/1`.
   */
  format: string;
  /**
   * Sources whose text is not at hand.
   */
  not_at_hand: string[];
}
/**
 * A statement proposed for review.
 */
export interface DraftShape {
  /**
   * Whose position it is, as far as the words tell.
   */
  about: string[];
  /**
   * The rules that made it, strongest first, with the words that they found.
   */
  because: string[];
  /**
   * Who tells it, outermost first.
   */
  chain: LinkShape[];
  /**
   * What it is made to depend on.
   */
  condition?: ConditionShape | null;
  /**
   * One past the last.
   */
  end: number;
  /**
   * Issues of the case that it may be about, likeliest first.
   */
  issues: CandidateShape[];
  /**
   * What it is known by in a review.
   */
  key: string;
  /**
   * Who else is named.
   */
  names: string[];
  /**
   * Numbers with units.
   */
  numbers: NumberShape[];
  /**
   * The passage, from the text at hand.
   */
  passage: string;
  /**
   * Whether it is in quotation marks or a transcript.
   */
  quoted: boolean;
  /**
   * Whether somebody says what others should do.
   */
  recommended: boolean;
  /**
   * When it was said.
   */
  said?: string | null;
  /**
   * `words`, `article` or `nothing`.
   */
  said_from: string;
  /**
   * Hash of the passage with white space folded.
   */
  sha256: string;
  /**
   * The source.
   */
  source: string;
  /**
   * What the words do.
   */
  stance: string;
  /**
   * First character of the passage.
   */
  start: number;
  /**
   * The words that say so.
   */
  strength: string;
  /**
   * How sure it is, of 100: an order for reading, not a probability.
   */
  sure: number;
}
/**
 * One voice of a chain.
 */
export interface LinkShape {
  /**
   * `publisher`, `author`, `named` or `unnamed`.
   */
  kind: string;
  /**
   * Name or description.
   */
  name: string;
  /**
   * For whom it speaks.
   */
  speaks_for?: string | null;
}
/**
 * A condition.
 */
export interface ConditionShape {
  /**
   * `only-if` or `if`.
   */
  as: string;
  /**
   * One past its last.
   */
  end: number;
  /**
   * The words that make it one.
   */
  marker: string;
  /**
   * Its first character.
   */
  start: number;
}
/**
 * An issue that it may be about.
 */
export interface CandidateShape {
  /**
   * The issue.
   */
  issue: string;
  /**
   * Of 100.
   */
  score: number;
  /**
   * The stems that led to it.
   */
  words: string[];
}
/**
 * A number with its unit.
 */
export interface NumberShape {
  /**
   * What it counts.
   */
  unit: string;
  /**
   * In decimal digits.
   */
  value: string;
}
