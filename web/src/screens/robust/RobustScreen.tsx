import type { JSX } from "preact";
import { useJob } from "../../api/job";
import type { Ask, Robust, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Worked } from "../../ui/Worked";
import { isGiven } from "../../words";
import { useCase, viewPath, viewQuery } from "../context";
import { Questions } from "./Questions";
import { Shares } from "./Shares";

const drawsOffered = ["256", "1024", "4096", "16384"];
const drawsAtFirst = "1024";

/** How every answer stands over all that is not known, and which unknown matters. */
export default function RobustScreen(): JSX.Element {
  const { id } = useCase();
  const solve = useApi<Solve>(viewPath(id, "solve"));
  return (
    <>
      <h2>Robustness</h2>
      <p>
        Each draw picks every number that the case leaves open and is then answered exactly. A share of draws
        is a share of what was assumed, not a probability.
      </p>
      <Answered of={solve} what="what the case leaves open">
        {(data) =>
          data.accepted.some((each) => isGiven(data, each.party)) ? (
            <Drawn />
          ) : (
            <p class="note">
              There is nothing to draw from: of no party that is asked the case gives a preference. A scenario
              of the case may assume some.
            </p>
          )
        }
      </Answered>
    </>
  );
}

function Drawn(): JSX.Element {
  const { id } = useCase();
  const draws = place.value.query.get("draws") ?? drawsAtFirst;
  const query = { ...viewQuery(), draws };
  const robust = useJob<Robust>({ case: id, analysis: "robust", query });
  const ask = useJob<Ask>({ case: id, analysis: "ask", query });
  return (
    <>
      <div class="fields">
        <label>
          <span>Draws</span>
          <select
            value={draws}
            onChange={(event) =>
              change({ draws: event.currentTarget.value === drawsAtFirst ? null : event.currentTarget.value })
            }
          >
            {[...new Set([...drawsOffered, draws])].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      <Worked of={robust} what="the draws">
        {(data) => <Shares robust={data} />}
      </Worked>
      <section>
        <h2>Questions</h2>
        <p>
          What is not known, by what knowing it would be worth: how much better the best choice would do on
          average if it were known first. Each is a question that can be put to every party alike.
        </p>
        <Worked of={ask} what="the questions">
          {(data) => <Questions ask={data} />}
        </Worked>
      </section>
    </>
  );
}
