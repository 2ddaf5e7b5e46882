import { expect, it } from "vitest";
import { relation } from "./relation";

it("says of two packages what the command line says", () => {
  expect(relation("always", "always")).toBe("A is necessarily better");
  expect(relation("sometimes", "always")).toBe("A is necessarily at least as good, possibly better");
  expect(relation("never", "always")).toBe("necessarily equally good");
  expect(relation("sometimes", "sometimes")).toBe("either is possibly better");
  expect(relation("never", "sometimes")).toBe("B is necessarily at least as good, possibly better");
  expect(relation("never", "never")).toBe("B is necessarily better");
  expect(relation(null, null)).toBe("nothing is known");
});
