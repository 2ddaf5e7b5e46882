import type { JSX } from "preact";
import type { Demand } from "../../api/types";
import { partyName } from "../../names";
import { useCase } from "../context";
import { RedLineText } from "../RedLineText";

/** One demand: whose it is, and what it refuses. */
export function DemandText({ of }: { of: Demand }): JSX.Element {
  const { shown } = useCase();
  const name = partyName(shown, of.party);
  if (!of.red_line) {
    return (
      <>
        <strong>{name}</strong> would not be worse off than without an agreement
      </>
    );
  }
  return (
    <>
      <strong>{name}</strong>, <RedLineText party={of.party} line={of.red_line} />
    </>
  );
}
