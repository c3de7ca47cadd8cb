/** What an engine for sandboxed code without VEX needs. */
import { CORE_FORMS, CORE_LOOKUP } from "./generated/core-forms.ts";
import { CORE_MEANINGS } from "./generated/core-meanings.ts";
import { tableWithMeanings } from "./packed/unpacked-table.ts";
import type { Table } from "./table.ts";

/** The core forms with their ids and meanings, without flags: half of the complete table, so loaded sooner. */
export function executableCoreTable(): Table {
  return tableWithMeanings(CORE_FORMS, CORE_LOOKUP, CORE_MEANINGS, undefined);
}
