/**
 * When each step of a session began and which traps its guest made, in the form of the original's
 * trace: for the file of `-T` and for the log of `-v 2`.
 */
import { TRAP_FUNCTIONS } from "../../spec/abi/traps.ts";
import type { Phase, SessionObserver } from "../session/session.ts";
import type { TrapCall } from "../syscalls/traps.ts";

/** The phases in the words of the original's trace. */
const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  manifest: "[manifest parsing]", loading: "[user module loading]",
  validation: "[user module validation]", channels: "[channels mounting]",
  memory: "[user manifest construction]", guest: "untrusted code",
  closing: "[channels destruction]", report: "[report]",
};

const LINES_PER_WRITE = 1000;

export class SessionTrace implements SessionObserver {
  readonly #write: (text: string) => void;
  readonly #startMs = performance.now();
  #lastMs = this.#startMs;
  #lines: string[];

  /** `write` takes many lines at a time. */
  constructor(write: (text: string) => void) {
    this.#write = write;
    this.#lines = [`[${process.pid}] ${"0".repeat(48)}`];
  }

  #add(what: string): void {
    const nowMs = performance.now();
    const seconds = (ms: number): string => (ms / 1000).toFixed(6);
    const [total, delta] = [nowMs - this.#startMs, nowMs - this.#lastMs].map(seconds);
    this.#lines.push(`${total} [${delta}]: ${what}`);
    this.#lastMs = nowMs;
    if (this.#lines.length >= LINES_PER_WRITE) this.#flush();
  }

  #flush(): void {
    this.#write(this.#lines.map((line) => `${line}\n`).join(""));
    this.#lines = [];
  }

  phase(phase: Phase): void {
    this.#add(PHASE_NAMES[phase]);
  }

  call({ name, args }: TrapCall, result: number): void {
    if (name === undefined) return this.#add(`unknown function = ${result}`);
    const call = `${TRAP_FUNCTIONS[name].name}(${args.join(", ")})`;
    this.#add(name === "exit" || name === "fork" ? call : `${call} = ${result}`);
  }

  close(): void {
    this.#add("[exit]");
    this.#flush();
  }
}
