import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Robust, RobustPackage } from "../../api/types";
import { partyName } from "../../names";
import { PackageList, packageLine } from "../../ui/PackageList";
import { type Column, Table } from "../../ui/Table";
import { asOf, counted, grouped, join, letter, percent } from "../../words";
import { useCase } from "../context";
import { ShareBar } from "./ShareBar";

const page = 8;

/** In which share of the draws each package is accepted, by whom. */
export function Shares({ robust }: { robust: Robust }): JSX.Element {
  const { shown } = useCase();
  const [most, showMost] = useState(page);
  const basis = `shares of ${grouped(robust.draws)} draws, seed ${robust.seed}, not probabilities`;
  const listed = leaders(robust).map((each, at) => ({ ...each, name: letter(at) }));
  const parties = Object.keys(robust.packages[0]?.accepts ?? {});
  const inOrder = shown.parties.filter((party) => parties.includes(party.id));
  const columns: Column<(typeof listed)[number]>[] = [
    {
      id: "name",
      head: "Package, and what it changes against no agreement",
      rowHead: true,
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <span class="behind">{packageLine(shown, row.each.options)}</span>
        </>
      ),
    },
    { id: "all", head: "All who are asked", cell: (row) => <ShareBar of={row.each.all} /> },
    ...inOrder.map((party) => ({
      id: party.id,
      head: party.name,
      cell: (row: (typeof listed)[number]) => {
        const share = row.each.accepts[party.id];
        return share ? <ShareBar of={share} /> : "not asked";
      },
    })),
    { id: "frontier", head: "On the frontier", numeric: true, cell: (row) => percent(row.each.frontier) },
    { id: "gain", head: "Mean least share of gain", numeric: true, cell: (row) => percent(row.each.gain) },
    { id: "regret", head: "Mean regret", numeric: true, cell: (row) => percent(row.each.regret) },
    {
      id: "worst",
      head: "Worst regret",
      numeric: true,
      cell: (row) =>
        row.each.worst_regret == null ? "none" : `${(row.each.worst_regret * 100).toFixed(1)} %`,
    },
  ];
  return (
    <section>
      <h3>Whether there is any deal</h3>
      <p>
        In <strong>{percent(robust.any_deal)}</strong> of the draws some package is acceptable to all who are
        asked. The case leaves {counted(robust.unknowns, "number")} open. After ± stands half of a 95 per cent
        interval for the error of drawing; of errors in what was assumed it says nothing.
      </p>
      {robust.silent.length > 0 && (
        <p class="note">
          Nothing tells what {join(robust.silent.map((each) => partyName(shown, each)))} would accept, for
          want of a preference or of a value of no agreement: “all who are asked” leaves it out here, red
          lines apart.
        </p>
      )}
      {robust.stopped && <p class="note">Stopped by a limit: the best answer so far.</p>}
      <h3>Packages, most accepted first</h3>
      <Table
        title="Accepted in so many draws"
        asOf={asOf(robust)}
        basis={basis}
        columns={columns}
        rows={listed.slice(0, most)}
        keyOf={(row) => row.name}
        empty="None: no draw has a package that all accept."
      />
      <p class="quiet">
        Gain is counted from no agreement (0) to the best that the party can have in that draw (100 per cent);
        a package that not all accept gains nothing. Regret is what the best least share in the draw exceeds
        it by.
      </p>
      <div class="columns">
        {listed.slice(0, most).map((row) => (
          <PackageOf key={row.name} name={row.name} of={row.each} like={row.like} />
        ))}
      </div>
      {listed.length > most && (
        <button type="button" class="plain" onClick={() => showMost(most + page)}>
          Show more: {listed.length - most} are left
        </button>
      )}
    </section>
  );
}

function PackageOf(props: { name: string; of: RobustPackage; like: number }): JSX.Element {
  const { shown } = useCase();
  return (
    <details class="issue">
      <summary>
        <strong>{props.name}</strong> {props.of.certain ? "— accepted by all in every draw, by proof" : ""}
      </summary>
      {props.of.reasons.length > 0 && (
        <p class="quiet">Listed for: {join(props.of.reasons.map((each) => reasons[each] ?? each))}.</p>
      )}
      {props.like > 0 && (
        <p class="quiet">
          {counted(props.like, "more package")} cannot be told apart from it by anything that is drawn.
        </p>
      )}
      <PackageList shown={shown} of={props.of.options} />
      {[...props.of.decides_without_asking, ...props.of.notes].map((note) => (
        <p key={note} class="quiet">
          Note: {note}
        </p>
      ))}
    </details>
  );
}

/** Packages that lead a group of those that nothing tells apart, with how many more are in it. */
function leaders(robust: Robust): { each: RobustPackage; like: number }[] {
  return robust.packages.flatMap((each, at) =>
    each.group === at ? [{ each, like: robust.packages.filter((one) => one.group === at).length - 1 }] : [],
  );
}

const reasons: Record<string, string> = {
  frontier: "on the frontier of some draw",
  "most-accepted": "among the most accepted",
  "most-gain": "among the largest mean least shares of gain",
  "least-regret": "among the smallest greatest regrets",
  named: "named",
};
