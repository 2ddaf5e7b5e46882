import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { completeIds } from "./completion";

const complete = completeIds(() => [{ label: "one-year" }]);
const at = (doc: string, explicit = false) =>
  complete(new CompletionContext(EditorState.create({ doc }), doc.length, explicit));

it("completes from the beginning of the word", () => {
  expect(at('refuse = "extension = one')?.from).toBe('refuse = "extension = '.length);
});

it("offers nothing where nothing is typed, and nothing in a comment, unless asked", () => {
  expect(at("refuse = ")).toBeNull();
  expect(at("# one")).toBeNull();
  expect(at("# one", true)?.options).toHaveLength(1);
});
