import type { Form } from "../../spec/isa/form.ts";

/** The operands do not fit the form: a mistake of the caller, never of the bytes' source. */
export class EncodeError extends Error {
  constructor(form: Form, what: string) {
    super(`${form.id} cannot be encoded: ${what}`);
    this.name = "EncodeError";
  }
}
