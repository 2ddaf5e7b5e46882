/* Made from schema/record-show.schema.json by `npm run types`. Do not edit. */

/**
 * `detente record show`.
 */
export interface SourceTextShape {
  /**
   * Its citations in order of place.
   */
  citations: CitationShape[];
  /**
   * `detente/record-show/1`.
   */
  format: string;
  source: SourceShape;
  /**
   * The text in which anchors count; absent where it is not at hand.
   */
  text?: string | null;
}
/**
 * A citation of a source.
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
 * The source.
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
