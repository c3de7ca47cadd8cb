/**
 * Prints a program as pseudo-code for people: the meaning of an instruction as its page shows it.
 *
 * A value used once is written where it is used; a value used more often, a long one, a load, and
 * anything that can fault get a line of their own, so that the order of what can go wrong stays
 * visible. Effects take the state from before the instruction: what an earlier line of the effects
 * has overwritten reads as `old ...`. Several lines under one condition are indented below it.
 */
import type { MeaningForm } from "../isa/form.ts";
import type { Effect, Flag, LeaveReason, Program, Ref, Step } from "./ir.ts";
import { Notation, fixedName, laneRange } from "./notation.ts";
import { effectRefs, stepRefs } from "./references.ts";

/** A value whose text is longer than this gets a name. */
const LONG_TEXT = 48;

/** What a program that leaves the engine does, in words. */
const LEAVING: Readonly<Record<LeaveReason, string>> = {
  hlt: "halt", syscall: "leave to the system", int3: "#BP behind the instruction",
  int1: "#DB behind the instruction",
};

const STATUS_FLAGS = ["of", "sf", "zf", "af", "pf", "cf"] as const;

/** One line, and the condition under which it happens: its text, and which value it is. */
interface Statement {
  readonly text: string;
  readonly when?: Ref | undefined;
  readonly condition?: string | undefined;
}

/** Pseudo-code of a program, one line per element; indented lines belong to the `if` above them. */
export function printProgram(form: MeaningForm, program: Program): readonly string[] {
  return layOut(new Printer(form, program).statements());
}

function layOut(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ text, when, condition }, at) => {
    if (condition === undefined) return [text];
    const first = at === 0 || statements[at - 1]?.when !== when;
    if (first && statements[at + 1]?.when !== when) return [`${text} if ${condition}`];
    return first ? [`if ${condition}:`, `    ${text}`] : [`    ${text}`];
  });
}

/** Steps that stand on a line of their own even when used once: they can fault or read memory. */
function isAnchored(step: Step): boolean {
  return step.op === "load" || step.op === "loadv" || step.op === "writable" || step.op === "fault";
}

/** Is some `rm` operand memory in this variant? Then the program computes its address. */
function usesMemory(program: Program): boolean {
  return program.steps.some(({ op }) => op === "address" || op === "offset");
}

class Printer {
  readonly #program: Program;
  readonly #notation: Notation;
  readonly #uses: number[];
  /** Values that some effect writes as they are: their line has room for a long text. */
  readonly #written: ReadonlySet<Ref>;

