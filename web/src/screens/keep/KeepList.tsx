import type { JSX } from "preact";
import type { Cases } from "../../api/types";
import { useApi } from "../../api/use";
import { Answered } from "../../ui/Answered";
import { useTitle } from "../useTitle";

/** Every instrument of the folder: what parties have agreed to keep. */
export default function KeepList(): JSX.Element {
  useTitle("Keep");
  const cases = useApi<Cases>("/cases");
  return (
    <div class="wide">
      <h1>Keep</h1>
      <p class="lead">
        An instrument is what parties have agreed to keep: its limits, duties and quotas. Its ledger holds
        what they declared. What follows compares what was entered with what was entered; it does not show
        that a declaration is true.
      </p>
      <Answered of={cases} what="instruments">
        {(data) =>
          data.instruments.length > 0 ? (
            <ul class="cards">
              {data.instruments.map((each) => (
                <li key={each.id} class="card">
                  <h2>
                    <a href={`/keep/${encodeURIComponent(each.id)}`}>{each.title ?? each.id}</a>
                  </h2>
                  <p class="quiet">
                    <code>{each.id}</code> · {each.ledger ? "with a ledger" : "no ledger yet"}
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <p>
              No instrument in this folder yet. <code>detente keep draft</code> drafts one from a package of a
              case.
            </p>
          )
        }
      </Answered>
    </div>
  );
}
