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
    const began = Date.now();
    const clock = setInterval(
      () =>
        set((before) =>
          before.state === "running" ? { ...before, seconds: (Date.now() - began) / 1000 } : before,
        ),
      1000,
    );
    return () => {
      clearInterval(clock);
      run.leave();
    };
  }, [key]);
  return { ...state, cancel: stop };
}

/** What the events tell of a job. */
interface Told {
  doing: string;
  problem: { title?: string; detail?: string } | null;
}

function follow<T>(asked: Asked, say: (next: Partial<State<T>>) => void) {
  let events: EventSource | null = null;
  let id: number | null = null;
  let over = false;
  const end = (next: Partial<State<T>>) => {
    events?.close();
    if (!over) say(next);
    over = true;
  };
  const fail = (error: unknown) => {
    const problem = error instanceof Problem ? error : new Problem(0, "The work failed", String(error));
    end({ state: "failed", problem });
  };
  const cancel = () => {
    if (id !== null) send("DELETE", `/jobs/${id}`).catch(() => undefined);
  };
  const watch = (number: number) => {
    events = new EventSource(`/api/v1/jobs/${number}/events`);
    const told = (event: MessageEvent<string>) => JSON.parse(event.data) as Told;
    events.addEventListener("progress", (event) => {
      if (!over) say({ doing: told(event).doing });
    });
    events.addEventListener("done", () => {
      events?.close();
      get<T>(`/jobs/${number}/result`).then((data) => end({ state: "done", data }), fail);
    });
    events.onerror = () => {
      // A connection that was only lost is taken up again; a refusal is final.
      if (events?.readyState === EventSource.CLOSED) fail(new Problem(0, "The work cannot be followed", ""));
    };
    events.addEventListener("cancelled", () => end({ state: "cancelled" }));
    events.addEventListener("failed", (event) => {
      const { problem } = told(event);
      fail(new Problem(0, problem?.title ?? "The work failed", problem?.detail ?? "", problem));
    });
  };
  send<{ id: number }>("POST", "/jobs", asked).then((job) => {
    id = job.id;
    if (over) cancel();
    else watch(job.id);
  }, fail);
  return {
    cancel,
    leave: () => {
      if (over) return;
      over = true;
      events?.close();
      cancel();
    },
  };
}
