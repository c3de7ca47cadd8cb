/** The instruction table as every consumer sees it, whichever of its builds is loaded. */
import type { Form, Meaning } from "../../spec/isa/form.ts";
import type { FormIndex } from "./form-index.ts";
import type { Lookup } from "./lookup.ts";

/** What decoding and validating need. */
export interface DecodingTable extends FormIndex {
  /** All forms; a form's `number` is its index. Core forms come first. Use `form` for a few. */
  readonly forms: readonly Form[];
  /** How many forms are core: legacy encodings that the sandbox admits under some rule set. */
  readonly coreCount: number;
  /** The decision trees of the decoder. */
  readonly lookup: Lookup;
  /** The form of this number. Throws RangeError when there is none. */
  form(number: number): Form;
}

/** The table with names and meanings. */
export interface Table extends DecodingTable {
  /** The form of this id. Throws RangeError when there is none. */
  byId(id: string): Form;
  /** What the form does, or undefined while nobody has written it. */
  meaningOf(form: Form): Meaning | undefined;
}
