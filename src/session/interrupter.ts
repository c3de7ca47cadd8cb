/**
 * Stopping a session from outside: a signal, an alarm, a button. The session asks between slices,
 * and is woken where it waits for a channel.
 */
import { TRUSTED_HALT, signalState } from "../../spec/abi/faults.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { EXIT_SIGNAL, STATE_TIMEOUT } from "../../spec/abi/report.ts";

export type Interruption =
  | { readonly kind: "timeout"; readonly seconds: number }
  | { readonly kind: "signal"; readonly signal: number };

function failureOf(interruption: Interruption, address: bigint | undefined): Failure {
  if (interruption.kind === "timeout") {
    return new Failure("exhausted", EXIT_SIGNAL, STATE_TIMEOUT,
      `the guest did not end within ${interruption.seconds} s`);
  }
  const trusted = address === undefined;
  return new Failure("interrupted", EXIT_SIGNAL,
    signalState(interruption.signal, trusted, address ?? TRUSTED_HALT), "stopped from outside");
}

export class Interrupter {
  #raised: Interruption | undefined;
  #wake: ((failure: Failure) => void) | undefined;

  /** Ends the session at the next opportunity; the first reason counts. */
  raise(interruption: Interruption): void {
    this.#raised ??= interruption;
    this.#wake?.(failureOf(this.#raised, undefined));
  }

  /** Throws when raised; `address` is where the guest stands. */
  check(address: bigint): void {
    if (this.#raised !== undefined) throw failureOf(this.#raised, address);
  }

  /** `work`, or a rejection as soon as the session is interrupted. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#raised !== undefined) return reject(failureOf(this.#raised, undefined));
      this.#wake = reject;
      work.then(resolve, reject);
    });
  }
}
