import { render } from "preact";
import { App } from "./App";
import { get, session } from "./api/client";
import type { Session } from "./api/types";
import { follow } from "./place";

follow();
get<Session>("/session").then(
  (known) => {
    session.value = known;
  },
  () => undefined,
);
const root = document.querySelector("#app");
if (root) render(<App />, root);
