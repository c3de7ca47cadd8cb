/** All forms with ids and flags, but without what they do: for disassemblers and validators. */
import { COMPLETE_FORMS, COMPLETE_LOOKUP } from "./generated/complete-forms.ts";
import { FLAGS } from "./generated/flags.ts";
import { tableWithoutMeanings } from "./packed/unpacked-table.ts";
import type { DecodingTable } from "./table.ts";

/** Every form of every rule set, VEX and forbidden ones too. */
export function namedTable(): DecodingTable {
  return tableWithoutMeanings(COMPLETE_FORMS, COMPLETE_LOOKUP, true, FLAGS);
}
