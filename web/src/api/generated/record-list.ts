/* Made from schema/record-list.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record list`.
 */
export interface ListShape {
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
 * A source of a case, and what is at hand of it.
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
