/**
 * How fast straight-line code of one unit runs in each tier: integer, scalar and packed SSE, x87.
 * Millions of instructions per second, best of several runs, so that a busy machine counts little.
 *
 *     npm run bench:units
 */
import { createToolchain } from "../src/index.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { FCW, MXCSR, PC, VECTOR } from "../src/machine/state.ts";

const CODE_START = 0x2_0000;
const MXCSR_DEFAULT = 0x1f80;
const FCW_DEFAULT = 0x37f;
const RUNS = 20;
/** Instructions before the measured ones: the host's optimiser comes in. */
const WARM_UP = 30_000_000n;

/** Loop bodies; a jump back is put behind each. */
const BODIES: Readonly<Record<string, readonly number[]>> = {
  "integer: add, xor, lea, rol": [
    0x01, 0xd8, // add eax, ebx
    0x31, 0xc3, // xor ebx, eax
    0x8d, 0x0c, 0x18, // lea ecx, [rax + rbx]
    0xc1, 0xc1, 0x05, // rol ecx, 5
  ],
  "scalar SSE2: addsd, mulsd": [
    0xf2, 0x0f, 0x58, 0xc1, // addsd xmm0, xmm1
    0xf2, 0x0f, 0x59, 0xd1, // mulsd xmm2, xmm1
  ],
  "scalar SSE2: divsd, sqrtsd, cvtsi2sd": [
    0xf2, 0x0f, 0x5e, 0xc1, // divsd xmm0, xmm1
    0xf2, 0x0f, 0x51, 0xd0, // sqrtsd xmm2, xmm0
    0xf2, 0x0f, 0x2a, 0xc0, // cvtsi2sd xmm0, eax
  ],
  "packed SSE: mulps, paddd, pshufd": [
    0x0f, 0x59, 0xc1, // mulps xmm0, xmm1
    0x66, 0x0f, 0xfe, 0xd1, // paddd xmm2, xmm1
    0x66, 0x0f, 0x70, 0xda, 0x1b, // pshufd xmm3, xmm2, 0x1b
  ],
  "x87: fld1, fadd, fmul, fstp": [
    0xd9, 0xe8, // fld1
    0xd8, 0xc0, // fadd st0
    0xd8, 0xc8, // fmul st0
    0xdd, 0xd8, // fstp st0
  ],
};

/** The body and a jump back to its start; the translator knows text by whole bundles. */
function looped(body: readonly number[]): Uint8Array {
  const length = body.length + 5;
  const code = new Uint8Array(Math.ceil(length / 32) * 32).fill(0xf4);
  code.set(body);
  code[body.length] = 0xe9;
  new DataView(code.buffer).setInt32(body.length + 1, -length, true);
  return code;
}

const TIERS = ["translator", "interpreter", "oracle"] as const;

function measure(tier: typeof TIERS[number], body: readonly number[]): number {
  const machine = createToolchain(tier).engine.createMachine({
    base: 0n,
    regions: [
      { name: "text", start: CODE_START, end: 0x3_0000, permission: READ | EXECUTE },
      { name: "data", start: 0x3_0000, end: 0x4_0000, permission: READ | WRITE },
    ],
    contents: [{ address: CODE_START, bytes: looped(body) }],
    trapSlots: { start: 0, end: 0 },
    stickyFlags: false,
  });
  machine.state.setUint32(MXCSR, MXCSR_DEFAULT, true);
  machine.state.setUint16(FCW, FCW_DEFAULT, true);
  for (let k = 0; k < 8; k++) machine.state.setFloat32(VECTOR + 32 * k, 1, true);
  machine.state.setBigUint64(PC, BigInt(CODE_START), true);
  const slow = tier === "oracle" || body[0] === 0xd9;
  const count = slow ? 20_000n : 500_000n;
  machine.run(slow ? count : WARM_UP);
  let best = 0;
  for (let k = 0; k < RUNS; k++) {
    const start = performance.now();
    machine.run(count);
    best = Math.max(best, Number(count) / (performance.now() - start) / 1000);
  }
  return best;
}

process.stdout.write(`${"MIPS".padEnd(40)}${TIERS.map((tier) => tier.padStart(12)).join("")}\n`);
for (const [name, body] of Object.entries(BODIES)) {
  const speeds = TIERS.map((tier) => measure(tier, body).toFixed(1).padStart(12));
  process.stdout.write(`${name.padEnd(40)}${speeds.join("")}\n`);
}
