import type { JSX } from "preact";
import { session } from "./api/client";
import { currentRoute } from "./place";
import { CasesScreen } from "./screens/cases/CasesScreen";
import { type Theme, theme } from "./theme";
import { lazy } from "./ui/lazy";

const KeepList = lazy(() => import("./screens/keep/KeepList"));
const InstrumentScreen = lazy(() => import("./screens/keep/InstrumentScreen"));
const CaseShell = lazy(() => import("./screens/CaseShell"));

/** The frame around every screen. */
export function App(): JSX.Element {
  return (
    <>
      <header class="site">
        <div class="wide">
          <a class="brand" href="/cases">
            Détente
          </a>
          <nav aria-label="Workbench">
            <Place to="/cases" name="Cases" here={["cases", "case"].includes(currentRoute.value.kind)} />
            <Place to="/keep" name="Keep" here={["keep", "instrument"].includes(currentRoute.value.kind)} />
          </nav>
          <ThemeChoice />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Screen />
      </main>
      <footer class="site">
        <div class="wide">
          <p>
            Détente{session.value ? ` ${session.value.version}` : ""} runs on this machine and opens no
            connection to another. It recommends nothing and predicts nothing; words are not acceptance, and
            silence is not consent.
          </p>
        </div>
      </footer>
    </>
  );
}

function Screen(): JSX.Element {
  const at = currentRoute.value;
  switch (at.kind) {
    case "cases":
      return <CasesScreen />;
    case "case":
      return <CaseShell id={at.id} screen={at.screen} />;
    case "keep":
      return <KeepList />;
    case "instrument":
      return <InstrumentScreen id={at.id} />;
    case "unknown":
      return (
        <div class="wide">
          <h1>Nothing is at this address</h1>
          <p>
            <a href="/cases">All cases</a>
          </p>
        </div>
      );
  }
}

function Place(props: { to: string; name: string; here: boolean }): JSX.Element {
  return (
    <a href={props.to} aria-current={props.here ? "true" : undefined}>
      {props.name}
    </a>
  );
}

function ThemeChoice(): JSX.Element {
  return (
    <label class="theme">
      <span>Colours</span>{" "}
      <select value={theme.value} onChange={(event) => (theme.value = event.currentTarget.value as Theme)}>
        <option value="system">as the system</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
      </select>
    </label>
  );
}
