import { useEffect } from "preact/hooks";

/** Names the page, so that tabs and the history can be told apart. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Détente`;
  }, [title]);
}
