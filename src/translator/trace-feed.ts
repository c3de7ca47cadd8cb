/**
 * The trace hash of a unit while it is written. The host's compiler keeps the hash in memory as a rule,
 * so a step at each transfer would wait for the last one to come back from there: steps are put off to
 * where ways meet, and control leaves with those that are still untraced (`ExitPoint.untraced`).
 */
import { splitmix64 } from "../machine/trace.ts";
import type { Code } from "../wasm/code.ts";
import { TRACE } from "./protocol.ts";

/** Most steps that are put off: each stands at every way out of the blocks that they lead to. */
const UNTRACED_MAX = 8;
const ROTATION = 5n;

export class TraceFeed {
  readonly #code: Code;
  readonly #isOn: boolean;
  /** Addresses of transfers, in order, that the hash in its local lacks. */
  #untraced: readonly number[] = [];

  /** `isOn`: the hash counts. */
  constructor(code: Code, isOn: boolean) {
    this.#code = code;
    this.#isOn = isOn;
  }

  get untraced(): readonly number[] {
    return this.#untraced;
  }

  /** Goes on with what another place has put off; nothing by default. */
  begin(untraced: readonly number[] = []): void {
    this.#untraced = untraced;
  }

  /** Feeds the hash with a known next address. */
  add(next: number): void {
    if (!this.#isOn) return;
    this.#untraced = [...this.#untraced, next];
    if (this.#untraced.length > UNTRACED_MAX) this.flush();
  }

  /** Pushes the whole hash. */
  push(): void {
    const code = this.#code;
    code.get(TRACE);
    for (const next of this.#untraced) {
      code.i64(ROTATION); code.op("i64_rotl");
      code.i64(BigInt.asIntN(64, splitmix64(BigInt(next)))); code.op("i64_add");
    }
  }

  /** Puts the whole hash into its local. */
  flush(): void {
    if (this.#untraced.length === 0) return;
    this.push();
    this.#code.set(TRACE);
    this.#untraced = [];
  }
}
