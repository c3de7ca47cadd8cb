/**
 * What the loop runs by itself from the start or when it first grows: the forms that compiled programs
 * execute most, and sequences of them that follow each other so often that one handler for all of
 * them pays. Everything else is executed by the oracle.
 *
 * One sequence per line, instructions joined by `+`. Behind a form's id stands how the address of
 * its memory operand is computed (`base`, `stack`, `index`; nothing where the operand is a
 * register), then `rep` or `repne` for a repeated string instruction. Capital letters say which of
 * the general registers in a sequence are the same one: operands in order, then base and index; a
 * sequence with letters serves only instructions with exactly these equalities. Lines stand in order
 * of use.
 */
import type { Addressing } from "./frame.ts";

export interface HotShape {
  /** Id of the form. */
  readonly form: string;
  /** For a memory operand: how its address is computed. */
  readonly addressing: Addressing | undefined;
  readonly repeat: 0 | 0xf2 | 0xf3;
  /** Which registers are the same, as `Sequence.registers` has it. */
  readonly registers: string;
  /** What the record holds of its operands, where one instruction is meant: see `known-operands.ts`. */
  readonly operands: string;
}

/** At most FUSED_MAX instructions. */
export type HotSequence = readonly HotShape[];

export const FUSED_MAX = 12;

const ROWS = `
  mov_rm32_r32
  nop
  nop_rm16 index
  jmp_rel8
  mov_r32_rm32 stack
  test_rm32_r32 AA + je_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mulsd_xmm_xmmm64
  pslld_xmm_imm8
  nop + mov_rm32_r32 AB
  shr_rm32_imm8
  mov_r32_imm32
  nop_rm16 index + mov_rm32_r32 AB
  movzx_r32_rm8 index
  mov_rm32_r32 AB + mov_rm32_r32 index CDA
  cmp_rm32_imm8 A + jle_rel8
  lea_r32_m base
  add_rm32_imm8
  punpcklwd_xmm_xmmm128
  mov_r32_rm32 index
  test_rm32_r32 AA + jne_rel32
  cmp_al_imm8 A + je_rel32
  lea_r32_m base AB + mov_rm32_r32 CD
  addsd_xmm_xmmm64
  mov_rm32_r32 AB + movups_xmmm128_xmm index CDA
  psrld_xmm_imm8
  por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC
  cmp_rm32_r32
  mov_rm64_r64
  punpckhwd_xmm_xmmm128
  mov_rm32_r32 AA + lea_r64_m index ABA
  and_rm32_imm8
  mov_rm32_r32 stack
  push_r64
  add_rm32_r32
  movdqa_xmm_xmmm128 AB + movdqa_xmm_xmmm128 CB
  pxor_xmm_xmmm128
  por_xmm_xmmm128 AB + por_xmm_xmmm128 CD
  mov_rm32_r32 AB + mov_rm64_r64 index CDA
  sub_rm32_imm8
  movd_xmm_rm32
  ja_rel32
  movzx_r32_rm8
  subsd_xmm_xmmm64 index
  ucomisd_xmm_xmmm64
  paddd_xmm_xmmm128
  mov_rm32_r32 AB + mov_r32_rm32 index BCA
  test_rm32_r32
  lea_r32_m stack
  shl_rm32_imm8
  mov_r64_rm64 index
  sub_rm32_r32
  mov_r64_rm64 stack
  mov_rm16_r16 index
  mov_rm8_r8 index
  jle_rel8
  sar_rm32_imm8
  add_rm64_r64
  movsxd_r64_rm32
  addsd_xmm_xmmm64 index
  mulpd_xmm_xmmm128
  punpckldq_xmm_xmmm128
  lea_r32_m index
  add_r64_rm64 index
  mov_rm8_imm8 index
  xor_rm32_r32
  pop_r64
  cmovl_r32_rm32
  add_rm32_r32 stack
  imul_r32_rm32
  mov_rm32_r32 index
  jg_rel32
  call_rel32
  movsx_r32_rm16 index
  cmp_rm64_r64 index
  setl_rm8
  test_rm8_imm8 index
  packuswb_xmm_xmmm128
  call_r64
  pand_xmm_xmmm128
  movdqu_xmm_xmmm128 index
  movups_xmmm128_xmm index
  mov_rm32_imm32 index
  mov_rm64_r64 stack
  mov_rm64_r64 index
  and_r32_rm32 index
  bsf_r32_rm32
  cmp_rm32_imm32
  cmp_rm32_imm8 index
  cmp_rm32_r32 index
  cmp_rm8_imm8
  cmp_rm8_imm8 index
  cmp_rm8_r8
  cmp_rm8_r8 index
  divsd_xmm_xmmm64
  jae_rel32
  jb_rel32
  jbe_rel32
  je_rel8
  jmp_r64
  jne_rel8
  lea_r64_m index
  mov_r32_rm32 base
  mov_rm32_imm32 stack
  mov_rm8_r8 stack
  movapd_xmm_xmmm128
  movsd_xmm_xmmm64 index
  movzx_r32_rm16
  or_rm32_imm8
  or_rm32_r32
  pcmpeqb_xmm_xmmm128
  pcmpeqb_xmm_xmmm128 index
  pmovmskb_r32_xmm
  psubd_xmm_xmmm128
  shl_rm32_cl
  stosq_m64_rax rep
  sub_rm32_r32 index
  subsd_xmm_xmmm64
  test_rm64_r64
  test_rm8_imm8
  test_rm8_r8
`;

/**
 * What programs want later: rows that none of the measured guests executes as often as once in 5,000
 * instructions. They double the time that a loop takes to make, so it has them when it first grows.
 */
