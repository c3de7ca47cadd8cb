/** The transcendental functions against values computed with 1500 bits by another library. */
import { describe, expect, it } from "vitest";
import {
  DENORMAL, DIVIDE_BY_ZERO, INVALID, environmentOfFcw,
} from "../../softfloat/index.ts";
import type { Environment, Result } from "../../softfloat/index.ts";
import { exponential, logarithm, logarithmPlusOne } from "./logarithm.ts";
import { arctangent2, cosine, isInRange, sine, tangent } from "./trigonometry.ts";

type Function2 = (x: bigint, y: bigint, env: Environment) => Result;

const FUNCTIONS: Readonly<Record<string, Function2>> = {
  fsin: (x, _, env) => sine(x, env),
  fcos: (x, _, env) => cosine(x, env),
  fptan: (x, _, env) => tangent(x, env),
  f2xm1: (x, _, env) => exponential(x, env),
  fyl2x: logarithm,
  fyl2xp1: logarithmPlusOne,
  fpatan: arctangent2,
};

function compute(name: string, rounding: number, x: bigint, y: bigint): Result {
  const f = FUNCTIONS[name];
  if (f === undefined) throw new Error(`no function ${name}`);
  return f(x, y, environmentOfFcw(0x37f | (rounding << 10)));
}

