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
import type { Addressing } from "./record-target.ts";

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

export const FUSED_MAX = 4;

const ROWS = `
  mov_rm32_r32 AB + add_rm32_imm8 C + shl_rm32_imm8 A
  xor_rm32_r32 AB + mov_rm32_r32 BA + shr_rm32_imm8 B + nop
  xor_rm32_r32 AB + mov_rm32_r32 BA + shl_rm32_imm8 B + xor_rm32_r32 BA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_r32 BE + jne_rel32
  test_rm32_r32 AA + je_rel32
  sub_rm32_imm8 A + mov_r32_imm32 B + nop_rm16 index
  lea_r32_m index ABC + mov_r32_rm32 index DEA + lea_r32_m index ABF + mov_r32_rm32 index GEA
  lea_r32_m index ABC + mov_rm32_r32 index DEA + add_rm32_imm8 C + nop
  lea_r32_m index ABC + mov_rm32_r32 index DEA + sub_rm32_imm8 C + cmp_rm32_r32 FC
  jmp_rel8
  cmp_rm32_imm8 A + jle_rel8
  mov_rm32_r32 AB + lea_r32_m index CDE + mov_rm32_r32 index EFC
  lea_r32_m index ABC + mov_r32_rm32 index DEA + add_rm32_imm8 F + mov_rm32_r32 GC
  nop_rm16 index + mov_rm32_r32 AB + movq_xmmm64_xmm index CA
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA
  lea_r32_m base AB + mov_rm32_r32 CD
  lea_r32_m index ABC + mov_r32_rm32 index CDA + add_rm32_r32 EF
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
  nop + mov_rm32_r32 AB
  and_rm32_imm8 A + add_rm64_r64 AB + jmp_r64 A
  shr_rm32_imm8 A + and_rm32_imm8 B + and_rm32_imm8 A
  add_rm32_imm8 A + nop_rm16 index + lea_r32_m base BC
  mov_rm32_r32 AB + mov_r32_rm32 index BCA + mov_rm32_r32 DB
  nop_rm16 index + mov_rm32_r32 AB + mov_r32_rm32 index CDA
  nop_rm16 index + lea_r32_m index ABC + movzx_r32_rm8 index DEA + lea_r32_m index AFC
  mov_rm8_r8 index ABC + add_rm32_imm8 D + cmp_rm32_r32 ED + jne_rel32
  mov_rm32_r32 AB + movups_xmmm128_xmm index CA
  movdqa_xmm_xmmm128 + nop + sqrtsd_xmm_xmmm64
  mulsd_xmm_xmmm64 + movdqa_xmm_xmmm128 + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA
  add_rm32_imm8 A + nop_rm16 index + mov_rm32_r32 BC + movdqu_xmm_xmmm128 index DB
  divsd_xmm_xmmm64 + movdqa_xmm_xmmm128 + unpckhpd_xmm_xmmm128 + unpckhpd_xmm_xmmm128
  mulpd_xmm_xmmm128 + mulsd_xmm_xmmm64 + mulsd_xmm_xmmm64 + movdqa_xmm_xmmm128
  unpcklpd_xmm_xmmm128 + mulpd_xmm_xmmm128 + subpd_xmm_xmmm128
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CA + subsd_xmm_xmmm64
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA + mov_rm32_r32 AD + movdqu_xmm_xmmm128 index CA
  nop + movdqa_xmm_xmmm128 + unpckhpd_xmm_xmmm128 + unpckhpd_xmm_xmmm128
  mulpd_xmm_xmmm128 + mulsd_xmm_xmmm64 + mulpd_xmm_xmmm128 + mulsd_xmm_xmmm64
  nop + mov_rm32_r32 AB + addsd_xmm_xmmm64 index CA + addpd_xmm_xmmm128
  mov_rm32_r32 AB + movq_xmmm64_xmm index CA + nop_rm16 index + mov_rm32_r32 AB
  movups_xmmm128_xmm index AB + cmp_rm32_r32 CD + jne_rel32
  cmp_al_imm8 A + je_rel32
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CA
  mov_r32_imm32 A + mov_rm32_r32 BC + nop_rm16 index
  mov_r32_imm32 A + mov_r32_imm32 B
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA + movdqa_xmm_xmmm128
  subpd_xmm_xmmm128 + movdqa_xmm_xmmm128 + movdqa_xmm_xmmm128 + nop_rm16 index
  mulsd_xmm_xmmm64 + unpckhpd_xmm_xmmm128 + movdqa_xmm_xmmm128 + movdqa_xmm_xmmm128
  mov_rm32_r32 AB + subsd_xmm_xmmm64 index CA + mulsd_xmm_xmmm64 + nop
  addsd_xmm_xmmm64 + movdqa_xmm_xmmm128 + mulsd_xmm_xmmm64 + addsd_xmm_xmmm64
  ucomisd_xmm_xmmm64 + ja_rel32
  nop + cmp_al_imm8 A + je_rel32
  movsd_m32_m32 rep
  mov_rm32_r32 AA + lea_r64_m index ABA
  lea_r32_m stack AB + mov_r32_imm32 C + mov_rm32_r32 DE + nop_rm16 index
  mov_r32_imm32 A + mov_rm32_r32 BC + mov_rm32_r32 DD + lea_r64_m index DED
  test_rm32_r32 AA + jne_rel32
  cmp_rm32_imm8 A + jne_rel32
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA + add_rm32_imm8 B
  mulpd_xmm_xmmm128 + addpd_xmm_xmmm128 + mov_rm32_r32 AB + movups_xmmm128_xmm index CA
  nop + mov_rm32_r32 AB + movq_xmm_xmmm64 index CA + mulsd_xmm_xmmm64
  mov_rm32_r32 AB + addsd_xmm_xmmm64 index CA
  mov_r32_rm32 stack AB + cmp_rm32_imm8 C + nop + je_rel32
  lea_r32_m index ABC + mov_r32_rm32 index DEA + test_rm32_r32 DD + jne_rel32
  mov_r32_rm32 stack AB + mov_rm64_r64 CD
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + nop + mov_rm32_r32 AE
  mov_r32_rm32 index ABC + mov_rm32_r32 stack AD + mov_rm32_r32 CA + mov_r32_rm32 index ABC
  mov_r32_rm32 index ABC + mov_rm32_r32 stack AD + test_rm32_r32 EE + nop
  nop_rm16 index + jne_rel32
  add_rm32_imm8 A + add_rm32_imm8 B + cmp_rm32_imm8 A
  mov_rm32_r32 AB + mov_rm64_r64 index CDA + jmp_rel8
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AE + mov_r32_rm32 index FDA
  mov_rm32_r32 AA + mov_rm32_r32 BB + mov_rm32_r32 CD + nop
  nop
  mov_rm32_r32 AB + imul_r32_rm32 AC + add_rm32_r32 stack AD + cmp_rm32_r32 EC
  nop + cmovl_r32_rm32 AB + jmp_rel8
  nop_rm16 index + mov_rm32_r32 AB + mov_rm32_r32 index CDA
  mov_r32_rm32 stack AB + mov_r32_rm32 index ACA + test_rm32_r32 AA + jne_rel32
  mov_rm32_r32 AB + shr_rm32_imm8 A + movzx_r32_rm8 AA
  lea_r32_m base AB + mov_rm32_r32 CD + movzx_r32_rm8 index BEC
  add_rm32_r32 AB + nop + mov_rm32_r32 CD + mov_rm32_r32 index AEC
  mov_rm32_r32 AB + shr_rm32_imm8 B + shr_rm32_imm8 A + lea_r32_m base CB
  and_rm32_imm8 A + je_rel32
  push_r64 A + push_r64 B + mov_rm32_r32 BC
  push_r64 A + push_r64 B + mov_rm64_r64 BC + sub_rm32_imm8 D
  add_rm64_r64 AB + mov_rm32_r32 CD + movzx_r32_rm8 index EBC + and_rm32_imm8 E
  xor_rm32_r32 AA + mov_rm32_r32 BC + mov_rm32_r32 index DEB
  nop_rm16 index + mov_rm32_r32 AB + mov_rm16_r16 index CDA
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AE + mov_rm16_r16 index FDA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + mov_rm32_r32 AC + mov_rm32_r32 index EDA
  cmp_rm32_r32 AB + nop_rm16 index + jg_rel32
  movdqa_xmm_xmmm128 + movdqa_xmm_xmmm128 + movdqa_xmm_xmmm128
  mov_r32_rm32 stack AB + shr_rm32_imm8 C + movzx_r32_rm8 DC
  lea_r32_m index ABC + mov_r32_rm32 index CDA + mov_r32_rm32 index CDC
  nop_rm16 index + mov_rm32_r32 AB + mov_r64_rm64 index CDA
  mov_rm32_r32 AB + mov_rm64_r64 index CDA + mov_rm32_r32 AE
  movzx_r32_rm8 index ABC + mov_rm32_r32 CD + mov_rm8_r8 index ABC + nop
  mov_rm32_r32 AB + mov_r32_rm32 index BCA + nop + jmp_rel8
  nop_rm16 index + and_rm32_imm8 A + add_rm64_r64 AB + jmp_r64 A
  mov_r32_rm32 stack AB + shl_rm32_imm8 C
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + mov_r64_rm64 stack EF + mov_rm32_r32 GH
  nop_rm16 index + call_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + lea_r32_m base EF + shl_rm32_imm8 E
  nop_rm16 index + mov_rm32_r32 AB + mov_r32_rm32 index BCA + lea_r32_m index DEF
  test_rm32_r32 AA + nop_rm16 index + jne_rel32
  jle_rel8
  movzx_r32_rm8 index ABC + mov_rm32_r32 CD + mov_rm8_r8 index ABC
  mov_rm32_r32 AB + mov_r64_rm64 index CDA + mov_r32_rm32 stack EF
  mov_rm32_r32 AB + mov_rm64_r64 index CDA + nop_rm16 index + mov_rm32_r32 AE
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_imm8 E + nop_rm16 index
  nop_rm16 index + mov_rm32_r32 AB + mov_rm8_imm8 index CA
  movsxd_r64_rm32 AA + mov_rm32_r32 BC + add_r64_rm64 index ADB
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + nop + mov_rm32_r32 EF
  sub_rm32_r32 AB + sub_rm32_r32 CD + mov_rm32_r32 EF + movzx_r32_rm8 index GHE
  mov_rm32_r32 AB + mov_rm32_r32 CD + movzx_r32_rm8 index EFC + sar_rm32_imm8 G
  sar_rm32_imm8 A + cmp_rm32_r32 BC + jle_rel8
  mov_rm64_r64 AB + jmp_rel8
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + nop_rm16 index + mov_rm32_r32 AB
  movsx_r32_rm16 index ABC + mov_r64_rm64 stack DE + mov_rm32_r32 CD + mov_rm32_r32 index FBC
  lea_r32_m base AB + test_rm32_r32 CC + jne_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + lea_r32_m base EB + jmp_rel8
  mov_rm32_r32 AB + shr_rm32_imm8 B + lea_r32_m base CD + shr_rm32_imm8 A
  sub_rm32_imm8 A + and_rm32_imm8 B + add_rm32_r32 BC + movzx_r32_rm8 index DEB
  mov_rm32_r32 AB + add_rm32_imm8 B + mov_rm32_r32 CA + mov_r32_rm32 index DEC
  movsxd_r64_rm32 AB + mov_rm32_r32 CD + cmp_rm64_r64 index AEC + setl_rm8 A
  movzx_r32_rm8 AA + jmp_rel8
  shr_rm32_imm8 A + and_rm32_imm8 A + cmp_rm32_r32 AB + je_rel32
  por_xmm_xmmm128 + movdqa_xmm_xmmm128 + punpcklwd_xmm_xmmm128
  por_xmm_xmmm128 + por_xmm_xmmm128 + por_xmm_xmmm128 + por_xmm_xmmm128
  mov_rm32_r32 AB + movq_xmm_xmmm64 index CA + paddd_xmm_xmmm128
  por_xmm_xmmm128 + movdqa_xmm_xmmm128 + punpcklwd_xmm_xmmm128 + punpckhwd_xmm_xmmm128
  punpcklwd_xmm_xmmm128 + punpckhwd_xmm_xmmm128 + nop_rm16 index
  por_xmm_xmmm128 + movdqa_xmm_xmmm128 + punpckhwd_xmm_xmmm128
  nop + punpcklwd_xmm_xmmm128 + pslld_xmm_imm8 + punpckhwd_xmm_xmmm128
  movaps_xmmm128_xmm stack A + pslld_xmm_imm8 + pslld_xmm_imm8
  nop + punpcklwd_xmm_xmmm128 + psrldq_xmm_imm8
  por_xmm_xmmm128 + movdqa_xmm_xmmm128 + punpcklwd_xmm_xmmm128 + punpcklwd_xmm_xmmm128
  nop_rm16 index + pslld_xmm_imm8 + punpckhwd_xmm_xmmm128
  pslld_xmm_imm8 + pslld_xmm_imm8 + por_xmm_xmmm128 + por_xmm_xmmm128
  por_xmm_xmmm128 + por_xmm_xmmm128 + movaps_xmmm128_xmm stack A + movaps_xmmm128_xmm stack A
  movaps_xmmm128_xmm stack A + nop_rm16 index
  add_rm32_imm8 A + nop + psrld_xmm_imm8 + pslld_xmm_imm8
  mov_rm32_r32 AB + movq_xmm_xmmm64 index CA + por_xmm_xmmm128 + psrld_xmm_imm8
  nop_rm16 index + movdqa_xmm_xmmm128 + pslld_xmm_imm8 + psrld_xmm_imm8
  por_xmm_xmmm128 + movdqa_xmm_xmmm128 + pxor_xmm_xmmm128 + psrld_xmm_imm8
  nop + movdqa_xmm_xmmm128 + pxor_xmm_xmmm128 + psrld_xmm_imm8
  movdqa_xmm_xmmm128 + pslld_xmm_imm8 + por_xmm_xmmm128 + movdqa_xmm_xmmm128
  nop + pslld_xmm_imm8 + psrld_xmm_imm8 + por_xmm_xmmm128
  pxor_xmm_xmmm128 + pxor_xmm_xmmm128
  mov_rm32_r32 AB + movq_xmm_xmmm64 index CA + paddd_xmm_xmmm128 + paddd_xmm_xmmm128
  mov_rm32_r32 AB + movq_xmmm64_xmm index CA + cmp_rm32_r32 DB + jne_rel32
  lea_r32_m base AB + test_rm32_r32 CC + je_rel32
  add_rm32_imm8 A + add_rm64_r64 AB + mov_rm32_r32 CC
  pop_r64 A + pop_r64 B + pop_r64 C + pop_r64 D
  pop_r64 A + and_rm32_imm8 A + add_rm64_r64 AB + jmp_r64 A
  mov_rm32_r32 AB + test_rm8_imm8 index CA + jne_rel32
  movd_xmm_rm32 A + movd_xmm_rm32 B + mov_r32_imm32 C + mov_r32_rm32 stack AD
  punpckldq_xmm_xmmm128 + nop + movq_xmmm64_xmm stack A
  mov_r32_rm32 stack AB + movd_xmm_rm32 C + mov_rm32_r32 DC
  movd_xmm_rm32 A + mov_rm32_r32 BA + mov_r32_imm32 A + punpckldq_xmm_xmmm128
  nop_rm16 index + movq_xmmm64_xmm stack A + test_rm32_r32 BB + je_rel32
  mov_r32_rm32 stack AB + sub_rm32_imm8 C + mov_r32_rm32 stack DB + nop_rm16 index
  lea_r32_m index ABC + mov_rm32_r32 index DEA + mov_r32_rm32 stack DB + mov_r32_imm32 C
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 BE + mov_rm32_r32 FC
  mov_rm32_r32 AB + shr_rm32_imm8 C + and_rm32_imm8 A + and_rm32_imm8 C
  mov_rm32_r32 AB + shr_rm32_imm8 B + shr_rm32_imm8 A + shl_rm32_imm8 B
  and_rm32_imm8 A + add_rm32_r32 BC + add_rm32_r32 AC + movzx_r32_rm8 index DEA
  mov_rm32_r32 AB + add_r64_rm64 index CDA + mov_rm32_r32 EF
  nop_rm16 index + mov_rm32_r32 AB + mov_rm8_imm8 index CA + lea_r32_m base DD
  mov_rm32_r32 AB + movzx_r32_rm8 index CDA + nop_rm16 index + mov_rm32_r32 AE
  mov_r64_rm64 index ABC + lea_r32_m base DE + cmp_al_imm8 F + je_rel32
  nop + shr_rm32_imm8 A + lea_r32_m index BCA + jmp_rel8
  sub_rm32_imm8 A + jne_rel32
  add_rm32_r32
  mov_r32_rm32 stack
  cmp_rm32_r32 AB + je_rel32
  mov_rm64_r64 AB + mov_rm64_r64 CD + mov_rm32_r32 BE
  mov_rm32_r32 AB + jmp_rel8
  mov_rm64_r64 AB + pop_r64 C
  and_rm32_imm8 A + add_rm64_r64 AB + call_r64 A
  psrlw_xmm_imm8 + packuswb_xmm_xmmm128
  nop_rm16 index
  xor_rm32_r32 AA + test_rm32_r32 BB + je_rel32
  nop_rm16 index + mov_r32_rm32 stack AB + lea_r32_m base CD
  mov_rm32_r32 AB + mov_rm32_r32 CD + lea_r32_m index EFG + mov_rm32_r32 index GHE
  nop_rm16 index + lea_r32_m index ABC + mov_r32_imm32 D + nop_rm16 index
  nop_rm16 index + lea_r32_m index ABC + cmp_rm32_r32 DA + jae_rel8
  lea_r32_m index ABC + mov_rm32_r32 index DEA + mov_rm32_r32 FC
  movdqa_xmm_xmmm128 base
  punpckhbw_xmm_xmmm128
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CA
  mov_rm32_r32 stack AB + mov_rm32_r32 AC + jmp_rel8
  mov_rm32_r32 stack AB + mov_rm32_r32 stack CB
  mov_rm32_r32 AB + sub_rm32_r32 AC + cmp_rm32_imm8 A + jle_rel8
  mov_r32_rm32 stack AB + add_rm32_r32 AC + mov_rm32_r32 DE + mov_rm32_r32 index AFD
  packuswb_xmm_xmmm128
  mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AB + mov_r32_rm32 index EDA
  lea_r32_m stack
  punpcklbw_xmm_xmmm128
  pand_xmm_xmmm128
  psllw_xmm_imm8
  pxor_xmm_xmmm128
  mov_rm32_r32 stack
  sub_rm32_r32
  mov_r32_rm32 index
  mov_rm64_r64
  sub_rm32_imm8
  lea_r32_m index
  mov_r64_rm64 stack
  mov_rm32_imm32 index
  psrlw_xmm_imm8
  punpckhwd_xmm_xmmm128
  pslld_xmm_imm8
  ja_rel32
  pop_r64
  xor_rm32_r32
  mov_rm64_r64 stack
  cmp_rm32_r32
  cmova_r32_rm32
  movzx_r32_rm8 index
  mov_rm32_r32
  lea_r32_m base
  add_rm32_imm8
  mov_r32_imm32
  mov_r64_rm64 index
  shl_rm32_imm8
  and_rm32_imm8
  shr_rm32_imm8
  add_rm64_r64
  punpckldq_xmm_xmmm128
  mov_rm32_r32 index
  movzx_r32_rm8
  add_r64_rm64 index
  por_xmm_xmmm128
  mov_rm16_r16 index
  movsx_r32_rm16 index
  sar_rm32_imm8
  cmp_rm64_r64 index
  call_rel32
  setl_rm8
  test_rm32_r32
  test_rm8_imm8 index
  punpcklwd_xmm_xmmm128
  cmovl_r32_rm32
  movd_xmm_rm32
  mov_rm64_r64 index
  call_r64
  movdqu_xmm_xmmm128 index
  movaps_xmmm128_xmm stack
  movups_xmmm128_xmm index
  adc_rm32_imm8
  adc_rm32_imm8 stack
  adc_rm64_imm8
  add_r32_rm32 index
  add_r32_rm32 stack
  add_rm16_imm8 index
  add_rm32_imm8 index
  add_rm32_imm8 stack
  add_rm32_r32 index
  add_rm32_r32 stack
  add_rm64_imm8
  add_rm64_imm8 stack
  add_rm64_r64 index
  add_rm8_imm8 index
  add_rm8_r8 index
  addpd_xmm_xmmm128
  addsd_xmm_xmmm64
  addsd_xmm_xmmm64 base
  addsd_xmm_xmmm64 index
  addsd_xmm_xmmm64 stack
  addss_xmm_xmmm32
  and_r32_rm32 base
  and_r32_rm32 index
  and_r8_rm8 stack
  and_rm16_imm16
  and_rm16_imm16 index
  and_rm16_r16 index
  and_rm32_imm32 index
  and_rm32_r32
  and_rm64_r64
  and_rm8_imm8
  and_rm8_imm8 index
  and_rm8_r8
  andnpd_xmm_xmmm128
  andps_xmm_xmmm128 base
  bsf_r32_rm32
  bswap_r32
  cdq
  cdqe
  cmovae_r32_rm32
  cmovb_r32_rm32
  cmovb_r64_rm64
  cmovbe_r32_rm32
  cmove_r32_rm32
  cmove_r64_rm64
  cmove_r64_rm64 base
  cmovg_r32_rm32
  cmovg_r64_rm64
  cmovge_r32_rm32
  cmovge_r64_rm64
  cmovl_r64_rm64
  cmovle_r32_rm32
  cmovle_r64_rm64
  cmovne_r32_rm32
  cmovne_r64_rm64
  cmovns_r32_rm32
  cmovns_r64_rm64
  cmovs_r32_rm32
  cmovs_r64_rm64
  cmp_r32_rm32 base
  cmp_r32_rm32 index
  cmp_r32_rm32 stack
  cmp_r8_rm8 index
  cmp_rm16_imm16 stack
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
  comisd_xmm_xmmm64 index
  comisd_xmm_xmmm64 stack
  cqo
  cvtsd2ss_xmm_xmmm64
  cvtsi2sd_xmm_rm32
  cvtsi2sd_xmm_rm32 index
  cvtsi2sd_xmm_rm64
  cvtsi2sd_xmm_rm64 index
  cvtsi2sd_xmm_rm64 stack
  cvtss2sd_xmm_xmmm32 stack
  cvttsd2si_r32_xmmm64
  cvttsd2si_r64_xmmm64
  div_rm32
  div_rm32 stack
  div_rm64
  divpd_xmm_xmmm128
  divsd_xmm_xmmm64
  divsd_xmm_xmmm64 base
  divsd_xmm_xmmm64 index
  divsd_xmm_xmmm64 stack
  divss_xmm_xmmm32
  idiv_rm32
  idiv_rm32 stack
  idiv_rm64
  imul_r32_rm32
  imul_r32_rm32_imm8
  imul_r32_rm32_imm8 index
  imul_r64_rm64
  imul_r64_rm64 index
  imul_r64_rm64_imm32
  imul_r64_rm64_imm8 stack
  imul_rm64
  inc_rm32
  jae_rel32
  jb_rel32
  jbe_rel32
  je_rel8
  jg_rel32
  jge_rel32
  jl_rel32
  jmp_r64
  jne_rel8
  jnp_rel32
  jns_rel32
  jp_rel32
  js_rel32
  lea_r64_m base
  lea_r64_m index
  mov_r32_rm32 base
  mov_r64_imm64
  mov_r64_rm64 base
  mov_rm16_imm16 index
  mov_rm16_r16 stack
  mov_rm32_imm32 base
  mov_rm32_imm32 stack
  mov_rm32_r32 base
  mov_rm64_imm32 index
  mov_rm64_imm32 stack
  mov_rm8_imm8 index
  mov_rm8_imm8 stack
  mov_rm8_r8 index
  mov_rm8_r8 stack
  movapd_xmm_xmmm128
  movaps_xmmm128_xmm index
  movd_rm32_xmm
  movd_xmm_rm32 base
  movd_xmm_rm32 index
  movd_xmm_rm32 stack
  movdqa_xmm_xmmm128 stack
  movhlps_xmm_xmm
  movlpd_xmm_m64 index
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
  movsq_m64_m64 rep
  movss_xmmm32_xmm index
  movss_xmmm32_xmm stack
  movsx_r32_rm16
  movsx_r32_rm8
  movsx_r32_rm8 base
  movsx_r32_rm8 index
  movsx_r32_rm8 stack
  movsx_r64_rm16 index
  movsx_r64_rm8 index
  movsxd_r64_rm32
  movsxd_r64_rm32 index
  movsxd_r64_rm32 stack
  movups_xmmm128_xmm base
  movzx_r32_rm16
  movzx_r32_rm16 base
  movzx_r32_rm16 index
  movzx_r32_rm16 stack
  movzx_r32_rm8 stack
  mul_rm64
  mulpd_xmm_xmmm128
  mulsd_xmm_xmmm64
  mulsd_xmm_xmmm64 base
  mulsd_xmm_xmmm64 index
  mulsd_xmm_xmmm64 stack
  mulss_xmm_xmmm32
  neg_rm32
  neg_rm64
  not_rm32
  not_rm64
  or_r16_rm16 stack
  or_r32_rm32 index
  or_r32_rm32 stack
  or_r8_rm8 index
  or_rm16_imm8 index
  or_rm16_r16 index
  or_rm32_imm8
  or_rm32_imm8 index
  or_rm32_imm8 stack
  or_rm32_r32
  or_rm32_r32 base
  or_rm32_r32 index
  or_rm32_r32 stack
  or_rm64_imm32
  or_rm64_r64
  or_rm8_imm8
  or_rm8_imm8 index
  or_rm8_imm8 stack
  or_rm8_r8
  or_rm8_r8 index
  orpd_xmm_xmmm128 base
  paddd_xmm_xmmm128
  pcmpeqb_xmm_xmmm128
  pcmpeqb_xmm_xmmm128 index
  pcmpeqd_xmm_xmmm128
  pmovmskb_r32_xmm
  psrld_xmm_imm8
  psubd_xmm_xmmm128
  punpcklqdq_xmm_xmmm128
  push_r64
  rol_rm32_imm8
  rol_rm64_imm8
  ror_rm32_imm8
  ror_rm64_imm8
  sar_rm32_1
  sar_rm32_cl
  sar_rm64_cl
  sar_rm64_imm8
  sbb_rm32_imm8
  sbb_rm32_r32
  sbb_rm64_r64
  seta_rm8
  setae_rm8
  setb_rm8
  setbe_rm8
  sete_rm8
  setg_rm8
  setge_rm8
  setl_rm8 stack
  setle_rm8
  setne_rm8
  setne_rm8 stack
  setnp_rm8
  setp_rm8
  shl_rm32_1 stack
  shl_rm32_cl
  shl_rm64_cl
  shl_rm64_imm8
  shld_rm64_r64_imm8
  shr_rm16_imm8
  shr_rm32_1
  shr_rm32_cl
  shr_rm64_1
  shr_rm64_cl
  shr_rm64_imm8
  shrd_rm64_r64_cl
  sqrtsd_xmm_xmmm64
  stosq_m64_rax rep
  sub_r32_rm32 base
  sub_r32_rm32 index
  sub_r32_rm32 stack
  sub_r64_rm64 index
  sub_rm16_imm8 index
  sub_rm32_imm8 index
  sub_rm32_imm8 stack
  sub_rm32_r32 base
  sub_rm32_r32 index
  sub_rm32_r32 stack
  sub_rm64_imm8
  sub_rm64_r64
  sub_rm8_imm8 index
  subpd_xmm_xmmm128
  subsd_xmm_xmmm64
  subsd_xmm_xmmm64 base
  subsd_xmm_xmmm64 index
  subss_xmm_xmmm32
  test_rm16_imm16
  test_rm16_r16
  test_rm32_imm32
  test_rm64_r64
  test_rm64_r64 stack
  test_rm8_imm8
  test_rm8_imm8 stack
  test_rm8_r8
  ucomisd_xmm_xmmm64
  ucomisd_xmm_xmmm64 base
  ucomisd_xmm_xmmm64 index
  ucomisd_xmm_xmmm64 stack
  ucomiss_xmm_xmmm32 base
  unpckhpd_xmm_xmmm128
  xor_r8_rm8 index
  xor_rm32_imm32
  xor_rm32_imm32 index
  xor_rm64_r64
  xor_rm8_imm8 index
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