const LATER_ROWS = `
  movaps_xmmm128_xmm stack
  por_xmm_xmmm128
  psrlw_xmm_imm8
  movdqa_xmm_xmmm128 base
  punpcklbw_xmm_xmmm128
  cmova_r32_rm32
  add_r32_rm32 index
  add_r32_rm32 stack
  add_rm32_imm8 index
  add_rm32_imm8 stack
  add_rm32_r32 index
  add_rm64_imm8
  add_rm64_r64 index
  addsd_xmm_xmmm64 base
  and_rm16_imm16
  and_rm16_imm16 index
  and_rm32_imm32 index
  and_rm32_r32
  and_rm64_r64
  and_rm8_imm8
  andnpd_xmm_xmmm128
  andps_xmm_xmmm128 base
  cdq
  cmovb_r32_rm32
  cmovbe_r32_rm32
  cmove_r32_rm32
  cmove_r64_rm64
  cmovg_r32_rm32
  cmovge_r32_rm32
  cmovle_r32_rm32
  cmovne_r32_rm32
  cmovne_r64_rm64
  cmovns_r32_rm32
  cmovs_r32_rm32
  cmp_r32_rm32 index
  cmp_r32_rm32 stack
  cmp_rm16_imm8
  cmp_rm16_imm8 index
  cmp_rm16_r16
  cmp_rm32_imm8 base
  cmp_rm32_imm8 stack
  cmp_rm32_r32 base
  cmp_rm32_r32 stack
  cmp_rm64_imm8
  cmp_rm64_imm8 stack
  cmp_rm64_r64
  cmp_rm8_imm8 stack
  comisd_xmm_xmmm64
  comisd_xmm_xmmm64 base
  cvtsi2sd_xmm_rm32
  cvtsi2sd_xmm_rm64
  cvtsi2sd_xmm_rm64 index
  cvttsd2si_r32_xmmm64
  cvttsd2si_r64_xmmm64
  div_rm32
  idiv_rm32
  imul_r32_rm32_imm8
  imul_r64_rm64
  imul_r64_rm64_imm32
  jge_rel32
  jl_rel32
  jns_rel32
  jp_rel32
  js_rel32
  lea_r64_m base
  mov_r64_imm64
  mov_r64_rm64 base
  mov_rm16_r16 stack
  mov_rm32_imm32 base
  mov_rm32_r32 base
  mov_rm64_imm32 index
  mov_rm64_imm32 stack
  mov_rm8_imm8 stack
  movd_xmm_rm32 base
  movd_xmm_rm32 index
  movdqa_xmm_xmmm128 stack
  movmskpd_r32_xmm
  movq_rm64_xmm
  movq_xmm_rm64
  movq_xmmm64_xmm base
  movq_xmmm64_xmm index
  movsd_m32_m32
  movsd_xmm_xmmm64 base
  movsd_xmm_xmmm64 stack
  movsd_xmmm64_xmm stack
  movsx_r32_rm8
  movsx_r32_rm8 index
  movsx_r64_rm16 index
  movsx_r64_rm8 index
  movsxd_r64_rm32 index
  movsxd_r64_rm32 stack
  movzx_r32_rm16 base
  movzx_r32_rm16 index
  movzx_r32_rm16 stack
  movzx_r32_rm8 stack
  mul_rm64
  mulsd_xmm_xmmm64 base
  mulsd_xmm_xmmm64 index
  mulss_xmm_xmmm32
  neg_rm32
  neg_rm64
  not_rm32
  or_r32_rm32 stack
  or_rm16_imm8 index
  or_rm32_imm8 index
  or_rm32_r32 base
  or_rm32_r32 index
  or_rm64_r64
  or_rm8_imm8
  punpcklqdq_xmm_xmmm128
  ror_rm32_imm8
  sar_rm32_1
  sar_rm32_cl
  sar_rm64_imm8
  sbb_rm32_imm8
  sbb_rm32_r32
  seta_rm8
  setbe_rm8
  sete_rm8
  setg_rm8
  setne_rm8
  shl_rm64_cl
  shl_rm64_imm8
  shr_rm32_1
  shr_rm32_cl
  shr_rm64_cl
  shr_rm64_imm8
  sub_r32_rm32 index
  sub_r32_rm32 stack
  sub_rm32_imm8 index
  sub_rm32_imm8 stack
  sub_rm64_imm8
  sub_rm64_r64
  sub_rm8_imm8 index
  subsd_xmm_xmmm64 base
  test_rm16_imm16
  test_rm16_r16
  test_rm32_imm32
  test_rm64_r64 stack
  test_rm8_imm8 stack
  ucomisd_xmm_xmmm64 base
  xor_rm32_imm32
  xor_rm64_r64
  xorpd_xmm_xmmm128 base
`;

const REPEAT = { rep: 0xf3, repne: 0xf2 } as const;

/** Reads rows of the notation above. */
export function parseHot(rows: string): HotSequence[] {
  return rows.split("\n").filter((row) => row.trim() !== "").map((row) =>
    row.split("+").map((shape) => {
      const [form = "", ...words] = shape.trim().split(/\s+/);
      const addressing = words.find((w) => w === "base" || w === "stack" || w === "index");
      const repeat = words.find((w) => w === "rep" || w === "repne");
      const registers = words.find((w) => /^[A-Z]+$/.test(w)) ?? "";
      return {
        form, addressing, repeat: repeat === undefined ? 0 : REPEAT[repeat], registers,
        operands: "",
      };
    }));
}

/** The sequences of the loop that every engine begins with unless it is given others. */
export function hotSequences(): HotSequence[] {
  return parseHot(ROWS);
}

/** What that loop takes in when it first grows, besides what made it grow. */
export function laterSequences(): HotSequence[] {
  return parseHot(LATER_ROWS);
}