/** Function, rounding mode, ST(0), ST(1), result. */
const KNOWN = `
  fsin    0 3ffea6a3a4506513270e -                    3ffe9b1e3b8c33783e2a
  fcos    1 3ffea6a3a4506513270e -                    3ffecba70ff3a3fffcd1
  fptan   2 3ffea6a3a4506513270e -                    3ffec2fd7559d0b5b10f
  fsin    3 3fcb892f902bd23f0824 -                    3fcb892f902bd23f0823
  fcos    0 3fcb892f902bd23f0824 -                    3fff8000000000000000
  fptan   1 3fcb892f902bd23f0824 -                    3fcb892f902bd23f0824
  fsin    2 40168ed904759531985d -                    bffeed7e89146b77e446
  fcos    3 40168ed904759531985d -                    3ffdbf20bd3f00453944
  fptan   0 40168ed904759531985d -                    c0009f0d4e237cdfb260
  fsin    1 c02b899950d836f675cc -                    bffeee907593e3aec7f2
  fcos    2 c02b899950d836f675cc -                    3ffdb9b897126a3079b8
  fptan   3 c02b899950d836f675cc -                    c000a46b7bdb99dbeb61
  fsin    0 402891e20b8f6b0d549b -                    bffea929e61af3560e87
  fcos    1 402891e20b8f6b0d549b -                    3ffec02516a39150fad9
  fptan   2 402891e20b8f6b0d549b -                    bffee161a9696c8fc54b
  fsin    3 3fd0ecad4a268d116ece -                    3fd0ecad4a268d116ecd
  fcos    0 3fd0ecad4a268d116ece -                    3fff8000000000000000
  fptan   1 3fd0ecad4a268d116ece -                    3fd0ecad4a268d116ece
  fsin    2 4033f28c105d1fb17c23 -                    3ffda414d9b5ff602b3c
  fcos    3 4033f28c105d1fb17c23 -                    3ffef27f824a4eafa5d8
  fptan   0 4033f28c105d1fb17c23 -                    3ffdad379d946b4611d3
  fsin    1 3fc895e60af593bd04cf -                    3fc895e60af593bd04ce
  fcos    2 3fc895e60af593bd04cf -                    3fff8000000000000000
  fptan   3 3fc895e60af593bd04cf -                    3fc895e60af593bd04cf
  fsin    0 3fc5b898d190f9ebdacc -                    3fc5b898d190f9ebdacc
  fcos    1 3fc5b898d190f9ebdacc -                    3ffeffffffffffffffff
  fptan   2 3fc5b898d190f9ebdacc -                    3fc5b898d190f9ebdacd
  fsin    3 4032a217beaddbc496cb -                    bffeade5ae6f53974360
  fcos    0 4032a217beaddbc496cb -                    bffebbdf26190d782d7c
  fptan   1 4032a217beaddbc496cb -                    3ffeecf53a41b260d9cf
  f2xm1   0 3fdbdd39d0a89a2ef80f -                    3fdb995791b9dd43b5d4
  f2xm1   1 3fbed953ee261d87cec3 -                    3fbe96a3e36153e1e771
  f2xm1   2 3feafbdc968b7afb2c68 -                    3feaae93c79e8595af0c
  f2xm1   3 3fb99a28f7b324e4e25a -                    3fb8d5b60fe028d24e69
  f2xm1   0 bfdac3c71b9abd87a865 -                    bfda87b3eb14aebe79bd
  f2xm1   1 3fc385e999f3842e7fc2 -                    3fc2b9a46403179b5832
  f2xm1   2 3ff2a587be6b5c9bcf35 -                    3ff1e57c78053c53ca47
  f2xm1   3 bff486ec41adea057543 -                    bff3bb026c32ef354e28
  f2xm1   0 bff2fa7f0eab4c4f9b06 -                    bff2ad9dcf1ce79ca1b5
  f2xm1   1 bfbad86f40f6b239f3c7 -                    bfba960561b902a58442
  fyl2x   0 3ffefffffffffff06d1d c036b30c16a3831d03bf 400afb6ded96db26d2a3
  fyl2x   1 3ffa8216858f73ccef03 c015f10637ce81fc069e 401895efd737244dbbd3
  fyl2x   2 3fff80000000000b2fff bfdd8f3c4be3ec3b9605 bfb2907d706a27e9f3db
  fyl2x   3 3ff0f29135bdd70a39d1 4005e471fde41f229dd0 c009c8fff655ae427813
  fyl2x   0 3ffffffffffffffaf1bf 4046eda79a873d9a8079 4046eda79a873d93bb11
  fyl2x   1 3ff2cd82feacab6286cd bfbac6e50df2e5a3863e 3fbe991c5744c0498f0f
  fyl2x   2 3fff80000000000f0836 c03fddbe3023a906922f c0159646f9ad1038645d
  fyl2x   3 3ff7a3231e1ee2015522 c012bf268ea03836e865 4015b6ca06bb1d2ee741
  fyl2x   0 3ffefffffffffffe7e76 4017fd68373b29acf1a5 bfe989a539a18750c6ce
  fyl2x   1 3ff3b4d19ec12955d6f0 401ed6d050cd67601367 c0229a6b38e8ce44cf31
  fyl2xp1 0 3ffdca7591f27d575d17 c01ff6f4251e491961a1 c01eed6cd9c1a9f37d34
  fyl2xp1 1 3fe09e563408c4653cde c027cfc9e91833020ccd c009b9698302160a9bd2
  fyl2xp1 2 bffbf912ef4aefae5d4e 3fe593932904757f1cba bfe2dcddc1639b84113b
  fyl2xp1 3 bfe5fe9eb4adf7d5f124 3fdfb5b7e44863087e52 bfc782601bc79a7e0ffa
  fyl2xp1 0 bffb94db5f8f1319d424 3fbf86292bb5bf5b411b bfbbe9b0f4f5b0c8ac07
  fyl2xp1 1 3fd39a762d5421f267e2 c03cc791c2e9823d11ed c011adb83edd01e3b239
  fyl2xp1 2 bffbdd7cfed1b40de56d 401ae04b0dcee5d00a4d c018942536d565236c22
  fyl2xp1 3 3fd7a8b88073065b8c35 4018f36506ecae7c8f09 3ff1e76d4e03bb00e255
  fyl2xp1 0 3ffca4056360ba28a679 3ff3d0ea7da760487e15 3ff1b31ebfea05ef4f7c
  fyl2xp1 1 3fcfd3158ce400721f84 bff1e5f456aad6cff718 bfc388c6068c6250561b
  fpatan  0 3ff3f6cc057308ec379a 3f3eb1e7aed141cbcc3a 3f49b88a00f46cd38bdb
  fpatan  1 bfcb9b09ab55e6077d79 3ff1d5c0a74d45b669f7 3fffc90fdaa222dc1e98
  fpatan  2 c011c31dbc3f0b286c70 bf92d105122ab0882411 c000c90fdaa22168c234
  fpatan  3 bfe680f72d3c4c22cab7 c023ea9d18b298772790 bfffc90fdaa22168c236
  fpatan  0 c014f178d77ff24d04fd 3f3abbdea8c3d375eff1 4000c90fdaa22168c235
  fpatan  1 3ffff4ef6142b72fac4a 4026ca30421862f2a21b 3fffc90fdaa22032a2a0
  fpatan  2 4037d096bfd66e106c0e 3f47ff1d490eed97ec76 3f0f9c8cde5eb1a5dc34
  fpatan  3 3fc4ee59b397cd751e08 bfe9b12e1de2d2a0169d bfffc90fdaa21c073ac0
  fpatan  0 bfd6bc73d5f49b750362 3f5fdca2c13275f5c1a0 4000c90fdaa22168c235
  fpatan  1 c027943a51809880e88b bfdcc0bd1d8464457ea4 c000c90fdaa22168c235
`;

