import type { JSX } from "preact";
import type { Ask } from "../../api/types";
import { partyName } from "../../names";
import { PackageList } from "../../ui/PackageList";
import { Table } from "../../ui/Table";
import { asOf, grouped, letter, number, percent } from "../../words";
import { useCase } from "../context";
import { Tornado } from "./Tornado";
import type { Unknown } from "./unknowns";
import { inOrder, worthMost } from "./unknowns";

/** What is worth asking, how far each unknown moves the answer, and where the answer flips. */
export function Questions({ ask }: { ask: Ask }): JSX.Element {
  const { shown } = useCase();
  const basis = `shares of ${grouped(ask.draws)} draws, seed ${ask.seed}, not probabilities`;
  const worth = worthMost(ask);
  const name = letter(ask.most_accepted.package);
  const best = ask.packages[ask.most_accepted.package];
  const flips = ask.unknowns.flatMap((unknown) => unknown.flips.map((flip) => ({ unknown, flip })));
  return (
    <>
      <p>
        As far as is known now, package {name} is accepted by all who are asked in most draws,{" "}
        {percent(ask.most_accepted.share)}, and package {letter(ask.most_gain.package)} has the largest mean
        least share of possible gain, {percent(ask.most_gain.share)}.
      </p>
      {best && (
        <details>
          <summary>Package {name} of the questions</summary>
          <PackageList shown={shown} of={best.options} />
        </details>
      )}
      <h3>Worth most first</h3>
      <Table<Unknown>
        title="Questions, by what knowing the answer is worth"
        asOf={asOf(ask)}
        basis={basis}
        rows={worth}
        empty="None of the unknowns is worth more by itself than the error of drawing; pairs of them may be."
        columns={[
          {
            id: "question",
            head: "Question",
            rowHead: true,
            cell: (row) => (
              <>
                {row.question}
                <span class="behind">
                  {row.unknown}; {row.behind}
                </span>
              </>
            ),
          },
          {
            id: "whose",
            head: "Whose",
            cell: (row) => (row.party ? partyName(shown, row.party) : "the case's"),
          },
          {
            id: "accepted",
            head: "Draws accepted by all",
            numeric: true,
            cell: (row) => percent(row.accepted),
          },
          { id: "gain", head: "Least share of gain", numeric: true, cell: (row) => percent(row.gain) },
        ]}
      />
      <h3>Single-number sensitivities</h3>
      <Tornado
        rows={inOrder(ask)}
        share={ask.most_accepted.share.value}
        caption={`How far each unknown moves the share of draws in which all accept ${name}`}
        asOf={asOf(ask)}
        basis={basis}
      />
      <h3>Flip thresholds</h3>
      <Table
        title="Where another package is accepted in more draws"
        asOf={asOf(ask)}
        basis={basis}
        rows={flips}
        empty="No single unknown flips which package is accepted in most draws."
        columns={[
          { id: "unknown", head: "Unknown", rowHead: true, cell: (row) => row.unknown.unknown },
          { id: "from", head: "From", numeric: true, cell: (row) => number(row.flip.from, 2) },
          { id: "to", head: "To", numeric: true, cell: (row) => number(row.flip.to, 2) },
          { id: "package", head: "Package", cell: (row) => letter(row.flip.package) },
          {
            id: "share",
            head: "Accepted by all in",
            numeric: true,
            cell: (row) => `${(row.flip.share * 100).toFixed(1)} %`,
          },
          {
            id: "instead",
            head: `Instead of ${name} in`,
            numeric: true,
            cell: (row) => `${(row.flip.instead_of * 100).toFixed(1)} %`,
          },
        ]}
      />
    </>
  );
}
