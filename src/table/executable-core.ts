/** What an engine for sandboxed code without VEX needs. */
import { CORE_FORMS, CORE_LOOKUP } from "./generated/core-forms.ts";
import { attachMeanings } from "./packed/attached.ts";
import type { Table } from "./table.ts";

/** The core forms with their meanings, without ids and flags: the quickest table to execute by. */
export function executableCoreTable(): Table {
  return attachMeanings(CORE_FORMS, CORE_LOOKUP, undefined);
}