const hex = (text: string): bigint => (text === "-" ? 0n : BigInt(`0x${text}`));

describe("correctly rounded", () => {
  const cases = KNOWN.trim().split("\n").map((line) => line.trim().split(/ +/));
  it.each(cases)("%s RC %s of %s, %s", (name = "", rounding, x = "", y = "", want = "") => {
    const { bits } = compute(name, Number(rounding), hex(x), hex(y));
    expect(bits.toString(16).padStart(20, "0")).toBe(want);
  });
});

const ONE = 0x3fff_8000_0000_0000_0000n;
const TWO = 0x4000_8000_0000_0000_0000n;
const SIGN = 1n << 79n;
const INFINITY = 0x7fff_8000_0000_0000_0000n;
const INDEFINITE = 0xffff_c000_0000_0000_0000n;
const PI = 0x4000_c90f_daa2_2168_c235n;
const HALF_PI = 0x3fff_c90f_daa2_2168_c235n;
const DENORMAL_NUMBER = 1n;
const NOT_JUDGED = ~(0x20 | 0x200);

describe("special operands (tables of the manual)", () => {
  it.each([
    ["fsin", 0n | SIGN, 0n, 0n | SIGN, 0],
    ["fcos", 0n, 0n, ONE, 0],
    ["fptan", INFINITY, 0n, INDEFINITE, INVALID],
    ["f2xm1", ONE, 0n, ONE, 0],
    ["f2xm1", ONE | SIGN, 0n, 0xbffe_8000_0000_0000_0000n, 0],
    ["f2xm1", INFINITY | SIGN, 0n, ONE | SIGN, 0],
    ["f2xm1", TWO, 0n, TWO, 0],
    ["fyl2x", 0n, ONE, INFINITY | SIGN, DIVIDE_BY_ZERO],
    ["fyl2x", 0n, 0n, INDEFINITE, INVALID],
    ["fyl2x", ONE | SIGN, ONE, INDEFINITE, INVALID],
    ["fyl2x", ONE, INFINITY, INDEFINITE, INVALID],
    ["fyl2x", ONE, ONE | SIGN, SIGN, 0],
    ["fyl2x", 0x4002_8000_0000_0000_0000n, TWO, 0x4001_c000_0000_0000_0000n, 0],
    ["fyl2x", INFINITY, 0n, INDEFINITE, INVALID],
    ["fyl2xp1", 0n, ONE | SIGN, SIGN, 0],
    ["fyl2xp1", 0n, INFINITY, INDEFINITE, INVALID],
    ["fyl2xp1", TWO | SIGN, ONE, TWO | SIGN, 0],
    ["fyl2xp1", ONE, TWO, TWO, 0],
    ["fpatan", 0n, 0n, 0n, 0],
    ["fpatan", SIGN, 0n, PI, 0],
    ["fpatan", 0n, ONE, HALF_PI, 0],
    ["fpatan", INFINITY | SIGN, INFINITY, 0x4000_96cb_e3f9_990e_91a8n, 0],
    ["fpatan", ONE, DENORMAL_NUMBER | SIGN, DENORMAL_NUMBER | SIGN, DENORMAL | 0x10],
  ] as const)("%s of %s, %s", (name, x, y, bits, flags) => {
    const result = compute(name, 0, x, y);
    expect(result.bits.toString(16)).toBe(bits.toString(16));
    expect(result.flags & NOT_JUDGED).toBe(flags);
  });
});

describe("operands at the edges of the format", () => {
  it("are answered in bounded time", () => {
    const edges = [
      1n, 0x7fff_ffff_ffff_ffffn, 0x0001_8000_0000_0000_0000n, 0x7ffe_ffff_ffff_ffff_ffffn,
      0x7000_8000_0000_0000_0000n, 0x3ffe_ffff_ffff_ffff_ffffn, 0x3fff_8000_0000_0000_0001n, ONE,
    ];
    for (const name of Object.keys(FUNCTIONS)) {
      for (const x of edges) {
        if (["fsin", "fcos", "fptan"].includes(name) && !isInRange(x)) continue;
        for (const y of edges) {
          const started = performance.now();
          expect(compute(name, 1, x, y).bits >> 80n).toBe(0n);
          expect(performance.now() - started, `${name} ${x} ${y}`).toBeLessThan(1000);
        }
      }
    }
  });
});
