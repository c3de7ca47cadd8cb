/** The page about translation shows what the translator really makes. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PAGE, translationListing, translationPage } from "./translation-listing.ts";

it("docs/translation.md has the listing of today; npm run generate:listing writes it", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(translationPage());
});

it("the listing goes from bytes to WebAssembly", () => {
  const listing = translationListing();
  const order = ["Bytes", "83 e9 01", "Meaning", "(%r15,%rcx,4),%eax", "WebAssembly", "(module",
    ";; 20007:", "instructions in"].map((part) => listing.indexOf(part));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order.every((at) => at >= 0)).toBe(true);
});
