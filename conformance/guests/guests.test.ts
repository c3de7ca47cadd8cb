/** The short ones of the real programs; `npm run guests` runs all of them to their end. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createToolchain, runProgram } from "../../src/index.ts";
import {
  GUESTS, guestModule, guestsAvailable, runGuestProgram, runGuestSession,
} from "./guests.ts";

const SCRIPT = `
local t = {}
for i = 1, 100 do t[#t + 1] = (i * i) % 7 end
table.sort(t)
print(#t, t[1], t[100], string.format("%.3f", math.sqrt(2)), ("x"):rep(5))
`;

// Without the modules these are skipped: not available is not passed.
const describeGuests = describe.skipIf(!guestsAvailable());
describeGuests.each(["interpreter", "oracle"] as const)("in the %s", (tier) => {
  const toolchain = createToolchain(tier);

  it("hello writes what it wrote in the original", async () => {
    const [hello] = GUESTS;
    if (hello === undefined) throw new Error("hello is not listed");
    const { sha1, bytes } = hello;
    expect(await runGuestProgram(hello, toolchain)).toMatchObject({ code: 0, sha1, bytes });
    expect(await runGuestSession(hello, toolchain)).toMatchObject({ code: 0, sha1, bytes });
  });

  it("lua runs a small script to its end", async () => {
    const { exitCode, stdout } = await runProgram(readFileSync(guestModule("lua")), {
      toolchain, stdin: Buffer.from(SCRIPT),
    });
    expect([exitCode, new TextDecoder().decode(stdout)])
      .toEqual([0, "100\t0\t4\t1.414\txxxxx\n"]);
  });
});
