/** What a URL of the workbench says, and how a link changes it. No browser object is touched here. */

export const caseScreens = [
  "case",
  "deals",
  "builder",
  "blockers",
  "robust",
  "stability",
  "record",
  "editor",
] as const;

export type CaseScreen = (typeof caseScreens)[number];

export type Route =
  | { kind: "cases" }
  | { kind: "case"; id: string; screen: CaseScreen }
  | { kind: "keep" }
  | { kind: "instrument"; id: string }
  | { kind: "unknown" };

/** The route of a path; a case without a screen opens on the first. */
export function route(path: string): Route {
  const [head, id, screen, ...rest] = path.split("/").filter(Boolean).map(decode);
  if (rest.length > 0) return { kind: "unknown" };
  if (head === undefined) return { kind: "cases" };
  if (head === "cases") {
    if (id === undefined) return { kind: "cases" };
    if (screen === undefined) return { kind: "case", id, screen: "case" };
    const known = caseScreens.find((each) => each === screen);
    return known ? { kind: "case", id, screen: known } : { kind: "unknown" };
  }
  if (head === "keep" && screen === undefined) {
    return id === undefined ? { kind: "keep" } : { kind: "instrument", id };
  }
  return { kind: "unknown" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export type Patch = Record<string, string | readonly string[] | null>;

/** The query with some names set anew; null takes a name away. Others stay as they are, in their order. */
export function patched(query: URLSearchParams, patch: Patch): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(patch)) {
    next.delete(name);
    if (value === null) continue;
    for (const each of typeof value === "string" ? [value] : value) next.append(name, each);
  }
  return next;
}

/** The names that say under which view the record is read. They are kept from screen to screen. */
export const viewNames = ["scenario", "on", "known_by"] as const;

/** The part of a query that says under which view the record is read. */
export function view(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of viewNames) for (const value of query.getAll(name)) kept.append(name, value);
  return kept;
}

/** A path with its query, without a lone question mark. */
export function href(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
