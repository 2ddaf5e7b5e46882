import { MergeView } from "@codemirror/merge";
import { EditorView, lineNumbers } from "@codemirror/view";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Theirs } from "../../api/types";
import { look } from "./look";

/** Somebody else has saved in between: both texts, and what to make of them. Nothing was written over. */
export function ClashView(props: {
  yours: string;
  theirs: Theirs;
  settle: (text: string) => void;
  take: () => void;
}): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const merge = useRef<MergeView | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const shared = [look(), lineNumbers(), EditorView.lineWrapping];
    const view = new MergeView({
      parent: host.current,
      a: {
        doc: props.theirs.text,
        extensions: [
          ...shared,
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({
            "aria-label": "The text as saved by somebody else",
            tabindex: "0",
          }),
        ],
      },
      b: {
        doc: props.yours,
        extensions: [
          ...shared,
          EditorView.contentAttributes.of({ "aria-label": "Your text", tabindex: "0" }),
        ],
      },
      revertControls: "a-to-b",
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    merge.current = view;
    return () => view.destroy();
  }, [props.theirs]);
  const yours = () => merge.current?.b.state.doc.toString() ?? props.yours;
  return (
    <section class="clash" role="alert">
      <h3>Somebody else has saved this file since you opened it</h3>
      <p>
        Nothing was written over. On the left stands the file as it is now, on the right your text, which you
        can change; the arrows take a part over from the left.
      </p>
      <div ref={host} />
      <div class="actions">
        <button type="button" onClick={() => props.settle(yours())}>
          Save the right side over it
        </button>
        <button type="button" class="plain" onClick={() => props.take()}>
          Take the left side, drop mine
        </button>
      </div>
    </section>
  );
}
