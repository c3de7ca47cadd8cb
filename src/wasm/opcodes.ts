/**
 * Opcodes of WebAssembly, under the names of the text format with dots written as underscores.
 *
 * Only the feature floor stands here: MVP, sign extension, saturating conversion, bulk memory and
 * 128-bit SIMD. Source: WebAssembly Core Specification, appendix "Index of Instructions".
 */

export const VALUE_TYPE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPE;

export const BLOCK_VOID = 0x40;

/** One-byte opcodes with their operands on the stack only. */
export const OP = {
  unreachable: 0x00, nop: 0x01, else: 0x05, end: 0x0b, return: 0x0f, drop: 0x1a, select: 0x1b,
  i32_eqz: 0x45, i32_eq: 0x46, i32_ne: 0x47, i32_lt_s: 0x48, i32_lt_u: 0x49, i32_gt_s: 0x4a,
  i32_gt_u: 0x4b, i32_le_s: 0x4c, i32_le_u: 0x4d, i32_ge_s: 0x4e, i32_ge_u: 0x4f,
  i64_eqz: 0x50, i64_eq: 0x51, i64_ne: 0x52, i64_lt_s: 0x53, i64_lt_u: 0x54, i64_gt_s: 0x55,
  i64_gt_u: 0x56, i64_le_s: 0x57, i64_le_u: 0x58, i64_ge_s: 0x59, i64_ge_u: 0x5a,
  f32_eq: 0x5b, f32_ne: 0x5c, f32_lt: 0x5d, f32_gt: 0x5e, f32_le: 0x5f, f32_ge: 0x60,
  f64_eq: 0x61, f64_ne: 0x62, f64_lt: 0x63, f64_gt: 0x64, f64_le: 0x65, f64_ge: 0x66,
  i32_clz: 0x67, i32_ctz: 0x68, i32_popcnt: 0x69, i32_add: 0x6a, i32_sub: 0x6b, i32_mul: 0x6c,
  i32_div_s: 0x6d, i32_div_u: 0x6e, i32_rem_s: 0x6f, i32_rem_u: 0x70, i32_and: 0x71, i32_or: 0x72,
  i32_xor: 0x73, i32_shl: 0x74, i32_shr_s: 0x75, i32_shr_u: 0x76, i32_rotl: 0x77, i32_rotr: 0x78,
  i64_clz: 0x79, i64_ctz: 0x7a, i64_popcnt: 0x7b, i64_add: 0x7c, i64_sub: 0x7d, i64_mul: 0x7e,
  i64_div_s: 0x7f, i64_div_u: 0x80, i64_rem_s: 0x81, i64_rem_u: 0x82, i64_and: 0x83, i64_or: 0x84,
  i64_xor: 0x85, i64_shl: 0x86, i64_shr_s: 0x87, i64_shr_u: 0x88, i64_rotl: 0x89, i64_rotr: 0x8a,
  f32_abs: 0x8b, f32_neg: 0x8c, f32_ceil: 0x8d, f32_floor: 0x8e, f32_trunc: 0x8f,
  f32_nearest: 0x90, f32_sqrt: 0x91, f32_add: 0x92, f32_sub: 0x93, f32_mul: 0x94, f32_div: 0x95,
  f64_abs: 0x99, f64_neg: 0x9a, f64_ceil: 0x9b, f64_floor: 0x9c, f64_trunc: 0x9d,
  f64_nearest: 0x9e, f64_sqrt: 0x9f, f64_add: 0xa0, f64_sub: 0xa1, f64_mul: 0xa2, f64_div: 0xa3,
  i32_wrap_i64: 0xa7, i64_extend_i32_s: 0xac, i64_extend_i32_u: 0xad,
  f32_convert_i32_s: 0xb2, f32_convert_i64_s: 0xb4, f32_demote_f64: 0xb6,
  f64_convert_i32_s: 0xb7, f64_convert_i64_s: 0xb9, f64_promote_f32: 0xbb,
  i32_reinterpret_f32: 0xbc, i64_reinterpret_f64: 0xbd,
  f32_reinterpret_i32: 0xbe, f64_reinterpret_i64: 0xbf,
  i32_extend8_s: 0xc0, i32_extend16_s: 0xc1,
  i64_extend8_s: 0xc2, i64_extend16_s: 0xc3, i64_extend32_s: 0xc4,
} as const;

