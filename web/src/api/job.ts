/** Long work: started as a job, followed by its events, cancelled when nobody waits for it any more. */

import { useEffect, useState } from "preact/hooks";
import { get, Problem, send, written } from "./client";

export interface Work<T> {
  state: "idle" | "running" | "done" | "failed" | "cancelled";
  doing: string;
  seconds: number;
  data: T | null;
  problem: Problem | null;
  cancel: () => void;
}

interface Asked {
  case: string;
  analysis: string;
  query: Record<string, string | string[]>;
}

const done = new Map<string, unknown>();
const most = 20;

function keep(key: string, data: unknown): void {
  done.set(key, data);
  const oldest = done.keys().next().value;
  if (done.size > most && oldest !== undefined) done.delete(oldest);
}

type State<T> = Omit<Work<T>, "cancel">;
const idle = { state: "idle", doing: "", seconds: 0, data: null, problem: null } as const;

/** The result of a job, which is started as soon as it is asked for; null asks for nothing. */
export function useJob<T>(asked: Asked | null): Work<T> {
  const key = asked ? JSON.stringify([asked, written.value]) : "";
  const [state, set] = useState<State<T>>(idle);
  const [stop, setStop] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    if (!asked) {
      set(idle);
      return;
    }
    const ready = done.get(key) as T | undefined;
    if (ready !== undefined) {
      set({ ...idle, state: "done", data: ready });
      return;
    }
    const run = follow<T>(asked, (next) => {
      if (next.data !== null && next.data !== undefined) keep(key, next.data);
      set((before) => ({ ...before, ...next }));
    });
    set({ ...idle, state: "running", doing: "starting" });
    setStop(() => run.cancel);
    return run.leave;
  }, [key]);
  return { ...state, cancel: stop };
}

function follow<T>(asked: Asked, say: (next: Partial<State<T>>) => void) {
  let events: EventSource | null = null;
  let id: string | null = null;
  let left = false;
  const fail = (error: unknown) => {
    events?.close();
    const problem = error instanceof Problem ? error : new Problem(0, "The work failed", String(error));
    if (!left) say({ state: "failed", problem });
  };
  const cancel = () => {
    if (id) send("DELETE", `/jobs/${id}`).catch(() => undefined);
  };
  const finish = async (state: "done" | "cancelled") => {
    events?.close();
    // A cancelled job may still have its best answer so far.
    const data = await get<T>(`/jobs/${id}/result`).catch((error: unknown) => {
      if (state === "done") fail(error);
      return null;
    });
    if (!left && (data !== null || state === "cancelled")) say({ state, data });
  };
  send<{ id: string }>("POST", "/jobs", asked).then((job) => {
    id = job.id;
    if (left) {
      cancel();
      return;
    }
    events = new EventSource(`/api/v1/jobs/${id}/events`);
    events.addEventListener("progress", (event) => {
      if (!left) say(JSON.parse(event.data));
    });
    events.addEventListener("done", () => finish("done"));
    events.addEventListener("cancelled", () => finish("cancelled"));
    events.addEventListener("failed", (event) => {
      const { problem } = JSON.parse(event.data) as {
        problem?: { title?: string; detail?: string } | string;
      };
      const said = typeof problem === "string" ? { detail: problem } : (problem ?? {});
      fail(new Problem(0, said.title ?? "The work failed", said.detail ?? "", problem));
    });
  }, fail);
  return {
    cancel,
    leave: () => {
      left = true;
      events?.close();
      cancel();
    },
  };
}
