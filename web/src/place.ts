/** Where the reader is: the path and query of the page, and ways to go elsewhere. */

import { computed, signal } from "@preact/signals";
import { href, type Patch, patched, route } from "./url";

interface Place {
  path: string;
  query: URLSearchParams;
}

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

export const place = signal<Place>(here());

export const currentRoute = computed(() => route(place.value.path));

/** Goes to a path and query. `replace` leaves no step for the back button. */
export function go(to: string, { replace = false } = {}): void {
  const before = place.value.path;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  place.value = here();
  if (place.value.path !== before) {
    scrollTo(0, 0);
    // A screen reader goes on from the heading of the new screen.
    requestAnimationFrame(() => document.querySelector<HTMLElement>("#main")?.focus());
  }
}

/** This screen with some of its state changed. */
export function linkHere(patch: Patch): string {
  return href(place.value.path, patched(place.value.query, patch));
}

export function change(patch: Patch, options: { replace?: boolean } = {}): void {
  go(linkHere(patch), options);
}

/** Follows links within the page without loading it anew, and the back and forward buttons. */
export function follow(): void {
  addEventListener("popstate", () => {
    place.value = here();
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
