import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { casePath, get, Problem, send } from "../../api/client";
import type { Diagnostic, FileText, Theirs } from "../../api/types";
import { forget } from "../../api/use";
import { ProblemNote } from "../../ui/Answered";
import { counted } from "../../words";
import { ClashView } from "./ClashView";
import { CodePane } from "./CodePane";
import { Found } from "./Found";
import { Versions } from "./Versions";

interface State {
  /** The file as it was last read or saved. */
  file: FileText | null;
  text: string;
  /** What somebody else saved meanwhile. */
  theirs: Theirs | null;
  problem: Problem | null;
  said: string;
}

/** One file: its text, what the checks say of it as it is typed, saving, and its versions. */
export function FileEditor(props: { id: string; path: string }): JSX.Element {
  const { id, path } = props;
  const [state, set] = useState<State>({ file: null, text: "", theirs: null, problem: null, said: "" });
  const [found, setFound] = useState<Diagnostic[] | null>(null);
  const [saves, setSaves] = useState(0);
  const [given, setGiven] = useState(0);
  const jump = useRef<(line: number) => void>(() => undefined);
  const name = new URLSearchParams({ path });
  const dirty = state.file !== null && state.text !== state.file.text;
  const fail = (error: unknown) => {
    const problem =
      error instanceof Problem ? error : new Problem(0, "Something went wrong here", String(error));
    set((before) => ({ ...before, problem, said: "" }));
  };

  useEffect(() => {
    const control = new AbortController();
    get<FileText>(casePath(id, "file", name), control.signal).then(
      (file) => set({ file, text: file.text, theirs: null, problem: null, said: "" }),
      (error: unknown) => !control.signal.aborted && fail(error),
    );
    return () => control.abort();
  }, [id, path]);

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [dirty]);

  /** Puts an older text into the editor; it is saved only when the reader says so. */
  const take = (text: string) => {
    set((before) => ({ ...before, text, said: "" }));
    setGiven((count) => count + 1);
  };

  /** Writes the text over the version it was made from, and over no other. */
  const save = async (text: string, version: string) => {
    try {
      const saved = await send<{ version: string }>(
        "PUT",
        casePath(id, "file", name),
        { text },
        { "if-match": version },
      );
      forget();
      setSaves((count) => count + 1);
      set({
        file: { path, text, version: saved.version },
        text,
        theirs: null,
        problem: null,
        said: "Saved.",
      });
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        set((before) => ({
          ...before,
          theirs: (error.body as { theirs?: Theirs }).theirs ?? null,
          problem: null,
          said: "",
        }));
      } else fail(error);
    }
  };

  const takeTheirs = ({ text, version }: Theirs) =>
    set({ file: { path, text, version }, text, theirs: null, problem: null, said: "Theirs was taken." });

  if (!state.file) {
    return state.problem ? <ProblemNote problem={state.problem} /> : <p class="waiting">Opening {path}…</p>;
  }
  const version = state.file.version;
  return (
    <>
      <div class="actions">
        <button
          type="button"
          disabled={!dirty || state.theirs !== null}
          onClick={() => save(state.text, version)}
        >
          Save
        </button>
        <span role="status">
          {dirty ? "Changed, not saved." : state.said}
          {found &&
            ` ${counted(found.filter((each) => each.severity === "error").length, "error")}, ${counted(found.filter((each) => each.severity === "warning").length, "warning")}.`}
        </span>
      </div>
      {state.problem && <ProblemNote problem={state.problem} />}
      {state.theirs ? (
        <ClashView
          yours={state.text}
          theirs={state.theirs}
          settle={(text) => save(text, state.theirs?.version ?? version)}
          take={() => state.theirs && takeTheirs(state.theirs)}
        />
      ) : (
        <div class="editing">
          <CodePane
            id={id}
            path={path}
            text={state.text}
            given={given}
            onText={(text) => set((before) => ({ ...before, text, said: "" }))}
            onFound={setFound}
            onSave={() => dirty && save(state.text, version)}
            jump={jump}
          />
          <Found diagnostics={found} path={path} jump={(line) => jump.current(line)} />
        </div>
      )}
      <Versions id={id} path={path} key={saves} take={take} />
    </>
  );
}
