import type { JSX } from "preact";
import type { Gain, Stability, State, Step, Why } from "../../api/types";
import { useApi } from "../../api/use";
import { choiceName, issueName, moverName, partyName } from "../../names";
import { change } from "../../place";
import { Answered } from "../../ui/Answered";
import { PackageList } from "../../ui/PackageList";
import { foresight, join } from "../../words";
import { useCase, viewPath } from "../context";

/** Why a state is stable or not: who would leave it for what, and who deters whom. */
export function WhyState(props: { number: string; state: State | null }): JSX.Element {
  const { id, shown } = useCase();
  const answer = useApi<Stability>(viewPath(id, "stability", [["state", props.number]]));
  return (
    <section class="panel why" aria-live="polite">
      <h3>Why state {props.number} is stable or not</h3>
      <button type="button" class="plain" onClick={() => change({ state: null })}>
        Close
      </button>
      {props.state && <PackageList shown={shown} of={props.state.options} />}
      <Answered of={answer} what="the reasons">
        {(data) => {
          const from =
            props.state?.options ?? data.states.find((each) => each.number === props.number)?.options ?? {};
          return (
            <>
              {data.model.decision_makers.map((each) => (
                <Mover
                  key={each.id}
                  id={each.id}
                  why={data.why.filter((one) => one.who === each.id)}
                  from={from}
                />
              ))}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

type Options = Record<string, string>;

function Mover(props: { id: string; why: Why[]; from: Options }): JSX.Element {
  const { shown } = useCase();
  const name = moverName(shown, props.id);
  const gains = new Map(props.why.flatMap((each) => each.improvements.map((one) => [one.to, one] as const)));
  return (
    <>
      <h4>{name}</h4>
      {gains.size === 0 && <p>No move leads to a state better for {name}: stable under every concept.</p>}
      {[...gains.values()].map((gain) => (
        <div key={gain.to}>
          <p>
            Would move to state {gain.to}: {changed(shown, props.from, gain.options)}.
          </p>
          <ul>
            {props.why.map((why) => {
              const one = why.improvements.find((each) => each.to === gain.to);
              return one ? (
                <li key={why.concept}>
                  <strong>{foresight(why.concept)}</strong>: {deterrence(shown, gain.options, one)}
                </li>
              ) : null;
            })}
          </ul>
        </div>
      ))}
    </>
  );
}

function deterrence(shown: Parameters<typeof moverName>[0], from: Options, gain: Gain): string {
  if (!gain.deterred) return "nothing deters it.";
  let before = from;
  const steps = gain.answer.map((step: Step) => {
    const text = `${moverName(shown, step.who)} answers with ${changed(shown, before, step.options)}`;
    before = step.options;
    return text;
  });
  const hurt = gain.hurts ? `; that leaves ${partyName(shown, gain.hurts)} no better off` : "";
  return `${join(steps.length > 0 ? steps : ["an answer"])}${hurt}: deterred.`;
}

/** What a move changes, in words. */
export function changed(shown: Parameters<typeof moverName>[0], from: Options, to: Options): string {
  const issues = shown.issues.map((each) => each.id).filter((issue) => from[issue] !== to[issue]);
  const words = issues.map((issue) =>
    to[issue] === undefined
      ? `“${issueName(shown, issue)}” no longer arising`
      : `“${issueName(shown, issue)}: ${choiceName(shown, issue, to[issue])}”`,
  );
  return words.length > 0 ? join(words) : "nothing";
}