/** Opcodes that name a local, a function, a label or a global. */
export const IMMEDIATE = {
  block: 0x02, loop: 0x03, if: 0x04, br: 0x0c, br_if: 0x0d, br_table: 0x0e,
  call: 0x10, call_indirect: 0x11, local_get: 0x20, local_set: 0x21, local_tee: 0x22,
  global_get: 0x23, global_set: 0x24, i32_const: 0x41, i64_const: 0x42, f32_const: 0x43,
  f64_const: 0x44,
} as const;

/** Loads and stores: opcode, and log2 of the natural alignment. */
export const MEMORY = {
  i32_load: [0x28, 2], i64_load: [0x29, 3], f32_load: [0x2a, 2], f64_load: [0x2b, 3],
  i32_load8_s: [0x2c, 0], i32_load8_u: [0x2d, 0], i32_load16_s: [0x2e, 1], i32_load16_u: [0x2f, 1],
  i64_load8_s: [0x30, 0], i64_load8_u: [0x31, 0], i64_load16_s: [0x32, 1], i64_load16_u: [0x33, 1],
  i64_load32_s: [0x34, 2], i64_load32_u: [0x35, 2],
  i32_store: [0x36, 2], i64_store: [0x37, 3], f32_store: [0x38, 2], f64_store: [0x39, 3],
  i32_store8: [0x3a, 0], i32_store16: [0x3b, 1],
  i64_store8: [0x3c, 0], i64_store16: [0x3d, 1], i64_store32: [0x3e, 2],
} as const;
export type MemoryOp = keyof typeof MEMORY;

/** Opcodes behind the prefix FC. */
export const SATURATING = {
  i32_trunc_sat_f32_s: 0, i32_trunc_sat_f64_s: 2, i64_trunc_sat_f32_s: 4, i64_trunc_sat_f64_s: 6,
} as const;
export const MEMORY_COPY = 10;
export const MEMORY_FILL = 11;

