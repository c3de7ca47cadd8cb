/**
 * The table of contents of the instruction set: every chapter, in the order in which its forms are
 * numbered. A new paragraph in a chapter needs no entry here, a new chapter does.
 */
import type { Meaning, Paragraph } from "./form.ts";
import * as integerArithmetic from "./integer/arithmetic.ts";
import * as integerLogic from "./integer/logic.ts";
import * as integerShift from "./integer/shift.ts";
import * as integerBit from "./integer/bit.ts";
import * as integerMove from "./integer/move.ts";
import * as integerStack from "./integer/stack.ts";
import * as integerControl from "./integer/control.ts";
import * as integerString from "./integer/string.ts";
import * as integerFlags from "./integer/flags.ts";
import * as x87Move from "./x87/move.ts";
import * as x87Arithmetic from "./x87/arithmetic.ts";
import * as x87Compare from "./x87/compare.ts";
import * as x87Transcendental from "./x87/transcendental.ts";
import * as x87Control from "./x87/control.ts";
import * as mmxMove from "./mmx/move.ts";
import * as mmxArithmetic from "./mmx/arithmetic.ts";
import * as mmxCompare from "./mmx/compare.ts";
import * as mmxLogic from "./mmx/logic.ts";
import * as mmxShift from "./mmx/shift.ts";
import * as mmxPack from "./mmx/pack.ts";
import * as amd3dnow from "./amd3dnow/amd3dnow.ts";
import * as sseMove from "./sse/move.ts";
import * as sseArithmetic from "./sse/arithmetic.ts";
import * as sseCompare from "./sse/compare.ts";
import * as sseLogic from "./sse/logic.ts";
import * as sseShuffle from "./sse/shuffle.ts";
import * as sseConvert from "./sse/convert.ts";
import * as sseControl from "./sse/control.ts";
import * as sse3 from "./sse3/sse3.ts";
import * as ssse3 from "./ssse3/ssse3.ts";
import * as sse4Blend from "./sse4/blend.ts";
import * as sse4Pack from "./sse4/pack.ts";
import * as sse4Arithmetic from "./sse4/arithmetic.ts";
import * as sse4Compare from "./sse4/compare.ts";
import * as sse4String from "./sse4/string.ts";
import * as sse4Sse4a from "./sse4/sse4a.ts";
import * as cryptoAes from "./crypto/aes.ts";
import * as cryptoClmul from "./crypto/clmul.ts";
import * as cryptoGfni from "./crypto/gfni.ts";
import * as cryptoSha from "./crypto/sha.ts";
import * as bmiBmi1 from "./bmi/bmi1.ts";
import * as bmiBmi2 from "./bmi/bmi2.ts";
import * as bmiTbm from "./bmi/tbm.ts";
import * as bmiLwp from "./bmi/lwp.ts";
import * as avxMove from "./avx/move.ts";
import * as avxArithmetic from "./avx/arithmetic.ts";
import * as avxCompare from "./avx/compare.ts";
import * as avxLogic from "./avx/logic.ts";
import * as avxShuffle from "./avx/shuffle.ts";
import * as avxConvert from "./avx/convert.ts";
import * as avxControl from "./avx/control.ts";
import * as avxNew from "./avx/new.ts";
import * as avxIntegerMove from "./avx/integer-move.ts";
import * as avxIntegerArithmetic from "./avx/integer-arithmetic.ts";
import * as avxIntegerCompare from "./avx/integer-compare.ts";
import * as avxIntegerLogic from "./avx/integer-logic.ts";
import * as avxIntegerShift from "./avx/integer-shift.ts";
import * as avxIntegerPack from "./avx/integer-pack.ts";
import * as avxSse3 from "./avx/sse3.ts";
import * as avxSsse3 from "./avx/ssse3.ts";
import * as avxSse4Blend from "./avx/sse4-blend.ts";
import * as avxSse4Pack from "./avx/sse4-pack.ts";
import * as avxSse4Arithmetic from "./avx/sse4-arithmetic.ts";
import * as avxSse4Compare from "./avx/sse4-compare.ts";
import * as avxSse4String from "./avx/sse4-string.ts";
import * as avxCrypto from "./avx/crypto.ts";
import * as fma from "./fma/fma.ts";
import * as fmaFma4 from "./fma/fma4.ts";
import * as xop from "./xop/xop.ts";
import * as avxLaterDotProduct from "./avx-later/dot-product.ts";
import * as avxLaterConvert from "./avx-later/convert.ts";
import * as avxLaterCrypto from "./avx-later/crypto.ts";
import * as avxLaterCompareAdd from "./avx-later/compare-add.ts";
import * as avx512Mask from "./avx512/mask.ts";
import * as amx from "./amx/amx.ts";
import * as systemMachine from "./system/machine.ts";
import * as systemSegment from "./system/segment.ts";
import * as systemMemory from "./system/memory.ts";
import * as systemMsr from "./system/msr.ts";
import * as systemState from "./system/state.ts";
import * as systemTransaction from "./system/transaction.ts";
import * as systemShadowStack from "./system/shadow-stack.ts";
import * as systemVirtualization from "./system/virtualization.ts";
import * as systemEnclave from "./system/enclave.ts";
import * as systemInterrupt from "./system/interrupt.ts";
import * as systemKeyLocker from "./system/key-locker.ts";
import * as systemPadlock from "./system/padlock.ts";

