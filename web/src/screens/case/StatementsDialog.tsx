import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Entry, Passage } from "../../api/types";
import { useApi } from "../../api/use";
import { Answered } from "../../ui/Answered";
import { Dialog } from "../../ui/Dialog";
import { levels } from "../../words";
import { useCase, viewPath } from "../context";
import { PassageText } from "./PassageText";

/** Statements one by one: what is said, on whose word, whether it stands, and the passage behind it. */
export function StatementsDialog(props: {
  title: string;
  entries: Entry[];
  onClose: () => void;
}): JSX.Element {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p class="quiet">Each as coded; never merged. Silence is not consent.</p>
      {props.entries.map((each) => (
        <Statement key={each.statement} entry={each} />
      ))}
    </Dialog>
  );
}

export function Statement({ entry }: { entry: Entry }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <article class="statement">
      <p class="statement-head">
        <code>{entry.statement}</code> · {entry.said} · <strong>{levels[entry.level] ?? entry.level}</strong>
        {entry.contested && <strong class="contested-mark"> ! contested</strong>}
        {entry.known_later && <span class="tag">known later</span>}
      </p>
      <p class="says">{entry.says}</p>
      <p class="quiet">
        On the word of {entry.chain.join(" › ")}.{" "}
        {entry.stands ? "Stands." : `Does not stand: ${entry.because ?? "no reason given"}.`}
      </p>
      {entry.cite.length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{entry.cite.length === 1 ? "The passage" : `The ${entry.cite.length} passages`}</summary>
          {open && entry.cite.map((cite) => <PassageOf key={cite} cite={cite} />)}
        </details>
      )}
    </article>
  );
}

function PassageOf({ cite }: { cite: string }): JSX.Element {
  const { id } = useCase();
  const passage = useApi<Passage>(viewPath(id, "passage", [["cite", cite]]));
  return (
    <Answered of={passage} what="the passage">
      {(data) => <PassageText of={data} />}
    </Answered>
  );
}
