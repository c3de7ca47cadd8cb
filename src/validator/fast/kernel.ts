/**
 * The scanner's common path as WebAssembly: bundles of ordinary instructions, looked up in the same
 * tables with few branches, because mispredicted branches cost more than anything else here.
 *
 * Whatever is rare (odd forms of rsp and rbp, exchanges, VEX, 3DNow!, every refusal) the kernel
 * leaves to `Scanner.step`, one instruction at a time, before it has changed anything; so it never
 * refuses on its own, and every rule stands in `scan.ts`. What compilers write all the time is here
 * as well: padding with long nops, masked branches, string instructions behind their address pairs,
 * the usual sandboxing of rsp and rbp.
 */
import { Code } from "../../wasm/code.ts";
import { ModuleBuilder } from "../../wasm/module.ts";
import {
  CHECKED_MEMORY, FREE_MEMORY, HAS_MODRM, IMMEDIATE_MASK, JUMP_MASK, JUMP_REL8, JUMP_SHIFT,
  LEAD_LEGACY, LEAD_OPCODE, PLACE_SHIFT, REGISTER_IMMEDIATE,
  RM_SHIFT, SECOND_MASK, SUFFIX_3DNOW, WRITES_EXTENDING, WRITE_SHIFT,
} from "./facts.ts";
import {
  above, add, and, below, constant, equal, get, load16, load32, load8, load8s, negative, or, select,
  set, shl, shr, store32, sub, unequal, when, type Value,
} from "./kernel-code.ts";
import {
  BASE_FITS, FACTS, INNER, KEYS, LEAD, NO_INDEX, OPERAND_LENGTH, PREFIX, PROTECTED, REX_KEY, SIB,
  SIB_NO_FIT, SLOT,
} from "./kernel-memory.ts";
import { lastPart, type PartLocals } from "./kernel-parts.ts";
import { NONE } from "./scan.ts";

const BUNDLE_BYTES = 32;
/** Four times hlt. */
const HLT_WORD = 0xf4f4f4f4 | 0;
/** Facts that the kernel leaves to the scanner. */
const RARE = SECOND_MASK | SUFFIX_3DNOW | REGISTER_IMMEDIATE;

/**
 * The module: imports `env.memory` and `env.step` (see `Scanner.step`; the bits in INNER), exports
 * `scan(slice, bundles, origin, size, targets, jumps)`: scans `bundles` bundles at address `slice`,
 * which are at `origin` of a text of `size` bytes; writes the jump targets of each bundle to
 * `targets` (a word each) and marks jumps in the bitmap at `jumps`. Result: how many bundles it
 * accepted before the first refused one. `hltFits`: the tables admit hlt, so that bundles of
 * nothing else need no second look.
 */
export function kernelModule(pages: number, hltFits: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const stepType = module.type(["i32", "i32", "i32", "i32"], ["i32"]);
  const step = module.importFunction("env", "step", stepType);
  module.importMemory("env", "memory", pages, 65536);
  const type = module.type(["i32", "i32", "i32", "i32", "i32", "i32"], ["i32"]);
  module.exportFunction("scan", module.add(type, new Kernel(step, hltFits).code));
  return module.finish();
}

const i = constant;