/** What a chapter exports: its paragraphs, and the meanings and notes that stand beside them. */
export interface Chapter {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

export const CHAPTERS: readonly Chapter[] = [
  { name: "integer/arithmetic", exports: integerArithmetic },
  { name: "integer/logic", exports: integerLogic },
  { name: "integer/shift", exports: integerShift },
  { name: "integer/bit", exports: integerBit },
  { name: "integer/move", exports: integerMove },
  { name: "integer/stack", exports: integerStack },
  { name: "integer/control", exports: integerControl },
  { name: "integer/string", exports: integerString },
  { name: "integer/flags", exports: integerFlags },
  { name: "x87/move", exports: x87Move },
  { name: "x87/arithmetic", exports: x87Arithmetic },
  { name: "x87/compare", exports: x87Compare },
  { name: "x87/transcendental", exports: x87Transcendental },
  { name: "x87/control", exports: x87Control },
  { name: "mmx/move", exports: mmxMove },
  { name: "mmx/arithmetic", exports: mmxArithmetic },
  { name: "mmx/compare", exports: mmxCompare },
  { name: "mmx/logic", exports: mmxLogic },
  { name: "mmx/shift", exports: mmxShift },
  { name: "mmx/pack", exports: mmxPack },
  { name: "amd3dnow/amd3dnow", exports: amd3dnow },
  { name: "sse/move", exports: sseMove },
  { name: "sse/arithmetic", exports: sseArithmetic },
  { name: "sse/compare", exports: sseCompare },
  { name: "sse/logic", exports: sseLogic },
  { name: "sse/shuffle", exports: sseShuffle },
  { name: "sse/convert", exports: sseConvert },
  { name: "sse/control", exports: sseControl },
  { name: "sse3/sse3", exports: sse3 },
  { name: "ssse3/ssse3", exports: ssse3 },
  { name: "sse4/blend", exports: sse4Blend },
  { name: "sse4/pack", exports: sse4Pack },
  { name: "sse4/arithmetic", exports: sse4Arithmetic },
  { name: "sse4/compare", exports: sse4Compare },
  { name: "sse4/string", exports: sse4String },
  { name: "sse4/sse4a", exports: sse4Sse4a },
  { name: "crypto/aes", exports: cryptoAes },
  { name: "crypto/clmul", exports: cryptoClmul },
  { name: "crypto/gfni", exports: cryptoGfni },
  { name: "crypto/sha", exports: cryptoSha },
  { name: "bmi/bmi1", exports: bmiBmi1 },
  { name: "bmi/bmi2", exports: bmiBmi2 },
  { name: "bmi/tbm", exports: bmiTbm },
  { name: "bmi/lwp", exports: bmiLwp },
  { name: "avx/move", exports: avxMove },
  { name: "avx/arithmetic", exports: avxArithmetic },
  { name: "avx/compare", exports: avxCompare },
  { name: "avx/logic", exports: avxLogic },
  { name: "avx/shuffle", exports: avxShuffle },
  { name: "avx/convert", exports: avxConvert },
  { name: "avx/control", exports: avxControl },
  { name: "avx/new", exports: avxNew },
  { name: "avx/integer-move", exports: avxIntegerMove },
  { name: "avx/integer-arithmetic", exports: avxIntegerArithmetic },
  { name: "avx/integer-compare", exports: avxIntegerCompare },
  { name: "avx/integer-logic", exports: avxIntegerLogic },
  { name: "avx/integer-shift", exports: avxIntegerShift },
  { name: "avx/integer-pack", exports: avxIntegerPack },
  { name: "avx/sse3", exports: avxSse3 },
  { name: "avx/ssse3", exports: avxSsse3 },
  { name: "avx/sse4-blend", exports: avxSse4Blend },
  { name: "avx/sse4-pack", exports: avxSse4Pack },
  { name: "avx/sse4-arithmetic", exports: avxSse4Arithmetic },
  { name: "avx/sse4-compare", exports: avxSse4Compare },
  { name: "avx/sse4-string", exports: avxSse4String },
  { name: "avx/crypto", exports: avxCrypto },
  { name: "fma/fma", exports: fma },
  { name: "fma/fma4", exports: fmaFma4 },
  { name: "xop/xop", exports: xop },
  { name: "avx-later/dot-product", exports: avxLaterDotProduct },
  { name: "avx-later/convert", exports: avxLaterConvert },
  { name: "avx-later/crypto", exports: avxLaterCrypto },
  { name: "avx-later/compare-add", exports: avxLaterCompareAdd },
  { name: "avx512/mask", exports: avx512Mask },
  { name: "amx/amx", exports: amx },
  { name: "system/machine", exports: systemMachine },
  { name: "system/segment", exports: systemSegment },
  { name: "system/memory", exports: systemMemory },
  { name: "system/msr", exports: systemMsr },
  { name: "system/state", exports: systemState },
  { name: "system/transaction", exports: systemTransaction },
  { name: "system/shadow-stack", exports: systemShadowStack },
  { name: "system/virtualization", exports: systemVirtualization },
  { name: "system/enclave", exports: systemEnclave },
  { name: "system/interrupt", exports: systemInterrupt },
  { name: "system/key-locker", exports: systemKeyLocker },
  { name: "system/padlock", exports: systemPadlock },
];

/** One paragraph with the names under which it and its meaning are exported. */
export interface ParagraphEntry {
  readonly chapter: string;
  readonly paragraph: Paragraph;
  /** Export name of the meaning; "" while the paragraph has none. */
  readonly meaningName: string;
}

/** The paragraphs of a chapter, in the order of the file's exports. */
export function paragraphsOf(chapter: Chapter): ParagraphEntry[] {
  const { name, exports } = chapter;
  return Object.values(exports).filter(isParagraph).map((paragraph) => ({
    chapter: name, paragraph, meaningName: exportName(chapter, paragraph.meaning),
  }));
}

function isParagraph(value: unknown): value is Paragraph {
  return typeof value === "object" && value !== null && "rows" in value && "source" in value;
}

/** The name of a meaning: its export here, else in another chapter, else (shapes) its own name. */
function exportName(chapter: Chapter, meaning: Meaning | undefined): string {
  if (meaning === undefined) return "";
  for (const { exports } of [chapter, ...CHAPTERS]) {
    const found = Object.entries(exports).find(([, value]) => value === meaning);
    if (found !== undefined) return found[0];
  }
  if (meaning.name === "") throw new Error(`a meaning in ${chapter.name} is not exported`);
  return meaning.name;
}
