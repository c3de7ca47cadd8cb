/** All forms with names and flags, but without what they do: for disassemblers. */
import { COMPLETE_FORMS, COMPLETE_LOOKUP } from "./generated/complete-forms.ts";
import { FLAGS } from "./generated/flags.ts";
import { unpackForms, unpackLookup } from "./packed/unpack.ts";
import type { DecodingTable } from "./table.ts";

/** Every form of every rule set, VEX and forbidden ones too. Costs some milliseconds: keep it. */
export function namedTable(): DecodingTable {
  const forms = unpackForms(COMPLETE_FORMS, true, FLAGS);
  return {
    forms,
    coreCount: COMPLETE_FORMS.coreCount,
    lookup: unpackLookup(COMPLETE_LOOKUP, forms),
  };
}
