import type { ComponentType, JSX } from "preact";
import type { Show } from "../api/types";
import { useApi } from "../api/use";
import { Answered } from "../ui/Answered";
import { lazy } from "../ui/lazy";
import type { CaseScreen } from "../url";
import CaseOverview from "./case/CaseOverview";
import { CaseContext, CaseIdContext, screenLink, viewPath } from "./context";
import { useTitle } from "./useTitle";
import { ViewBar } from "./ViewBar";

const screens: Partial<Record<CaseScreen, { name: string; of: ComponentType }>> = {
  case: { name: "Case", of: CaseOverview },
  deals: { name: "Deals", of: lazy(() => import("./deals/DealsScreen")) },
  builder: { name: "Builder", of: lazy(() => import("./builder/BuilderScreen")) },
  blockers: { name: "Blockers", of: lazy(() => import("./blockers/BlockersScreen")) },
  robust: { name: "Robustness", of: lazy(() => import("./robust/RobustScreen")) },
  stability: { name: "Stability", of: lazy(() => import("./stability/StabilityScreen")) },
  record: { name: "Record", of: lazy(() => import("./record/RecordScreen")) },
  editor: { name: "Editor", of: lazy(() => import("./editor/EditorScreen")) },
};

/** The head of a case, its screens, and the view under which its record is read. */
export default function CaseShell(props: { id: string; screen: CaseScreen }): JSX.Element {
  const { id, screen } = props;
  const shown = useApi<Show>(viewPath(id, "show"));
  const at = screens[screen];
  const Of = at?.of;
  useTitle(`${at?.name ?? screen}: ${shown.data?.title ?? id}`);
  return (
    <>
      <div class="case-head">
        <div class="wide">
          <h1>{shown.data?.title ?? id}</h1>
          <ViewBar id={id} shown={shown.data} />
          <nav class="screens" aria-label="Screens of this case">
            <ul>
              {Object.entries(screens).map(([name, each]) => (
                <li key={name}>
                  <a href={screenLink(id, name)} aria-current={name === screen ? "page" : undefined}>
                    {each.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
      <div class="wide screen">
        <CaseIdContext.Provider value={id}>
          {screen === "editor" && Of ? (
            <Of />
          ) : (
            <>
              {shown.problem?.status === 422 && (
                <p class="mend">
                  The case cannot be read as it is.{" "}
                  <a href={screenLink(id, "editor")}>Mend it in the editor</a>
                </p>
              )}
              <Answered of={shown} what="the case">
                {(data) => (
                  <CaseContext.Provider value={{ id, shown: data }}>
                    {Of ? <Of /> : <p>Nothing is at this address.</p>}
                  </CaseContext.Provider>
                )}
              </Answered>
            </>
          )}
        </CaseIdContext.Provider>
      </div>
    </>
  );
}