  constructor(form: MeaningForm, program: Program) {
    this.#program = program;
    this.#notation = new Notation(form, program, usesMemory(program));
    this.#uses = program.steps.map(() => 0);
    const used = [...program.steps.flatMap(stepRefs), ...program.effects.flatMap(effectRefs)];
    for (const ref of used) this.#uses[ref] = (this.#uses[ref] ?? 0) + 1;
    this.#written = new Set(program.effects.flatMap((effect) =>
      "value" in effect ? [effect.value] : []));
  }

  statements(): Statement[] {
    const steps = this.#program.steps.flatMap((step, ref) => this.#step(step, ref));
    return [...steps, ...this.#program.effects.flatMap((effect) => this.#effect(effect))];
  }

  #step(step: Step, ref: Ref): Statement[] {
    const uses = this.#uses[ref] ?? 0;
    if (isAnchored(step)) return [this.#anchor(step, ref)];
    if (uses === 0 || this.#notation.isShort(ref)) return [];
    const text = this.#notation.text(ref);
    const room = this.#written.has(ref) ? 2 * LONG_TEXT : LONG_TEXT;
    if (uses === 1 && text.length <= room) return [];
    const { name, fresh } = this.#notation.name(ref);
    return fresh ? [{ text: `${name} ← ${text}` }] : [];
  }

  #anchor(step: Step, ref: Ref): Statement {
    const n = this.#notation;
    const when = "when" in step ? step.when : undefined;
    const given = { when, condition: n.condition(when) };
    switch (step.op) {
      case "load": case "loadv": {
        const memory = n.memory(step.address, step.op === "load" ? step.bits : 128);
        return { ...given, text: `${n.name(ref).name} ← ${memory}` };
      }
      case "writable": {
        const memory = n.memory(step.address, step.bytes * 8);
        return { ...given, text: `check that ${memory} is writable` };
      }
      case "fault": return { ...given, text: `#${step.vector}` };
      default: throw new Error(`${step.op} is no anchored step`);
    }
  }

  #effect(effect: Effect): Statement[] {
    const n = this.#notation;
    const when = "when" in effect ? effect.when : undefined;
    const condition = n.condition(when);
    const texts = this.#register(effect) ?? this.#memory(effect) ?? this.#flags(effect)
      ?? this.#control(effect);
    return texts.map((text) => ({ text, when, condition }));
  }

  /** The value is written down before the destination counts as overwritten. */
  #assign(name: string, value: Ref, ...places: readonly string[]): string {
    const text = `${name} ← ${this.#notation.text(value)}`;
    this.#notation.overwrite(...places);
    return text;
  }

  #register(effect: Effect): string[] | undefined {
    const n = this.#notation;
    switch (effect.op) {
      case "set": case "setmmx":
        return [this.#assign(n.operand(effect.k), effect.value, `operand${effect.k}`)];
      case "setv": return this.#vector(effect);
      case "setlane": {
        const { k, lanes, index, value } = effect;
        const name = `${n.operand(k)}[${laneRange(lanes, index)}]`;
        return [this.#assign(name, value, `operand${k}.0`)];
      }
      case "setfixed": {
        const { register, bits, value } = effect;
        return [this.#assign(fixedName(register, bits), value, register)];
      }
      case "setfixedv": {
        const { register, half, value } = effect;
        const name = half === 0 ? `xmm${register}` : `ymm${register}[255:128]`;
        return [this.#assign(name, value, `vector${register}.${half}`)];
      }
      case "setsystem": {
        const name = effect.register === "df" ? "DF" : effect.register;
        const flags = effect.register === "rflags" ? STATUS_FLAGS : [];
        return [this.#assign(name, effect.value, effect.register, ...flags)];
      }
      default: return undefined;
    }
  }

  #vector(effect: Extract<Effect, { op: "setv" }>): string[] {
    const { k, half, upper, value } = effect;
    const n = this.#notation;
    const line = this.#assign(n.half(k, half), value, `operand${k}.${half}`);
    const both = this.#program.effects.some((other) =>
      other.op === "setv" && other.k === k && other.half === 1);
    return upper === "clear" && !both ? [line, `${n.wide(k)}[255:128] ← 0`] : [line];
  }

  #memory(effect: Effect): string[] | undefined {
    const n = this.#notation;
    switch (effect.op) {
      case "store": return [this.#assign(n.memory(effect.address, effect.bits), effect.value)];
      case "storev": return [this.#assign(n.memory(effect.address, 128), effect.value)];
      default: return undefined;
    }
  }

  #flags(effect: Effect): string[] | undefined {
    const n = this.#notation;
    switch (effect.op) {
      case "flags": return this.#operationFlags(effect);
      case "setflags": {
        const lines = this.#singleFlags(effect.flags);
        n.overwrite(...Object.keys(effect.flags));
        return lines;
      }
      case "resultflags": {
        const { r, bits, carry, overflow, adjust } = effect;
        const lines = [
          `SF, ZF, PF ← flags of ${n.part(r)} (${bits} bits)`,
          ...this.#singleFlags({ cf: carry, of: overflow, af: adjust }),
        ];
        n.overwrite(...STATUS_FLAGS);
        return lines;
      }
      case "undefined": {
        const flags = effect.flags.map((flag) => flag.toUpperCase());
        return [`undefined: ${[...flags, ...effect.operands.map((k) => n.operand(k))].join(", ")}`];
      }
      default: return undefined;
    }
  }

  /** A line for every flag; flags that become the same share one. */
  #singleFlags(flags: Readonly<Record<string, Ref>>): string[] {
    const byText = new Map<string, string[]>();
    for (const [flag, value] of Object.entries(flags)) {
      const text = this.#notation.text(value);
      byText.set(text, [...(byText.get(text) ?? []), flag.toUpperCase()]);
    }
    return [...byText].map(([text, names]) => `${names.join(", ")} ← ${text}`);
  }

  #operationFlags({ kind, bits, x, y, r, keepCarry }: Extract<Effect, { op: "flags" }>): string[] {
    const n = this.#notation;
    const flags: readonly Flag[] = keepCarry ? STATUS_FLAGS.slice(0, -1) : STATUS_FLAGS;
    const operation = `${n.part(x)} ${kind === "add" ? "+" : "−"} ${n.part(y)}`;
    const names = flags.map((flag) => flag.toUpperCase()).join(", ");
    const lines = kind === "logic"
      ? [`SF, ZF, PF ← flags of ${n.part(r)} (${bits} bits)`, "OF, CF, AF ← 0"]
      : [`${names} ← flags of ${operation} (${bits} bits)`];
    n.overwrite(...flags);
    return lines;
  }

  #control(effect: Effect): string[] {
    const n = this.#notation;
    switch (effect.op) {
      case "jump": return [`rip ← ${n.text(effect.target)}`];
      case "again": return ["repeat the instruction"];
      case "leave": return [LEAVING[effect.reason]];
      case "unit": return [n.call(effect.fn, ...effect.args)];
      default: throw new Error(`no words for the effect ${effect.op}`);
    }
  }
}
