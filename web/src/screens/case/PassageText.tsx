import type { JSX } from "preact";
import type { Passage } from "../../api/types";

/** A passage with what stands around it, and what the case says that it says. */
export function PassageText({ of }: { of: Passage }): JSX.Element {
  return (
    <figure class="passage">
      {of.passage != null && (
        <blockquote>
          {of.before && `…${of.before}`}
          <mark>{of.passage}</mark>
          {of.after && `${of.after}…`}
        </blockquote>
      )}
      <p>In the case's words: {of.says}</p>
      <figcaption>
        {of.title}
        {of.date && `, ${of.date}`} <span class="quiet">· {of.citation}</span>
        {of.why_missing && <span class="quiet"> · no passage: {of.why_missing}</span>}
      </figcaption>
    </figure>
  );
}
