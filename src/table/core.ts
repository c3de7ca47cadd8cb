/** The core table: what the sandbox admits, without ids, flags and meanings. */
import { CORE_FORMS, CORE_LOOKUP } from "./generated/core-forms.ts";
import { unpackForms, unpackLookup } from "./packed/unpack.ts";
import type { DecodingTable } from "./table.ts";

/** Enough to decode, validate and execute sandboxed code. Costs about a millisecond. */
export function coreTable(): DecodingTable {
  const forms = unpackForms(CORE_FORMS, false, undefined);
  return {
    forms,
    coreCount: CORE_FORMS.coreCount,
    lookup: unpackLookup(CORE_LOOKUP, forms),
  };
}
