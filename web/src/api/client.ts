/** One way to ask the server: JSON in, JSON out, problems as `Problem`. */

import { signal } from "@preact/signals";
import type { Diagnostic, Session } from "./types";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly body: unknown = null,
  ) {
    super(detail || title);
  }

  /** What the checks say, where the case itself is wrong. */
  get diagnostics(): Diagnostic[] {
    const body = this.body as { diagnostics?: Diagnostic[] } | null;
    return body?.diagnostics ?? [];
  }
}

const base = "/api/v1";

export const session = signal<Session | null>(null);

/** Raised by every write, so that what is shown is asked for anew. */
export const written = signal(0);

async function answer<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(base + path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer", "Is `detente serve` still running?");
  }
  const body: unknown = response.headers.get("content-type")?.includes("json")
    ? await response.json()
    : await response.text();
  if (response.ok) return body as T;
  const said = (typeof body === "object" && body !== null ? body : {}) as { title?: string; detail?: string };
  throw new Problem(response.status, said.title ?? `Status ${response.status}`, said.detail ?? "", body);
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answer<T>(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
}

/** A write. The session's token goes with it; what was shown before is asked for anew. */
export async function send<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  session.value ??= await get<Session>("/session");
  return answer<T>(path, {
    method,
    headers: {
      "x-detente-csrf": session.value.csrf,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The path of an analysis of a case. */
export function casePath(id: string, name: string, query?: URLSearchParams): string {
  const text = query?.toString();
  return `/cases/${encodeURIComponent(id)}/${name}${text ? `?${text}` : ""}`;
}
