/**
 * What a program spends its time on, from samples of where the loop left: the sequences of its
 * hottest straight lines, for a loop of its own.
 */
import type { HotSequence } from "./hot.ts";

/** Instructions that a machine has executed before it is sampled for the first, second ... time. */
const SAMPLED_AT = [50_000_000, 500_000_000, 5_000_000_000];
const SAMPLES = 1500;
/** Instructions between two samples: so many at least, and up to SPREAD more. */
const DISTANCE_MIN = 15_000;
const SPREAD = 0x3fff;
/** Sequences of one loop: enough for what matters, few enough to compile quickly. */
const SEQUENCES_MAX = 400;

export class Profile {
  readonly #samples = new Map<number, number>();
  #taken = 0;
  #rounds = 0;
  #random = 1;

  /** Is the machine to be sampled now that it has executed `retired` instructions? */
  isDue(retired: number): boolean {
    const at = SAMPLED_AT[this.#rounds];
    return at !== undefined && retired >= at;
  }

  /** Instructions to the next sample; irregular, so that no loop of the program keeps step. */
  distance(): number {
    this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return DISTANCE_MIN + ((this.#random >> 12) & SPREAD);
  }

  /** Notes a sample; true when these are enough. */
  note(pc: number): boolean {
    this.#samples.set(pc, (this.#samples.get(pc) ?? 0) + 1);
    return ++this.#taken >= SAMPLES;
  }

  /**
   * Ends a round: the sequences that save most, those of one line in their order, the hottest lines
   * first. `sequencesAt` cuts the straight line at an address.
   */
  finish(sequencesAt: (pc: number) => readonly HotSequence[]): HotSequence[] {
    const gains = new Map<string, { readonly sequence: HotSequence; gain: number }>();
    for (const [pc, count] of [...this.#samples].sort(([, a], [, b]) => b - a)) {
      for (const sequence of sequencesAt(pc)) {
        const key = JSON.stringify(sequence);
        const known = gains.get(key) ?? { sequence, gain: 0 };
        known.gain += count * sequence.length;
        gains.set(key, known);
      }
    }
    this.#samples.clear();
    this.#taken = 0;
    this.#rounds++;
    const found = [...gains.values()];
    const best = new Set(found.toSorted((a, b) => b.gain - a.gain).slice(0, SEQUENCES_MAX));
    return found.filter((one) => best.has(one)).map(({ sequence }) => sequence);
  }
}
