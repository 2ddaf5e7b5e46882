/* Made from schema/record-search.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record search`.
 */
export interface SearchShape {
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
 * A passage that answers a query.
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
