import type { JSX } from "preact";
import type { Offers } from "../../api/types";
import { useApi } from "../../api/use";
import { choiceName, issueName, partyName } from "../../names";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { Table } from "../../ui/Table";
import { asOf, levels } from "../../words";
import { useCase, viewPath } from "../context";
import { Said } from "./TimelineTable";

type Row = {
  offer: Offers["offers"][number];
  clause: Offers["offers"][number]["clauses"][number] | null;
  first: boolean;
};

/** One party's offers and demands compared, clause by clause. */
export function OffersPart(): JSX.Element {
  const { id, shown } = useCase();
  const party = place.value.query.get("party") ?? shown.parties[0]?.id ?? "";
  const offers = useApi<Offers>(party ? viewPath(id, "record/offers", [["party", party]]) : null);
  return (
    <>
      <h2>Offers and demands</h2>
      <div class="fields">
        <label>
          <span>Party</span>
          <select value={party} onChange={(event) => change({ party: event.currentTarget.value })}>
            {shown.parties.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Answered of={offers} what="the offers">
        {(data) => (
          <Table<Row>
            title={`Offers and demands of ${partyName(shown, party)}, in order of date, clause by clause`}
            asOf={asOf(data)}
            basis="statements as coded; choices with which some allowed package is in accord"
            rows={data.offers.flatMap(clauses)}
            empty="None is on record."
            columns={[
              {
                id: "statement",
                head: "Statement",
                rowHead: true,
                cell: ({ offer, first }) =>
                  first ? (
                    <>
                      <code>{offer.statement}</code>
                      <span class="behind">
                        {offer.said}, {levels[offer.level] ?? offer.level}
                        {offer.ended ? `; until ${offer.ended}` : ""}
                      </span>
                    </>
                  ) : (
                    <span class="hidden">{offer.statement}</span>
                  ),
              },
              {
                id: "says",
                head: "What it says, and on whose word",
                cell: ({ offer, first }) => first && <Said says={offer.says} chain={offer.chain} />,
              },
              { id: "issue", head: "Issue", cell: ({ clause }) => clause && issueName(shown, clause.issue) },
              {
                id: "open",
                head: "Leaves open",
                cell: ({ clause }) =>
                  clause?.open?.map((each) => choiceName(shown, clause.issue, each)).join("; ") ??
                  (clause ? "too many choices to go through" : ""),
              },
              { id: "change", head: "Than before", cell: ({ clause }) => clause?.change ?? "" },
            ]}
          />
        )}
      </Answered>
    </>
  );
}

function clauses(offer: Offers["offers"][number]): Row[] {
  if (offer.clauses.length === 0) return [{ offer, clause: null, first: true }];
  return offer.clauses.map((clause, at) => ({ offer, clause, first: at === 0 }));
}