/** Opcodes behind the prefix FD with their operands on the stack only. */
export const SIMD = {
  i8x16_swizzle: 14, i8x16_splat: 15, i16x8_splat: 16, i32x4_splat: 17, i64x2_splat: 18,
  i8x16_eq: 35, i8x16_gt_s: 39, i16x8_eq: 45, i16x8_gt_s: 49, i32x4_eq: 55, i32x4_gt_s: 59,
  f32x4_eq: 65, f32x4_ne: 66, f32x4_lt: 67, f32x4_gt: 68, f32x4_le: 69, f32x4_ge: 70,
  f64x2_eq: 71, f64x2_ne: 72, f64x2_lt: 73, f64x2_gt: 74, f64x2_le: 75, f64x2_ge: 76,
  v128_not: 77, v128_and: 78, v128_andnot: 79, v128_or: 80, v128_xor: 81, v128_bitselect: 82,
  v128_any_true: 83,
  i8x16_abs: 96, i8x16_all_true: 99, i8x16_bitmask: 100,
  i8x16_narrow_i16x8_s: 101, i8x16_narrow_i16x8_u: 102,
  i8x16_shl: 107, i8x16_shr_s: 108, i8x16_shr_u: 109,
  i8x16_add: 110, i8x16_add_sat_s: 111, i8x16_add_sat_u: 112,
  i8x16_sub: 113, i8x16_sub_sat_s: 114, i8x16_sub_sat_u: 115,
  i8x16_min_s: 118, i8x16_min_u: 119, i8x16_max_s: 120, i8x16_max_u: 121, i8x16_avgr_u: 123,
  i16x8_abs: 128, i16x8_all_true: 131, i16x8_bitmask: 132,
  i16x8_narrow_i32x4_s: 133, i16x8_narrow_i32x4_u: 134,
  i16x8_extend_low_i8x16_s: 135, i16x8_extend_low_i8x16_u: 137,
  i16x8_shl: 139, i16x8_shr_s: 140, i16x8_shr_u: 141,
  i16x8_add: 142, i16x8_add_sat_s: 143, i16x8_add_sat_u: 144,
  i16x8_sub: 145, i16x8_sub_sat_s: 146, i16x8_sub_sat_u: 147,
  i16x8_mul: 149, i16x8_min_s: 150, i16x8_min_u: 151, i16x8_max_s: 152, i16x8_max_u: 153,
  i16x8_avgr_u: 155, i16x8_extmul_low_i8x16_s: 156,
  i32x4_abs: 160, i32x4_all_true: 163, i32x4_bitmask: 164,
  i32x4_extend_low_i16x8_s: 167, i32x4_extend_low_i16x8_u: 169,
  i32x4_shl: 171, i32x4_shr_s: 172, i32x4_shr_u: 173,
  i32x4_add: 174, i32x4_sub: 177, i32x4_mul: 181,
  i32x4_min_s: 182, i32x4_min_u: 183, i32x4_max_s: 184, i32x4_max_u: 185, i32x4_dot_i16x8_s: 186,
  i32x4_extmul_low_i16x8_s: 188, i32x4_extmul_high_i16x8_s: 189,
  i32x4_extmul_low_i16x8_u: 190, i32x4_extmul_high_i16x8_u: 191,
  i64x2_abs: 192, i64x2_all_true: 195, i64x2_bitmask: 196,
  i64x2_extend_low_i32x4_s: 199, i64x2_extend_low_i32x4_u: 201,
  i64x2_shl: 203, i64x2_shr_s: 204, i64x2_shr_u: 205, i64x2_add: 206, i64x2_sub: 209,
  i64x2_mul: 213, i64x2_eq: 214, i64x2_gt_s: 217,
  f32x4_sqrt: 227, f32x4_add: 228, f32x4_sub: 229, f32x4_mul: 230, f32x4_div: 231,
  f32x4_pmin: 234, f32x4_pmax: 235, f64x2_pmin: 246, f64x2_pmax: 247,
  f32x4_abs: 224, f64x2_abs: 236,
  f32x4_ceil: 103, f32x4_floor: 104, f32x4_trunc: 105, f32x4_nearest: 106,
  f64x2_ceil: 116, f64x2_floor: 117, f64x2_trunc: 122, f64x2_nearest: 148,
  f32x4_demote_f64x2_zero: 94, f64x2_promote_low_f32x4: 95,
  i32x4_trunc_sat_f32x4_s: 248, f32x4_convert_i32x4_s: 250,
  i32x4_trunc_sat_f64x2_s_zero: 252, f64x2_convert_low_i32x4_s: 254,
  f64x2_sqrt: 239, f64x2_add: 240, f64x2_sub: 241, f64x2_mul: 242, f64x2_div: 243,
} as const;

export const V128_LOAD = 0;
export const V128_STORE = 11;
export const V128_CONST = 12;
export const I8X16_SHUFFLE = 13;

/** Lane access: opcode, and whether it replaces (pops a value) or extracts. */
export const LANE = {
  i8x16_extract_lane_u: 22, i8x16_replace_lane: 23, i16x8_extract_lane_u: 25, i16x8_replace_lane: 26,
  i32x4_extract_lane: 27, i32x4_replace_lane: 28, i64x2_extract_lane: 29, i64x2_replace_lane: 30,
  f32x4_extract_lane: 31, f32x4_replace_lane: 32, f64x2_extract_lane: 33, f64x2_replace_lane: 34,
} as const;
