import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { casePath, get, send } from "../../api/client";
import type { Checked, Diagnostic, Show } from "../../api/types";
import { completeIds, ids } from "./completion";
import { look } from "./look";
import { marks, offset } from "./marks";

interface Props {
  id: string;
  path: string;
  text: string;
  /** Another number whenever `text` came from elsewhere than this editor. */
  given: number;
  onText: (text: string) => void;
  onFound: (found: Diagnostic[]) => void;
  onSave: () => void;
  jump: { current: (line: number) => void };
}

/** How long nothing is typed before the checks are asked, in milliseconds. */
const pause = 500;

/** The text in an editor, with what the checks say marked in it. */
export function CodePane(props: Props): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!host.current) return;
    let known: ReturnType<typeof ids> = [];
    // Without a case that can be read there is nothing to complete.
    get<Show>(casePath(props.id, "show")).then(
      (shown) => {
        known = ids(shown);
      },
      () => undefined,
    );
    const editor = new EditorView({
      parent: host.current,
      doc: latest.current.text,
      extensions: [
        look(),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        StreamLanguage.define(toml),
        search({ top: true }),
        autocompletion({ override: [completeIds(() => known)], filterStrict: true }),
        linter((now) => check(now, latest.current), { delay: pause }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => save(latest.current) },
          ...completionKeymap,
          ...lintKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": `Text of ${props.path}`, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onText(update.state.doc.toString());
        }),
      ],
    });
    view.current = editor;
    props.jump.current = (line) => {
      const at = offset(editor.state.doc, { line, character: 0 });
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      editor.focus();
    };
    return () => editor.destroy();
  }, []);

  // A text that came from elsewhere: an older version, or what somebody else wrote.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === props.text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.text } });
  }, [props.given]);

  return <div ref={host} class="code" />;
}

function save(at: Props): boolean {
  at.onSave();
  return true;
}

async function check(view: EditorView, at: Props) {
  const text = view.state.doc.toString();
  try {
    const { diagnostics } = await send<Checked>("POST", casePath(at.id, "check"), {
      path: at.path,
      text,
    });
    at.onFound(diagnostics);
    return marks(view.state.doc, diagnostics, at.path);
  } catch {
    // Saving says what is wrong; while typing, no answer means no marks.
    return [];
  }
}
