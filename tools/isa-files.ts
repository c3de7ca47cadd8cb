/** Writes the published instruction table. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fullTable } from "../src/table/full.ts";
import { isaDocument } from "./isa-document.ts";

/**
 * Writes `zerovm-isa.json` and `zerovm-isa.schema.json` into `folder`, which is made if need be.
 * One form stands in one line, so that a change of one row is a change of one line.
 * @returns the number of forms
 */
export function writeIsaFiles(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const { forms, ...head } = isaDocument(fullTable());
  const lines = forms.map((form) => `    ${JSON.stringify(form)}`).join(",\n");
  const start = JSON.stringify({ $schema: "zerovm-isa.schema.json", ...head }, undefined, 2);
  const text = `${start.slice(0, -2)},\n  "forms": [\n${lines}\n  ]\n}\n`;
  writeFileSync(join(folder, "zerovm-isa.json"), text);
  copyFileSync(
    join(import.meta.dirname, "isa-document.schema.json"), join(folder, "zerovm-isa.schema.json"),
  );
  return forms.length;
}
