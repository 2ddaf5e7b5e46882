/** What the server says of a path, kept while the page is open and asked for anew after a write. */

import { useEffect, useState } from "preact/hooks";
import { get, Problem, written } from "./client";

export interface Answer<T> {
  data: T | null;
  problem: Problem | null;
  /** Whether something newer than `data` is on its way. */
  loading: boolean;
}

const most = 60;
const kept = new Map<string, unknown>();

function keep(path: string, data: unknown): void {
  kept.delete(path);
  kept.set(path, data);
  const oldest = kept.keys().next().value;
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}

/** Drops what is kept, after a write. */
export function forget(): void {
  kept.clear();
  pending.clear();
  written.value += 1;
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, "Something went wrong here", String(error));
}

interface Pending {
  answer: Promise<unknown>;
  control: AbortController;
  users: number;
}

const pending = new Map<string, Pending>();

/** Asks once for all who wait for the same path; when nobody waits any more, the request is given up. */
function ask(path: string): { answer: Promise<unknown>; leave: () => void } {
  let one = pending.get(path);
  if (!one) {
    const control = new AbortController();
    const began = written.value;
    const answer = get(path, control.signal).then((data) => {
      // What was asked for before a write is not kept after it.
      if (began === written.value) keep(path, data);
      return data;
    });
    one = { answer, control, users: 0 };
    pending.set(path, one);
    const over = () => pending.delete(path);
    answer.then(over, over);
  }
  const joined = one;
  joined.users += 1;
  return {
    answer: joined.answer,
    leave: () => {
      joined.users -= 1;
      if (joined.users > 0 || pending.get(path) !== joined) return;
      pending.delete(path);
      joined.control.abort();
    },
  };
}

/** Asks for a path, or for nothing where it is null. The answer before stays until the next has come. */
export function useApi<T>(path: string | null): Answer<T> {
  const epoch = written.value;
  const at = path === null ? undefined : (kept.get(path) as T | undefined);
  const [state, set] = useState<Answer<T> & { path: string | null }>({
    data: at ?? null,
    problem: null,
    loading: path !== null && at === undefined,
    path,
  });
  useEffect(() => {
    if (path === null) return;
    const ready = kept.get(path) as T | undefined;
    if (ready !== undefined) {
      set({ data: ready, problem: null, loading: false, path });
      return;
    }
    let left = false;
    const asked = ask(path);
    set((before) => ({ ...before, loading: true }));
    asked.answer.then(
      (data) => {
        if (!left) set({ data: data as T, problem: null, loading: false, path });
      },
      (error: unknown) => {
        if (!left) set({ data: null, problem: asProblem(error), loading: false, path });
      },
    );
    return () => {
      left = true;
      asked.leave();
    };
  }, [path, epoch]);
  if (path !== state.path && at !== undefined) return { data: at, problem: null, loading: false };
  return path === state.path ? state : { ...state, loading: path !== null };
}
