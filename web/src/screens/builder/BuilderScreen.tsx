import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Built, Issue, Model } from "../../api/types";
import { useApi } from "../../api/use";
import { type Package, readChoices, writeChoices } from "../../choice";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { useCase, viewPath } from "../context";
import { Comparison } from "./Comparison";
import { IssueChoice } from "./IssueChoice";
import { Nearby } from "./Nearby";
import { PartyRows } from "./PartyRows";
import { Standing } from "./Standing";
import { noSteps, redone, stepped, undone } from "./steps";
import { TakeAlong } from "./TakeAlong";

/** A package, built issue by issue, with what each party makes of it at once. */
export default function BuilderScreen(): JSX.Element {
  const { id, shown } = useCase();
  const items = place.value.query.getAll("choose");
  const chosen = readChoices(items);
  const model = useApi<Model>(viewPath(id, "model"));
  const built = useApi<Built>(
    viewPath(
      id,
      "build",
      items.map((each) => ["choose", each] as const),
    ),
  );
  const [steps, setSteps] = useState(noSteps);
  const last = useRef<Built | null>(null);
  if (built.data) last.current = built.data;

  const show = (next: Package) => change({ choose: writeChoices(next) });
  const take = (next: Package) => {
    setSteps(stepped(steps, chosen, next));
    show(next);
  };
  const back = undone(steps, chosen);
  const forth = redone(steps, chosen);
  const move = (to: typeof back) => {
    if (!to) return;
    setSteps(to.steps);
    show(to.to);
  };
  const current = built.data ?? (built.problem ? null : last.current);

  return (
    <div class="builder">
      <section aria-labelledby="choices">
        <h2 id="choices">Choices</h2>
        <p class="quiet">An issue that is not chosen stands as without an agreement.</p>
        <div class="actions">
          <button type="button" class="plain" disabled={!back} onClick={() => move(back)}>
            Undo
          </button>
          <button type="button" class="plain" disabled={!forth} onClick={() => move(forth)}>
            Redo
          </button>
          <button type="button" class="plain" disabled={items.length === 0} onClick={() => take({})}>
            Back to no agreement
          </button>
        </div>
        {shown.issues.map((issue) => (
          <IssueChoice
            key={issue.id}
            issue={{ ...issue, options: options(model.data, issue) }}
            chosen={chosen[issue.id] ?? current?.package.options[issue.id] ?? issue.no_deal ?? undefined}
            arises={current?.does_not_arise.includes(issue.id) !== true}
            blocked={current?.blocked[issue.id] ?? []}
            choose={(option) => take({ ...chosen, [issue.id]: option })}
          />
        ))}
      </section>
      <div class="outcome">
        <Answered of={{ ...built, data: current }} what="what the parties make of it">
          {(data) => (
            <>
              <Standing built={data} />
              <PartyRows built={data} />
              <Nearby built={data} take={take} />
              <Comparison built={data} />
              <TakeAlong built={data} />
            </>
          )}
        </Answered>
      </div>
    </div>
  );
}

/** What can be chosen of an issue; of a number each of its values, which the case as read does not list. */
function options(model: Model | null, issue: Issue): Issue["options"] {
  return model?.issues.find((each) => each.id === issue.id)?.options ?? issue.options;
}
