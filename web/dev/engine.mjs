// Runs the `detente` binary and reads its JSON. The exit codes 0, 1 and 3 are answers.
import { execFile } from "node:child_process";

const binary = process.env.DETENTE ?? new URL("../../target/release/detente", import.meta.url).pathname;

export class Refused extends Error {
  constructor(status, title, detail) {
    super(detail);
    Object.assign(this, { status, title, detail });
  }
}

const kept = new Map();

export function run(folder, args, { text = false, signal } = {}) {
  const name = JSON.stringify([folder, args]);
  if (kept.has(name)) return kept.get(name);
  const answer = new Promise((resolve, reject) => {
    execFile(binary, args, { cwd: folder, maxBuffer: 1 << 28, signal }, (error, out, said) => {
      if (error && ![1, 3].includes(error.code) && !(args[0] === "check" && out.startsWith("["))) {
        const title = error.code === 2 ? "The case has errors" : "The analysis could not be made";
        reject(new Refused(error.code === 2 ? 422 : 500, title, said.trim() || String(error)));
        return;
      }
      resolve(text ? out : JSON.parse(out));
    });
  });
  kept.set(name, answer);
  answer.catch(() => kept.delete(name));
  if (kept.size > 2000) kept.delete(kept.keys().next().value);
  return answer;
}

/** Arguments for the names that a query may carry. */
export function flags(query, names) {
  const out = [];
  for (const name of names) {
    for (const value of query.getAll(name)) {
      const flag = `--${name.replace("_", "-")}`;
      if (value === "" || value === "true") out.push(flag);
      else if (value !== "false") out.push(flag, value);
    }
  }
  return out;
}

export const view = ["scenario", "on", "known_by"];
export const json = ["--format", "json"];
export const forget = () => kept.clear();
