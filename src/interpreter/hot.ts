/**
 * What the loop runs by itself: the forms that compiled programs execute most, and sequences of them
 * that follow each other so often that one handler for all of them pays. Everything else is
 * executed by the oracle.
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
}

/** At most FUSED_MAX instructions. */
export type HotSequence = readonly HotShape[];

export const FUSED_MAX = 12;

const ROWS = `
  mov_rm32_r32
  mov_rm32_r32 AB + add_rm32_imm8 C + shl_rm32_imm8 A
  xor_rm32_r32 AB + mov_rm32_r32 BA + shr_rm32_imm8 B + nop
  xor_rm32_r32 AB + mov_rm32_r32 BA + shl_rm32_imm8 B + xor_rm32_r32 BA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_r32 BE + jne_rel32
  nop
  nop_rm16 index
  jmp_rel8
  mov_r32_rm32 stack
  test_rm32_r32 AA + je_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mulsd_xmm_xmmm64
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA
  pslld_xmm_imm8
  nop + mov_rm32_r32 AB
  sub_rm32_imm8 A + mov_r32_imm32 B + nop_rm16 index
  lea_r32_m index ABC + mov_r32_rm32 index DEA + lea_r32_m index ABF + mov_r32_rm32 index GEA
  lea_r32_m index ABC + mov_rm32_r32 index DEA + add_rm32_imm8 C + nop
  lea_r32_m index ABC + mov_rm32_r32 index DEA + sub_rm32_imm8 C + cmp_rm32_r32 FC
  shr_rm32_imm8
  mov_r32_imm32
  nop_rm16 index + mov_rm32_r32 AB
  movzx_r32_rm8 index
  mov_rm32_r32 AB + mov_rm32_r32 index CDA
  cmp_rm32_imm8 A + jle_rel8
  lea_r32_m base
  mov_rm32_r32 AB + lea_r32_m index CDE + mov_rm32_r32 index EFC
  lea_r32_m index ABC + mov_r32_rm32 index DEA + add_rm32_imm8 F + mov_rm32_r32 GC
  add_rm32_imm8
  punpcklwd_xmm_xmmm128
  mov_r32_rm32 index
  and_rm32_imm8 A + add_rm64_r64 AB + jmp_r64 A
  test_rm32_r32 AA + jne_rel32
  cmp_al_imm8 A + je_rel32
  lea_r32_m base AB + mov_rm32_r32 CD
  addsd_xmm_xmmm64
  mov_rm32_r32 AB + movups_xmmm128_xmm index CDA
  nop_rm16 index + mov_rm32_r32 AB + movq_xmmm64_xmm index CDA
  psrld_xmm_imm8
  por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC
  mov_r32_imm32 A + mov_rm32_r32 BC + nop_rm16 index
  cmp_rm32_r32
  mov_rm64_r64
  shr_rm32_imm8 A + and_rm32_imm8 B + and_rm32_imm8 A
  lea_r32_m index ABC + mov_r32_rm32 index CDA + add_rm32_r32 EF
  punpckhwd_xmm_xmmm128
  mov_rm32_r32 AA + lea_r64_m index ABA
  nop_rm16 index + mov_rm32_r32 AB + mov_rm32_r32 CD + mov_rm32_r32 BE
  mov_rm32_r32 AB + mov_rm32_r32 CD + mov_rm32_r32 BE
  mov_rm32_r32 AB + mov_rm32_r32 CB + mov_rm32_r32 DB
  ror_rm32_imm8 A + ror_rm32_imm8 B + nop + and_rm32_r32 CD
  xor_rm32_r32 AB + mov_rm32_r32 BC + rol_rm32_imm8 B + xor_rm32_r32 AB
  lea_r32_m index ABC + mov_r32_rm32 index DEA + nop_rm16 index + lea_r32_m index AFC
  add_r32_rm32 index ABC + add_rm32_imm8 D + add_rm32_r32 EA + mov_rm32_r32 AF
  not_rm32 A + and_rm32_r32 AB + xor_rm32_r32 AC
  nop + mov_rm32_r32 AB + add_rm32_r32 CD + mov_rm32_r32 DE
  and_rm32_r32 AB + add_rm32_r32 CD + mov_rm32_r32 DE
  ror_rm32_imm8 A + ror_rm32_imm8 B + xor_rm32_r32 BA + mov_rm32_r32 AC
  nop_rm16 index + rol_rm32_imm8 A + xor_rm32_r32 BA + mov_rm32_r32 AC
  xor_rm32_r32 AB + and_rm32_r32 AC + xor_rm32_r32 AD + add_rm32_r32 EA
  lea_r32_m index ABC + mov_rm32_r32 CD + add_rm32_r32 BE
  nop + mov_rm32_r32 AB + cmp_rm32_imm8 C + jne_rel32
  and_rm32_imm8
  add_rm32_imm8 A + nop_rm16 index + lea_r32_m base BC
  mov_rm32_r32 AB + mov_r32_rm32 index BCA + mov_rm32_r32 DB
  nop_rm16 index + mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mov_rm32_r32 stack
  push_r64
  nop_rm16 index + lea_r32_m index ABC + movzx_r32_rm8 index DEA + lea_r32_m index AFC
  mov_rm8_r8 index ABC + add_rm32_imm8 D + cmp_rm32_r32 ED + jne_rel32
  add_rm32_r32
  movdqa_xmm_xmmm128 AB + movdqa_xmm_xmmm128 CB
  pxor_xmm_xmmm128
  movdqa_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 BB
  movdqa_xmm_xmmm128 AB + nop + sqrtsd_xmm_xmmm64 AA + mulsd_xmm_xmmm64 BA
  movdqa_xmm_xmmm128 AB + mov_rm32_r32 CD + movdqu_xmm_xmmm128 index EFC + add_rm32_imm8 D
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + divsd_xmm_xmmm64 EF
  mulpd_xmm_xmmm128 AB + mulsd_xmm_xmmm64 CD + mulsd_xmm_xmmm64 CE + movdqa_xmm_xmmm128 FE
  unpcklpd_xmm_xmmm128 AA + mulpd_xmm_xmmm128 BA + subpd_xmm_xmmm128 CB
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA + subsd_xmm_xmmm64 CE
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + mov_rm32_r32 AE + movdqu_xmm_xmmm128 index FDA
  nop + movdqa_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 BB
  mulpd_xmm_xmmm128 AB + mulsd_xmm_xmmm64 CD + mulpd_xmm_xmmm128 AE + mulsd_xmm_xmmm64 CF
  nop + mov_rm32_r32 AB + addsd_xmm_xmmm64 index CDA + addpd_xmm_xmmm128 EF
  mov_rm32_r32 AB + movq_xmmm64_xmm index CDA + nop_rm16 index + mov_rm32_r32 AB
  movups_xmmm128_xmm index ABC + cmp_rm32_r32 DE + jne_rel32
  movaps_xmmm128_xmm stack
  por_xmm_xmmm128 AB + por_xmm_xmmm128 CD
  mov_rm32_r32 AB + mov_rm64_r64 index CDA
  sub_rm32_imm8
  movd_xmm_rm32
  ja_rel32
  movzx_r32_rm8
  subsd_xmm_xmmm64 index
  ucomisd_xmm_xmmm64
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA
  paddd_xmm_xmmm128
  mov_rm32_r32 AB + mov_r32_rm32 index BCA
  test_rm32_r32
  lea_r32_m stack
  shl_rm32_imm8
  mov_r64_rm64 index
  mov_r32_imm32 A + mov_rm32_r32 BC
  sub_rm32_r32
  mov_r64_rm64 stack
  mov_rm16_r16 index
  mov_rm8_r8 index
  jle_rel8
  sar_rm32_imm8
  cmp_rm32_imm8 A + jne_rel32
  add_rm64_r64
  movsxd_r64_rm32
  addsd_xmm_xmmm64 index
  mulpd_xmm_xmmm128
  por_xmm_xmmm128
  mov_rm32_r32 AB + mov_rm32_r32 CD
  pop_r64 AB + pop_r64 CB
  lea_r32_m index ABC + mov_r32_rm32 index DEA
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
  lea_r32_m index ABC + mov_r32_rm32 index CDA
  call_rel32
  lea_r32_m index ABC + mov_rm32_r32 index DEA
  movsx_r32_rm16 index
  cmp_rm64_r64 index
  setl_rm8
  cmp_rm32_r32 AB + jne_rel32
  add_rm32_imm8 A + nop
  mov_rm32_r32 AB + movq_xmmm64_xmm index CDA
  test_rm8_imm8 index
  nop_rm16 index + lea_r32_m index ABC
  psrlw_xmm_imm8
  packuswb_xmm_xmmm128
  call_r64
  mov_r32_imm32 A + nop_rm16 index
  and_rm32_imm8 A + add_rm64_r64 AB
  lea_r32_m index ABC + mov_rm32_r32 index CDA
  movdqa_xmm_xmmm128 base
  pand_xmm_xmmm128
  punpcklbw_xmm_xmmm128
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA
  movdqu_xmm_xmmm128 index
  movups_xmmm128_xmm index
  mov_rm32_imm32 index
  mov_rm64_r64 stack
  cmova_r32_rm32
  mov_rm64_r64 index
  adc_rm32_imm8
  adc_rm64_imm8
  add_r32_rm32 index
  add_r32_rm32 stack
  add_rm32_imm8 index
  add_rm32_imm8 stack
  add_rm32_r32 index
  add_rm64_imm8
  add_rm64_r64 index
  addsd_xmm_xmmm64 base
  addsd_xmm_xmmm64 stack
  and_r32_rm32 base
  and_r32_rm32 index
  and_r8_rm8 stack
  and_rm16_imm16
  and_rm16_imm16 index
  and_rm32_imm32 index
  and_rm32_r32
  and_rm64_r64
  and_rm8_imm8
  and_rm8_imm8 index
  andnpd_xmm_xmmm128
  andps_xmm_xmmm128 base
  bsf_r32_rm32
  cdq
  cmovae_r32_rm32
  cmovb_r32_rm32
  cmovbe_r32_rm32
  cmove_r32_rm32
  cmove_r64_rm64
  cmovg_r32_rm32
  cmovge_r32_rm32
  cmovge_r64_rm64
  cmovle_r32_rm32
  cmovne_r32_rm32
  cmovne_r64_rm64
  cmovns_r32_rm32
  cmovs_r32_rm32
  cmp_r32_rm32 base
  cmp_r32_rm32 index
  cmp_r32_rm32 stack
  cmp_rm16_imm8
  cmp_rm16_imm8 index
  cmp_rm16_r16
  cmp_rm32_imm32
  cmp_rm32_imm8 base
  cmp_rm32_imm8 index
  cmp_rm32_imm8 stack
  cmp_rm32_r32 base
  cmp_rm32_r32 index
  cmp_rm32_r32 stack
  cmp_rm64_imm8
  cmp_rm64_imm8 stack
  cmp_rm64_r64
  cmp_rm64_r64 stack
  cmp_rm8_imm8
  cmp_rm8_imm8 index
  cmp_rm8_imm8 stack
  cmp_rm8_r8
  cmp_rm8_r8 index
  comisd_xmm_xmmm64
  comisd_xmm_xmmm64 base
  comisd_xmm_xmmm64 stack
  cqo
  cvtsd2ss_xmm_xmmm64
  cvtsi2sd_xmm_rm32
  cvtsi2sd_xmm_rm64
  cvtsi2sd_xmm_rm64 index
  cvttsd2si_r32_xmmm64
  cvttsd2si_r64_xmmm64
  div_rm32
  div_rm32 stack
  div_rm64
  divsd_xmm_xmmm64
  divsd_xmm_xmmm64 base
  idiv_rm32
  idiv_rm64
  imul_r32_rm32_imm8
  imul_r64_rm64
  imul_r64_rm64_imm32
  jae_rel32
  jb_rel32
  jbe_rel32
  je_rel8
  jge_rel32
  jl_rel32
  jmp_r64
  jne_rel8
  jns_rel32
  jp_rel32
  js_rel32
  lea_r64_m base
  lea_r64_m index
  mov_r32_rm32 base
  mov_r64_imm64
  mov_r64_rm64 base
  mov_rm16_r16 stack
  mov_rm32_imm32 base
  mov_rm32_imm32 stack
  mov_rm32_r32 base
  mov_rm64_imm32 index
  mov_rm64_imm32 stack
  mov_rm8_imm8 stack
  mov_rm8_r8 stack
  movapd_xmm_xmmm128
  movd_xmm_rm32 base
  movd_xmm_rm32 index
  movd_xmm_rm32 stack
  movdqa_xmm_xmmm128 stack
  movmskpd_r32_xmm
  movq_rm64_xmm
  movq_xmm_rm64
  movq_xmmm64_xmm base
  movq_xmmm64_xmm index
  movsb_m8_m8 rep
  movsd_m32_m32
  movsd_xmm_xmmm64 base
  movsd_xmm_xmmm64 index
  movsd_xmm_xmmm64 stack
  movsd_xmmm64_xmm stack
  movss_xmmm32_xmm stack
  movsx_r32_rm8
  movsx_r32_rm8 base
  movsx_r32_rm8 index
  movsx_r64_rm16 index
  movsx_r64_rm8 index
  movsxd_r64_rm32 index
  movsxd_r64_rm32 stack
  movzx_r32_rm16
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
  or_r16_rm16 stack
  or_r32_rm32 stack
  or_rm16_imm8 index
  or_rm32_imm8
  or_rm32_imm8 index
  or_rm32_r32
  or_rm32_r32 base
  or_rm32_r32 index
  or_rm64_imm32
  or_rm64_r64
  or_rm8_imm8
  pcmpeqb_xmm_xmmm128
  pcmpeqb_xmm_xmmm128 index
  pcmpeqd_xmm_xmmm128
  pmovmskb_r32_xmm
  psubd_xmm_xmmm128
  punpcklqdq_xmm_xmmm128
  ror_rm32_imm8
  sar_rm32_1
  sar_rm32_cl
  sar_rm64_cl
  sar_rm64_imm8
  sbb_rm32_imm8
  sbb_rm32_r32
  seta_rm8
  setae_rm8
  setb_rm8
  setbe_rm8
  sete_rm8
  setg_rm8
  setge_rm8
  setle_rm8
  setne_rm8
  setp_rm8
  shl_rm32_cl
  shl_rm64_cl
  shl_rm64_imm8
  shr_rm32_1
  shr_rm32_cl
  shr_rm64_cl
  shr_rm64_imm8
  stosq_m64_rax rep
  sub_r32_rm32 base
  sub_r32_rm32 index
  sub_r32_rm32 stack
  sub_rm32_imm8 index
  sub_rm32_imm8 stack
  sub_rm32_r32 base
  sub_rm32_r32 index
  sub_rm32_r32 stack
  sub_rm64_imm8
  sub_rm64_r64
  sub_rm8_imm8 index
  subsd_xmm_xmmm64
  subsd_xmm_xmmm64 base
  test_rm16_imm16
  test_rm16_r16
  test_rm32_imm32
  test_rm64_r64
  test_rm64_r64 stack
  test_rm8_imm8
  test_rm8_imm8 stack
  test_rm8_r8
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
      return { form, addressing, repeat: repeat === undefined ? 0 : REPEAT[repeat], registers };
    }));
}

/** The sequences of the loop that every engine has unless it is given others. */
export function hotSequences(): HotSequence[] {
  return parseHot(ROWS);
}
