import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Built, Point, Points, Solve } from "../../api/types";
import { useApi } from "../../api/use";
import { fromKey, key } from "../../choice";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { asOf, basis, counted, grouped, range } from "../../words";
import { useCase, viewPath } from "../context";
import { Axes } from "./Axes";
import { valued, withFrontier } from "./deals";
import { Filters } from "./Filters";
import { Parallel } from "./Parallel";
import { Pinned } from "./Pinned";
import { Plot } from "./Plot";
import { PointsTable } from "./PointsTable";

const most = "2000";

/** The packages of the case by what they are worth, to any two of the parties. */
export default function DealsScreen(): JSX.Element {
  const { id } = useCase();
  const filters = place.value.query.getAll("choose").map((each) => ["choose", each] as const);
  const solve = useApi<Solve>(viewPath(id, "solve"));
  const none = useApi<Built>(viewPath(id, "build"));
  const points = useApi<Points>(viewPath(id, "points", [["most", most], ...filters]));
  const assumed = place.value.query.get("assumed") === "yes" && solve.data?.frontier == null;
  const solved = useApi<Solve>(assumed ? viewPath(id, "solve", [["points", "true"]]) : null);
  return (
    <>
      <section>
        <h2>Packages</h2>
        <Answered of={solve} what="how many packages there are">
          {(data) => <Counts solve={data} />}
        </Answered>
        <Filters />
      </section>
      <Answered of={points} what="the packages">
        {(data) => (
          <Deals
            points={data}
            stated={solve.data?.frontier != null}
            frontier={assumed ? solved.data?.frontier : null}
            none={none.data}
            asOf={solve.data ? asOf(solve.data) : "…"}
            basis={solve.data ? basis(solve.data) : "…"}
          />
        )}
      </Answered>
    </>
  );
}

function Counts({ solve }: { solve: Solve }): JSX.Element {
  return (
    <p role="status">
      The rules allow <strong>{counted(range(solve.allowed), "package")}</strong>; {range(solve.open)} of
      these cross no red line of a party that is asked. Acceptable to all who are asked: at least{" "}
      <strong>{range(solve.all.at_least)}</strong>, at most <strong>{range(solve.all.at_most)}</strong>
      {solve.unknown.high !== "0" && (
        <>
          , of which {range(solve.unknown)} depend on a party whose preferences, or whose value of no
          agreement, the case does not give
        </>
      )}
      . Nothing is acceptable for want of information.
    </p>
  );
}

function Deals(props: {
  points: Points;
  /** Whether the frontier is one of stated numbers, and marked in the points already. */
  stated: boolean;
  frontier: Solve["frontier"];
  none: Built | null;
  asOf: string;
  basis: string;
}): JSX.Element {
  const { none } = props;
  const marked = useMemo(() => withFrontier(props.points, props.frontier), [props.points, props.frontier]);
  const points = marked.points;
  const [hovered, hover] = useState<Point | null>(null);
  const query = place.value.query;
  const pinnedKey = query.get("pin");
  const pinned = pinnedKey ? (points.points.find((each) => key(each.options) === pinnedKey) ?? null) : null;
  const pin = (point: Point) => {
    const text = key(point.options);
    change({ pin: text === pinnedKey ? null : text }, { replace: true });
  };
  const parties = valued(points);
  const parallel = query.get("figure") === "parallel" && parties.length > 1;
  const figure = { points, none, hovered, pinned, hover, pin, asOf: props.asOf, basis: props.basis };
  return (
    <>
      <p class="quiet" role="status">
        {points.all
          ? `All ${counted(points.points.length, "package")} that the rules and the filters leave${points.points.some((each) => each.no_deal) ? ", no agreement among them" : ""}.`
          : `${counted(points.points.length, "package")} drawn from ${grouped(points.total)}; the others are not shown.`}
      </p>
      <div class="deals">
        <div>
          {parties.length > 1 ? (
            <>
              <Axes parties={parties} />
              {!props.stated && <Assumed missing={marked.missing} />}
              {parallel ? <Parallel {...figure} parties={parties} /> : <Plot {...figure} parties={parties} />}
            </>
          ) : (
            <p class="note">
              There is nothing to plot: values are given for{" "}
              {parties.length === 0 ? "no party" : "one party alone"}. The table shows what is known.
            </p>
          )}
        </div>
        <Pinned
          points={points}
          point={hovered ?? pinned}
          isPinned={!hovered && pinned !== null}
          lost={pinnedKey !== null && pinned === null ? fromKey(pinnedKey) : null}
        />
      </div>
      <PointsTable points={points} pinned={pinned} pin={pin} asOf={props.asOf} basis={props.basis} />
    </>
  );
}

/** The frontier and the concepts from numbers that no party stated: only for whoever asks for them. */
function Assumed({ missing }: { missing: number }): JSX.Element {
  const chosen = place.value.query.get("assumed") === "yes";
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={chosen}
          onChange={() => change({ assumed: chosen ? null : "yes" }, { replace: true })}
        />
        <span>Mark the frontier and the solution concepts, from numbers that no party stated</span>
      </label>
      {chosen && (
        <p class="quiet">
          From midpoints of ranges and evenly spaced orders, among the packages that are acceptable at these
          points: one way of reading what is vague and no more.
          {missing > 0 && ` ${counted(missing, "package")} of the frontier are not among those drawn.`}
        </p>
      )}
    </>
  );
}
