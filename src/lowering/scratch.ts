/** Locals of one handler or unit. */
import type { Code, Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";

/** Locals of a handler or unit, given back together when it is finished. */
export class Scratch {
  readonly #code: Code;
  readonly #taken: { readonly local: Local; readonly type: ValueType }[] = [];

  constructor(code: Code) {
    this.#code = code;
  }

  take(type: ValueType): Local {
    const local = this.#code.local(type);
    this.#taken.push({ local, type });
    return local;
  }

  releaseAll(): void {
    for (const { local, type } of this.#taken.splice(0)) this.#code.release(local, type);
  }
}
