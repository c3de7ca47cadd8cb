/** The complete table out of generated data: as `full.ts`, without reading the chapters' rows. */
import { COMPLETE_FORMS, COMPLETE_LOOKUP } from "./generated/complete-forms.ts";
import { COMPLETE_MEANINGS } from "./generated/complete-meanings.ts";
import { FLAGS } from "./generated/flags.ts";
import { tableWithMeanings } from "./packed/unpacked-table.ts";
import type { Table } from "./table.ts";

/** Every form with its names and its meaning. Keep the result: it remembers what it unpacked. */
export function completeTable(): Table {
  return tableWithMeanings(COMPLETE_FORMS, COMPLETE_LOOKUP, COMPLETE_MEANINGS, FLAGS);
}
