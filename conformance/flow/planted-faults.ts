/**
 * Faults that this folder must be able to find: places in the translator, and what stands there
 * instead. Each is a mistake that somebody could make, and that most programs never notice.
 */

export interface PlantedFault {
  /** What goes wrong. */
  readonly name: string;
  /** File, from the root of the repository, and the text in it that is replaced (all of it). */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const TRANSLATOR = "src/translator/";

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "carry-of-64-bit-add: adding 0 carries",
    file: `${TRANSLATOR}flag-locals.ts`, from: `bits === 64 ? "i64_lt_u"`, to: `bits === 64 ? "i64_le_u"`,
  },
  {
    name: "window-end: accesses may begin 15 bytes too far (low window)",
    file: `${TRANSLATOR}window-locals.ts`,
    from: "windowLimit(window, write, WIDEST_ACCESS)", to: "windowLimit(window, write, 1)",
  },
  {
    name: "high-window-end: accesses may begin 15 bytes too far (high window)",
    file: "src/machine/windows.ts",
    from: "end - start - WIDEST_ACCESS + 1 : undefined", to: "end - start : undefined",
  },
  {
    name: "flags-at-load: flags are dropped in front of a load that may fault",
    file: `${TRANSLATOR}flag-need.ts`, from: `"load", "loadv", "writable"`, to: `"writable"`,
  },
  {
    name: "flags-at-store: flags are dropped in front of a store that may fault",
    file: `${TRANSLATOR}flag-need.ts`, from: `"loadv", "writable", "fault"`, to: `"loadv", "fault"`,
  },
  {
    name: "flags-at-budget: flags are dropped where only the budget's end shows them",
    file: `${TRANSLATOR}flag-need.ts`, from: "isCheckpoint[index] === true);", to: "false);",
  },
  {
    name: "flags-behind-return: the return's addition has a wrong operand",
    file: `${TRANSLATOR}transfers.ts`, from: "code.i64(BigInt(back)), () => code.i64(base)",
    to: "code.i64(BigInt(back) + 1n), () => code.i64(base)",
  },
  {
    name: "flags-at-joins: the first way to a block decides which flags are known",
    file: `${TRANSLATOR}flag-flow.ts`, from: `isSameKind(known, behind) ? behind : "unknown"`, to: `isSameKind(known, behind) ? behind : known`,
  },
  {
    name: "flags-of-return-to-dispatcher: not implied behind a return to another unit",
    file: `${TRANSLATOR}dispatcher.ts`, from: 'code.i64(base); code.memory("i64_store", FLAG_B)',
    to: 'code.i64(base + 1n); code.memory("i64_store", FLAG_B)',
  },
  {
    name: "old-units-protect: text that changes keeps its units",
    file: `${TRANSLATOR}machine.ts`, from: "if (start >= text.end || end <= text.start) return;", to: "if (text.end > 0) return;",
  },
  {
    name: "old-units-restore: a machine brought back keeps the units of what came later",
    file: `${TRANSLATOR}machine.ts`, from: "if (this.#ownText || snapshot.ownText) this.#dropUnits();", to: "",
  },
  {
    name: "reuse-write: a check for reading stands for writing too",
    file: `${TRANSLATOR}addresses.ts`, from: "(known.write || !check.write)", to: "true",
  },
  {
    name: "reuse-loop: registers that a loop changes are taken as unchanged",
    file: `${TRANSLATOR}addresses.ts`, from: "for (const block of loopBlocks(this.#graph, header)) written |=", to: "for (const block of [header]) written |=",
  },
  {
    name: "reuse-end: a check stands for accesses that end later",
    file: `${TRANSLATOR}addresses.ts`, from: "known.to >= to", to: "known.to >= from",
  },
  {
    name: "wrapped: sums that differ modulo 2^32 are taken for as far from each other as their numbers",
    file: `${TRANSLATOR}addresses.ts`, from: "if (wrapped === other.wrapped) return { from, to };", to: "if (this.#index >= 0) return { from, to };",
  },
  {
    name: "narrow-check: an offset that a displacement makes negative is the end of the space",
    file: `${TRANSLATOR}window-locals.ts`, from: '(sum >= 0 || (window === "low" && sum > -SMALL))', to: "sum > -SMALL",
  },
  {
    name: "aligned: one aligned address stands for all that differ by a number",
    file: `${TRANSLATOR}addresses.ts`, from: "(other.offset - sum) % ALIGNMENT === 0", to: "true",
  },
  {
    name: "far: the place of a check is forgotten where its block ends",
    file: `${TRANSLATOR}address-code.ts`, from: 'planned.isFar ? this.#code.local("i32") : e.scratch("i32")', to: 'e.scratch("i32")',
  },
  {
    name: "overlap: a copy onto its own end is made at once",
    file: `${TRANSLATOR}bulk.ts`, from: 'this.#pushBytes(); code.op("i32_ge_u"); code.op("i32_and");',
    to: 'this.#pushBytes(); code.op("drop"); code.op("drop"); code.i32(1); code.op("i32_and");',
  },
  {
    name: "bulk-count: a run leaves nothing of the budget for what comes behind it",
    file: `${TRANSLATOR}emit.ts`, from: "reserve: this.#checkpoints.longest[index] ?? 0,", to: "reserve: 0,",
  },
  {
    name: "nan-vectors: vector registers are not brought back where a run begins again",
    file: `${TRANSLATOR}emit.ts`, from: "    bringBack();\n", to: "",
  },
  {
    name: "nan-registers: general registers are not brought back where a run begins again",
    file: `${TRANSLATOR}emit.ts`, from: "      code.get(kept); code.set(local);\n", to: "",
  },
  {
    name: "return-elsewhere: a call goes on behind itself wherever it returns to",
    file: `${TRANSLATOR}transfers.ts`, from: 'code.i32(back); code.op("i32_xor");', to: "code.i32(0); code.op(\"i32_and\");",
  },
  {
    name: "inline-return-elsewhere: a function taken in always returns to its caller",
    file: `${TRANSLATOR}transfers.ts`, from: 'code.i64(linkage.base + BigInt(back)); code.op("i64_xor");', to: 'code.i64(0n); code.op("i64_and");',
  },
  {
    name: "dirty: what only one way to a block has written is not stored",
    file: `${TRANSLATOR}dirty.ts`, from: "const merged = union(known, behind);", to: "const merged = before[next] === NONE ? behind : known;",
  },
  {
    name: "budget-longest: one instruction too few is asked for",
    file: `${TRANSLATOR}checkpoints.ts`, from: "block.instructions.length + Math.max", to: "block.instructions.length - 1 + Math.max",
  },
  {
    name: "hub-due: a jump through a table that goes to no text is counted with its block twice",
    file: `${TRANSLATOR}emit.ts`, from: 'if (block.flow === "switch") this.#exits.at', to: "if (false) this.#exits.at",
  },
  {
    name: "untraced: an exit forgets the transfers that the trace hash lacks there",
    file: `${TRANSLATOR}units-runner.ts`, from: "for (const address of exit.untraced)", to: "for (const address of [] as number[])",
  },
  {
    name: "untraced-way: both ways behind a block put off what the first one has put off",
    file: `${TRANSLATOR}emit.ts`, from: "this.#trace.begin(this.#untracedBehind[index]);\n", to: "",
  },
  {
    name: "near: an access stands where the first byte of its check is",
    file: `${TRANSLATOR}address-code.ts`, from: "near.offset + planned.offset - planned.by.from", to: "near.offset",
  },
  {
    name: "frame-write: a check for reading does for writing in the frame",
    file: `${TRANSLATOR}addresses.ts`, from: "last.write ||= check.write;", to: "",
  },
  {
    name: "logic-parity: signed less of a logic result is its sign without overflow rules",
    file: `${TRANSLATOR}flag-locals.ts`, from: "pair === 7 ? `${shape}_le_s`", to: "pair === 7 ? `${shape}_lt_s`",
  },
];