/** Emits the one function. Locals are named as in `scan.ts`. */
class Kernel {
  readonly code = new Code(6);
  readonly #slice = 0;
  readonly #bundles = 1;
  readonly #origin = 2;
  readonly #size = 3;
  readonly #targets = 4;
  readonly #jumps = 5;
  readonly #bundle = this.code.local("i32");
  readonly #end = this.code.local("i32");
  readonly #p = this.code.local("i32");
  readonly #q = this.code.local("i32");
  readonly #rr = this.code.local("i32");
  readonly #starts = this.code.local("i32");
  readonly #inner = this.code.local("i32");
  readonly #used = this.code.local("i32");
  readonly #byte = this.code.local("i32");
  readonly #key = this.code.local("i32");
  readonly #rex = this.code.local("i32");
  readonly #modrm = this.code.local("i32");
  readonly #facts = this.code.local("i32");
  readonly #register = this.code.local("i32");
  readonly #scratch = this.code.local("i32");
  readonly #partLocals: PartLocals = {
    p: this.#p, starts: this.#starts, facts: this.#facts, modrm: this.#modrm, rex: this.#rex,
    used: this.#used, part: this.code.local("i32"), kind: this.#scratch, scratch: this.#byte,
  };

  constructor(step: number, hltFits: boolean) {
    const c = this.code;
    const done = (): void => {
      get(this.#bundle)(c);
      c.get(this.#slice);
      c.op("i32_sub");
      c.i32(5);
      c.op("i32_shr_u");
      c.op("return");
    };
    set(c, this.#bundle, get(this.#slice));
    const nextBundle = c.loop();
    when(c, equal(shr(sub(get(this.#bundle), get(this.#slice)), i(5)), get(this.#bundles)), done);
    set(c, this.#end, add(get(this.#bundle), i(BUNDLE_BYTES)));
    // The targets' words follow each other as the bundles do: bundle / 8 bytes from the start.
    const place = add(get(this.#targets), shr(sub(get(this.#bundle), get(this.#slice)), i(3)));
    if (hltFits) {
      when(c, this.#isFill(), () => {
        store32(c, place, i(-1));
        set(c, this.#bundle, get(this.#end));
        c.br(nextBundle);
      });
    }
    set(c, this.#p, get(this.#bundle));
    set(c, this.#rr, i(NONE));
    set(c, this.#starts, i(0));
    set(c, this.#inner, i(0));
    const nextInstruction = c.loop();
    this.#instruction(step, done);
    below(get(this.#p), get(this.#end))(c);
    c.brIf(nextInstruction);
    c.end();
    when(c, this.#stackRestricted(), done);
    store32(c, place, and(get(this.#starts), sub(i(-1), get(this.#inner))));
    set(c, this.#bundle, get(this.#end));
    c.br(nextBundle);
    c.end();
    c.op("unreachable");
  }

  /** A bundle of nothing but hlt, which modules are filled up with. */
  #isFill(): Value {
    const words = [0, 4, 8, 12, 16, 20, 24, 28]
      .map((offset) => equal(load32(get(this.#bundle), offset), i(HLT_WORD)));
    return words.reduce(and);
  }

  #stackRestricted(): Value {
    return equal(and(get(this.#rr), i(0x1e)), i(4));
  }

  /** Bundles and slices are aligned, so the low bits of an address are the offset in the bundle. */
  #bit(): Value {
    return shl(i(1), get(this.#p));
  }

  #instruction(step: number, done: () => void): void {
    const c = this.code;
    set(c, this.#starts, or(get(this.#starts), this.#bit()));
    const next = c.block();
    const rare = c.block();
    when(c, this.#stackRestricted(), () => this.#sandboxing(next, rare));
    when(c, equal(load8(get(this.#p)), i(0x66)), () => this.#longNop(next));
    this.#opcode(rare);
    this.#lookUp(rare);
    this.#memory(rare);
    this.#writes(rare);
    lastPart(c, this.#partLocals, rare);
    this.#jump(rare);
    set(c, this.#inner, or(get(this.#inner), get(this.#used)));
    set(c, this.#p, get(this.#q));
    set(c, this.#rr, select(
      equal(and(shr(get(this.#facts), i(WRITE_SHIFT)), i(3)), i(WRITES_EXTENDING)),
      get(this.#register), i(NONE)));
    c.br(next);
    c.end();
    for (const local of [this.#p, this.#bundle, this.#starts, this.#rr]) c.get(local);
    c.call(step);
    c.set(this.#scratch);
    when(c, negative(get(this.#scratch)), done);
    set(c, this.#inner, or(get(this.#inner), load32(i(INNER))));
    set(c, this.#p, add(get(this.#p), and(get(this.#scratch), i(31))));
    set(c, this.#rr, shr(get(this.#scratch), i(5)));
    c.end();
  }

  /** add r64, r15 and lea rsp, [rsp+r15] as compilers write them, after a write of esp or ebp. */
  #sandboxing(next: number, rare: number): void {
    const c = this.code;
    set(c, this.#byte, load32(get(this.#p)));
    const modrm = add(i(0xf8), get(this.#rr));
    // 01 f8+rr with REX 4c, or 03 c7+8rr with REX 49.
    const from = add(i(0xc7), shl(get(this.#rr), i(3)));
    const three = shl(get(this.#byte), i(8));
    const isAdd = or(equal(three, or(i(0x014c00), shl(modrm, i(24)))),
      equal(three, or(i(0x034900), shl(from, i(24)))));
    const isLea = and(equal(get(this.#byte), i(0x3c248d4a)), equal(get(this.#rr), i(4)));
    // 3 or 4 bytes; 0 is neither.
    set(c, this.#q, add(shl(isLea, i(2)), add(isAdd, shl(isAdd, i(1)))));
    set(c, this.#q, add(get(this.#p), get(this.#q)));
    or(equal(get(this.#q), get(this.#p)), above(get(this.#q), get(this.#end)))(c);
    c.brIf(rare);
    set(c, this.#inner, or(get(this.#inner), this.#bit()));
    set(c, this.#p, get(this.#q));
    set(c, this.#rr, i(NONE));
    c.br(next);
  }

  /** The fixed nops that begin with 66; anything else goes on as before. */
  #longNop(next: number): void {
    const c = this.code;
    const { q, byte } = { q: this.#q, byte: this.#byte };
    set(c, q, get(this.#p));
    const more = c.loop();
    set(c, q, add(get(q), i(1)));
    equal(load8(get(q)), i(0x66))(c);
    c.brIf(more);
    c.end();
    // One 66, or up to six of them and 2e.
    const hasCs = equal(load8(get(q)), i(0x2e));
    set(c, byte, sub(get(q), get(this.#p)));
    const prefixesFit = below(get(byte), add(i(2), and(sub(i(0), hasCs), i(5))));
    set(c, this.#scratch, prefixesFit);
    set(c, byte, hasCs);
    set(c, q, add(get(q), get(byte)));
    const long = and(equal(load32(get(q)), i(0x00841f0f)), equal(load32(get(q), 4), i(0)));
    const short = and(equal(load32(get(q)), i(0x00441f0f)), equal(load8(get(q), 4), i(0)));
    const plainShort = and(short, equal(get(byte), i(0)));
    set(c, byte, add(shl(long, i(3)), add(shl(plainShort, i(2)), plainShort)));
    set(c, q, add(get(q), get(byte)));
    const inside = equal(above(get(q), get(this.#end)), i(0));
    when(c, and(and(get(this.#scratch), inside), unequal(get(byte), i(0))), () => {
      set(c, this.#p, get(q));
      set(c, this.#rr, i(NONE));
      c.br(next);
    });
  }

  /** Prefixes, REX, escapes: sets key, rex, and q to the byte behind the opcode. */
  #opcode(rare: number): void {
    const c = this.code;
    const { byte, q, key } = { byte: this.#byte, q: this.#q, key: this.#key };
    set(c, q, get(this.#p));
    set(c, byte, load8(get(q)));
    set(c, key, i(0));
    when(c, equal(load8(get(byte), LEAD), i(LEAD_LEGACY)), () => {
      const again = c.loop();
      const bit = load8(get(byte), PREFIX);
      and(get(key), bit)(c);
      c.brIf(rare);
      set(c, key, or(get(key), bit));
      set(c, q, add(get(q), i(1)));
      set(c, byte, load8(get(q)));
      equal(load8(get(byte), LEAD), i(LEAD_LEGACY))(c);
      c.brIf(again);
      c.end();
      set(c, key, shl(get(key), i(12)));
    });
    // A REX byte or none, without a branch: half of all instructions have one.
    const isRex = equal(and(get(byte), i(0xf0)), i(0x40));
    set(c, key, or(get(key), load16(shl(get(byte), i(1)), REX_KEY)));
    set(c, q, add(get(q), isRex));
    set(c, this.#rex, select(isRex, get(byte), i(0)));
    set(c, byte, load8(get(q)));
    when(c, unequal(load8(get(byte), LEAD), i(LEAD_OPCODE)), () => {
      unequal(get(byte), i(0x0f))(c);
      c.brIf(rare);
      set(c, byte, load8(get(q), 1));
      set(c, q, add(get(q), i(1)));
      set(c, key, or(get(key), i(1 << 8)));
      // Map 2 is 0f 38, map 3 is 0f 3a.
      when(c, equal(and(get(byte), i(0xfd)), i(0x38)), () => {
        set(c, key, add(get(key), add(i(1 << 8), shl(and(get(byte), i(2)), i(7)))));
        set(c, byte, load8(get(q), 1));
        set(c, q, add(get(q), i(1)));
      });
    });
    set(c, key, or(get(key), get(byte)));
    set(c, q, add(get(q), i(1)));
  }

  /** The facts word, ModRM and the length. */
  #lookUp(rare: number): void {
    const c = this.code;
    set(c, this.#modrm, load8(get(this.#q)));
    const place = shl(load16(shl(get(this.#key), i(1)), KEYS), i(2));
    set(c, this.#facts, load32(add(place, load8(get(this.#modrm), SLOT)), FACTS));
    const rm = add(i(RM_SHIFT), and(get(this.#modrm), i(7)));
    const admitted = and(shr(get(this.#facts), rm), i(1));
    const hasRare = and(get(this.#facts), i(RARE));
    or(equal(admitted, i(0)), hasRare)(c);
    c.brIf(rare);
  }

  /** Base and index of a memory operand; `used` becomes the instruction's bit if it uses rr. */
  #memory(rare: number): void {
    const c = this.code;
    const bitOf = (fact: number): Value => and(get(this.#facts), i(fact));
    set(c, this.#used, i(0));
    const hasSib = equal(and(get(this.#modrm), i(7)), i(4));
    const noBase = below(get(this.#modrm), i(0x40));
    when(c, bitOf(CHECKED_MEMORY), () => {
      hasSib(c);
      c.if();
      const key = or(shl(and(get(this.#rex), i(3)), i(8)), load8(get(this.#q), 1));
      set(c, this.#scratch, load8(key, SIB));
      const refused = or(and(get(this.#scratch), i(SIB_NO_FIT)),
        and(shr(get(this.#scratch), i(6)), noBase));
      const index = and(get(this.#scratch), i(31));
      const indexed = unequal(index, i(NO_INDEX));
      or(refused, and(indexed, unequal(index, get(this.#rr))))(c);
      c.brIf(rare);
      set(c, this.#used, shl(indexed, get(this.#p)));
      c.else();
      const base = or(shl(and(get(this.#rex), i(1)), i(8)), get(this.#modrm));
      equal(load8(base, BASE_FITS), i(0))(c);
      c.brIf(rare);
      c.end();
    });
    // Unchecked operands may have no base, and then four more bytes of displacement.
    const long = and(and(hasSib, noBase), equal(and(load8(get(this.#q), 1), i(7)), i(5)));
    set(c, this.#scratch, i(0));
    when(c, bitOf(FREE_MEMORY), () => set(c, this.#scratch, shl(long, i(2))));
    const operand = select(bitOf(HAS_MODRM), load8(get(this.#modrm), OPERAND_LENGTH), i(0));
    const rest = add(operand, and(get(this.#facts), i(IMMEDIATE_MASK)));
    set(c, this.#q, add(add(get(this.#q), get(this.#scratch)), rest));
    above(get(this.#q), get(this.#end))(c);
    c.brIf(rare);
  }

  /** The first written register. All four places are computed, and one is chosen by shifting. */
  #writes(rare: number): void {
    const c = this.code;
    const extension = shl(and(get(this.#rex), i(1)), i(3));
    const rm = or(and(get(this.#modrm), i(7)), extension);
    const reg = or(and(shr(get(this.#modrm), i(3)), i(7)), shl(and(get(this.#rex), i(4)), i(1)));
    const opcode = or(and(get(this.#byte), i(7)), extension);
    const all = or(rm, or(shl(reg, i(8)), shl(opcode, i(16))));
    const place = and(shr(get(this.#facts), i(PLACE_SHIFT - 3)), i(24));
    set(c, this.#register, and(shr(all, place), i(15)));
    const width = and(shr(get(this.#facts), i(WRITE_SHIFT)), i(3));
    const hasRex = shl(unequal(get(this.#rex), i(0)), i(4));
    // mov rbp, rsp and mov rsp, rbp, both directions: 48 89|8b e5|ec; and rsp, imm8 below 0.
    const bytes = and(load32(get(this.#p)), i(0xfffdff));
    const isMove = or(equal(bytes, i(0xe58948)), equal(bytes, i(0xec8948)));
    const isRounding = equal(and(load32(get(this.#p)), i(0x80ffffff | 0)), i(0x80e48348 | 0));
    const isStackMove = or(isMove, isRounding);
    const isProtected = load8(or(or(shl(width, i(5)), hasRex), get(this.#register)), PROTECTED);
    and(isProtected, equal(isStackMove, i(0)))(c);
    c.brIf(rare);
  }

  /** Direct jumps to anything but bundle starts are marked; those out of the text are rare. */
  #jump(rare: number): void {
    const c = this.code;
    when(c, and(get(this.#facts), i(JUMP_MASK)), () => {
      const isByte = equal(and(shr(get(this.#facts), i(JUMP_SHIFT)), i(3)), i(JUMP_REL8));
      const byte = load8s(sub(get(this.#q), i(1)));
      const distance = select(isByte, byte, load32(sub(get(this.#q), i(4))));
      const target = add(add(get(this.#q), distance), sub(get(this.#origin), get(this.#slice)));
      set(c, this.#scratch, target);
      when(c, and(get(this.#scratch), i(31)), () => {
        below(get(this.#scratch), get(this.#size))(c);
        c.op("i32_eqz");
        c.brIf(rare);
        const word = add(get(this.#jumps), shl(shr(get(this.#scratch), i(5)), i(2)));
        store32(c, word, or(load32(word), shl(i(1), get(this.#scratch))));
      });
    });
  }
}
