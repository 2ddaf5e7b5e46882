import type { JSX } from "preact";
import type { Paths } from "../../api/types";
import { useApi } from "../../api/use";
import { moverName } from "../../names";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { lazy } from "../../ui/lazy";
import { packageLine } from "../../ui/PackageList";
import { Table } from "../../ui/Table";
import { asOf, counted, foresight, join } from "../../words";
import { useCase, viewPath } from "../context";
import { changed } from "./WhyState";

const Graph = lazy(() => import("./Graph"));
const drawable = 40;
/** Ways listed to one state. */
const most = 12;

/** Where the conflict goes from the status quo: what can come about, and by whose moves. */
export function Courses(): JSX.Element {
  const { id } = useCase();
  const to = place.value.query.get("to");
  const paths = useApi<Paths>(viewPath(id, "paths"));
  const ways = useApi<Paths>(to ? viewPath(id, "paths", [["to", to]]) : null);
  return (
    <section>
      <h3>Paths from the status quo</h3>
      <Answered of={paths} what="the paths">
        {(data) => (
          <>
            {data.model.states <= drawable ? (
              <Graph paths={data} />
            ) : (
              <p class="quiet">
                {counted(data.model.states, "state")}: too many to draw. The tables hold them.
              </p>
            )}
            {[...data.courses].reverse().map((course) => (
              <Course key={course.by} paths={data} course={course} />
            ))}
            {to && (
              <Answered of={ways} what={`the ways to state ${to}`}>
                {(found) => <AllWays paths={found} to={to} />}
              </Answered>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

type CourseOf = Paths["courses"][number];

function Course(props: { paths: Paths; course: CourseOf }): JSX.Element {
  const { paths, course } = props;
  const { shown } = useCase();
  const by = title(course.by);
  const held = course.states.filter((each) => each.equilibrium.length > 0);
  return (
    <>
      <h4>{by}</h4>
      <p>
        {course.reached <= 1
          ? "No other state can come about."
          : `${counted(course.reached - 1, "state")} can come about besides.`}
        {!course.complete && " There are more: the search was stopped by a limit."}
      </p>
      <Table
        title={`Equilibria that can come about, nearest first: ${by.charAt(0).toLowerCase()}${by.slice(1)}`}
        asOf={asOf(paths)}
        basis={paths.model.basis}
        rows={held.slice(0, 30)}
        keyOf={(row) => row.number}
        empty="None."
        columns={[
          { id: "number", head: "State", rowHead: true, cell: (row) => row.number },
          { id: "steps", head: "Moves", numeric: true, cell: (row) => row.steps },
          { id: "under", head: "Equilibrium under", cell: (row) => join(row.equilibrium.map(foresight)) },
          {
            id: "what",
            head: "What it changes against no agreement",
            cell: (row) => packageLine(shown, row.options),
          },
          {
            id: "ways",
            head: "Ways",
            cell: (row) => (
              <button type="button" class="link" onClick={() => change({ to: row.number })}>
                Ways to state {row.number}
              </button>
            ),
          },
        ]}
      />
      {held.length > 30 && (
        <p class="quiet">
          {counted(held.length - 30, "more equilibrium").replace("ums", "a")} are not shown.
        </p>
      )}
    </>
  );
}

/** The ways to one state, by any moves and by moves from which whoever moves gains. */
function AllWays(props: { paths: Paths; to: string }): JSX.Element {
  return (
    <section class="panel" aria-live="polite">
      <h4>Ways to state {props.to}</h4>
      {[...props.paths.courses].reverse().map((course) => (
        <Ways key={course.by} paths={props.paths} course={course} />
      ))}
      <button type="button" class="plain" onClick={() => change({ to: null })}>
        Close
      </button>
    </section>
  );
}

function Ways(props: { paths: Paths; course: CourseOf }): JSX.Element {
  const { paths, course } = props;
  const { shown } = useCase();
  const all = course.ways ? (course.ways.simple.length > 0 ? course.ways.simple : course.ways.shortest) : [];
  return (
    <>
      <p>
        <strong>{title(course.by)}:</strong> {all.length === 0 && "none."}
      </p>
      <ol>
        {all.slice(0, most).map((way, at) => {
          let before = paths.from_options;
          return (
            <li key={at}>
              {way.map((step, index) => {
                const text = changed(shown, before, step.options);
                before = step.options;
                return (
                  <span key={index} class="behind">
                    {moverName(shown, step.who)}: {text} (state {step.to})
                  </span>
                );
              })}
            </li>
          );
        })}
      </ol>
      {(all.length > most || course.ways?.all_simple === false) && <p class="quiet">There are more.</p>}
    </>
  );
}

function title(by: string): string {
  return by === "improvements" ? "By moves from which whoever moves gains" : "By any moves";
}
