/** The complete table out of generated data: as `full.ts`, without reading the chapters' rows. */
import { COMPLETE_FORMS, COMPLETE_LOOKUP } from "./generated/complete-forms.ts";
import { COMPLETE_MEANINGS } from "./generated/complete-meanings.ts";
import { FLAGS } from "./generated/flags.ts";
import { attachMeanings } from "./packed/attached.ts";
import type { Table } from "./table.ts";

/** Every form with its names and its meaning. Costs some milliseconds: keep the result. */
export function completeTable(): Table {
  return attachMeanings(COMPLETE_FORMS, COMPLETE_LOOKUP, COMPLETE_MEANINGS, FLAGS);
}
