import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { casePath, Problem, send } from "../../api/client";
import type { Built } from "../../api/types";
import { forget } from "../../api/use";
import { ProblemNote } from "../../ui/Answered";
import { useCase } from "../context";

const idPattern = "[a-z0-9][a-z0-9\\-]*";

/** Writes the package into the case, as a proposal with a name. */
export function SaveProposal({ built }: { built: Built }): JSX.Element {
  const { id } = useCase();
  const [state, set] = useState<{ saved?: string; problem?: Problem }>({});
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(form.get("id"));
    try {
      await send("POST", casePath(id, "proposals"), {
        id: name,
        name: String(form.get("name")),
        choose: built.package,
      });
      forget();
      set({ saved: name });
    } catch (error) {
      set({ problem: error instanceof Problem ? error : new Problem(0, "Not saved", String(error)) });
    }
  };
  return (
    <section>
      <h3>Save as a proposal of the case</h3>
      <form class="fields" onSubmit={save}>
        <label>
          <span>Id</span>
          <input
            type="text"
            name="id"
            required
            pattern={idPattern}
            title="small letters, digits and hyphens"
          />
        </label>
        <label>
          <span>Name</span>
          <input type="text" name="name" required />
        </label>
        <button type="submit" disabled={built.breaks.length > 0}>
          Save
        </button>
      </form>
      {built.breaks.length > 0 && <p class="quiet">A package that the rules do not allow is not saved.</p>}
      <p role="status">{state.saved && `Saved as ${state.saved}. It commits nobody.`}</p>
      {state.problem && <ProblemNote problem={state.problem} />}
    </section>
  );
}
