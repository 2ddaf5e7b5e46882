/** Light or dark: what the system prefers, unless the reader has chosen. */

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const name = "detente-theme";

function remembered(): Theme {
  try {
    const said = localStorage.getItem(name);
    return said === "light" || said === "dark" ? said : "system";
  } catch {
    return "system";
  }
}

export const theme = signal<Theme>(remembered());

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(name, theme.value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
});
