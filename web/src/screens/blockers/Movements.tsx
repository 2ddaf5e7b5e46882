import type { JSX } from "preact";
import type { Blockers, Built, Opening } from "../../api/types";
import { useApi } from "../../api/use";
import { key, writeChoices } from "../../choice";
import { partyName } from "../../names";
import { linkHere, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Verdict } from "../../ui/Mark";
import { PackageList } from "../../ui/PackageList";
import { fraction, interval, join } from "../../words";
import { screenLink, useCase, viewPath } from "../context";
import { joint, openings } from "./demands";

/** What each party could do alone, in the order of the case, and what several could do together. */
export function Movements({ blockers }: { blockers: Blockers }): JSX.Element {
  const { shown } = useCase();
  const tried = place.value.query.get("try");
  const opening = tried ? (openings(blockers).find((each) => nameOf(each) === tried) ?? null) : null;
  return (
    <section>
      <h3>The smallest movement of each party that opens a deal</h3>
      <p>
        Each by itself, all others as they are; in the order of the case, which ranks nothing. What a movement
        opens is a package that then nobody surely refuses; whether all accept it can still depend on what is
        not known.
      </p>
      <div class="halves">
        <ul class="rows movements">
          {blockers.movements.map((each) => (
            <li key={each.party}>
              <strong>{partyName(shown, each.party)}</strong>
              {each.ways.length === 0 && <p>No movement of its own alone opens a deal.</p>}
              {each.ways.map((way) => (
                <Way key={nameOf(way)} of={way} tried={tried} />
              ))}
            </li>
          ))}
          {joint(blockers).length > 0 && (
            <li>
              <strong>Several parties together</strong>
              {joint(blockers).map((way) => (
                <Way key={nameOf(way)} of={way} tried={tried} parties />
              ))}
            </li>
          )}
        </ul>
        {opening ? (
          <Opened of={opening} />
        ) : (
          <aside class="panel" aria-label="What the movement opens">
            <p class="quiet">Try a movement to see what it opens.</p>
          </aside>
        )}
      </div>
    </section>
  );
}

function nameOf(opening: Opening): string {
  return opening.without.map((each) => `${each.party}.${each.red_line ?? "no-agreement"}`).join("+");
}

function Way(props: { of: Opening; tried: string | null; parties?: boolean }): JSX.Element {
  const { shown } = useCase();
  const name = nameOf(props.of);
  const here = name === props.tried;
  const demands = props.of.without.map((each) => {
    const what = each.red_line ? `the red line ${each.red_line}` : "its value of no agreement";
    return props.parties ? `${partyName(shown, each.party)} ${what}` : what;
  });
  return (
    <p>
      <a
        class="button plain"
        aria-current={here ? "true" : undefined}
        href={linkHere({ try: here ? null : name })}
      >
        without {join(demands)}
      </a>
    </p>
  );
}

function Opened({ of }: { of: Opening }): JSX.Element {
  const { id, shown } = useCase();
  const choices = writeChoices(of.opens.options).map((each) => ["choose", each] as const);
  const built = useApi<Built>(viewPath(id, "build", choices));
  const ends = (pair: readonly (string | null)[] | null | undefined) =>
    pair ? interval(fraction(pair[0]), fraction(pair[1])) : null;
  const [worth, without] = [ends(of.value), ends(of.no_agreement)];
  return (
    <aside class="panel" aria-label="What the movement opens" aria-live="polite" key={key(of.opens.options)}>
      <h3>One package that it opens</h3>
      <PackageList shown={shown} of={of.opens.options} />
      {worth !== null && (
        <p>
          At stake for the one that moves: the package is worth {worth}
          {without !== null && <>, no agreement {without}</>}.
        </p>
      )}
      {[...of.opens.decides_without_asking, ...of.opens.notes].map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <h4>What each party makes of it as the case stands</h4>
      <Answered of={built} what="what the parties make of it">
        {(data) => (
          <ul class="rows">
            {data.parties.map((each) => (
              <li key={each.party}>
                {partyName(shown, each.party)}: <Verdict asked={each.asked} accepts={each.accepts} />
                {each.crosses.length > 0 && <> — crosses {join(each.crosses)}</>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <p class="quiet">That a movement opens a deal is no reason to make it.</p>
      <a class="button" href={screenLink(id, "builder", choices)}>
        Open in the builder
      </a>
    </aside>
  );
}
