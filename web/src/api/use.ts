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
  written.value += 1;
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, "Something went wrong here", String(error));
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
    const control = new AbortController();
    set((before) => ({ ...before, loading: true }));
    get<T>(path, control.signal).then(
      (data) => {
        keep(path, data);
        set({ data, problem: null, loading: false, path });
      },
      (error: unknown) => {
        if (control.signal.aborted) return;
        set({ data: null, problem: asProblem(error), loading: false, path });
      },
    );
    return () => control.abort();
  }, [path, epoch]);
  if (path !== state.path && at !== undefined) return { data: at, problem: null, loading: false };
  return path === state.path ? state : { ...state, loading: path !== null };
}
