import type { JSX } from "preact";
import type { Passage } from "../../api/types";

/** A passage in its sentence, or what the case says of it where the document is not at hand. */
export function PassageText({ of }: { of: Passage }): JSX.Element {
  return (
    <figure class="passage">
      {of.sentence !== null ? (
        <blockquote>
          {of.before} <Marked sentence={of.sentence} passage={of.text} /> {of.after}
        </blockquote>
      ) : (
        of.text && <p>{of.why_missing ? `In the case's words: ${of.text}` : of.text}</p>
      )}
      <figcaption>
        {of.title}
        {of.date && `, ${of.date}`}
        {of.anchor && <span class="quiet"> · {of.anchor}</span>}
        {of.why_missing && <span class="quiet"> · {of.why_missing}</span>}
      </figcaption>
    </figure>
  );
}

/** The whole sentence, with the passage itself marked in it. */
function Marked(props: { sentence: string; passage: string | null }): JSX.Element {
  const at = props.passage ? props.sentence.indexOf(props.passage) : -1;
  if (at < 0 || props.passage === null) return <mark>{props.sentence}</mark>;
  return (
    <>
      {props.sentence.slice(0, at)}
      <mark>{props.passage}</mark>
      {props.sentence.slice(at + props.passage.length)}
    </>
  );
}
