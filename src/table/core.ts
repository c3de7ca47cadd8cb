/** The core table: what the sandbox admits, without ids, flags and meanings. */
import { CORE_FORMS, CORE_LOOKUP } from "./generated/core-forms.ts";
import { tableWithoutMeanings } from "./packed/unpacked-table.ts";
import type { DecodingTable } from "./table.ts";

/** Enough to decode, validate and execute sandboxed code. */
export function coreTable(): DecodingTable {
  return tableWithoutMeanings(CORE_FORMS, CORE_LOOKUP, false, undefined);
}
