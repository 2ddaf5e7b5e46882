import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { casePath } from "../api/client";
import type { Show } from "../api/types";
import { place } from "../place";
import { href, view } from "../url";

/** The case that a screen is about, as read under the view of the URL. */
export interface CaseInView {
  id: string;
  shown: Show;
}

export const CaseContext = createContext<CaseInView | null>(null);

export function useCase(): CaseInView {
  const found = useContext(CaseContext);
  if (!found) throw new Error("a screen of a case stands outside a case");
  return found;
}

/** The id of the case, for what works also where the case cannot be read. */
export const CaseIdContext = createContext("");

export function useCaseId(): string {
  return useContext(CaseIdContext);
}

/** The path of an analysis under the view of the URL, with more of its own. */
export function viewPath(
  id: string,
  name: string,
  more: readonly (readonly [string, string])[] = [],
): string {
  const query = view(place.value.query);
  for (const [key, value] of more) query.append(key, value);
  return casePath(id, name, query);
}

/** A link to a screen of the case under the same view, with state of that screen. */
export function screenLink(
  id: string,
  screen: string,
  more: readonly (readonly [string, string])[] = [],
): string {
  const query = view(place.value.query);
  for (const [key, value] of more) query.append(key, value);
  return href(`/cases/${encodeURIComponent(id)}/${screen}`, query);
}

/** The view of the URL as the query of a job. */
export function viewQuery(): Record<string, string | string[]> {
  const query = view(place.value.query);
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => [name, name === "scenario" ? query.getAll(name) : (query.get(name) ?? "")]),
  );
}
