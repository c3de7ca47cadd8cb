/** `npm run guests [NAME...]`: every real program to its end, as a program and from a manifest. */
import { createToolchain } from "../../src/index.ts";
import { GUESTS, guestsAvailable, runGuestProgram, runGuestSession } from "./guests.ts";

const WAYS = [["program", runGuestProgram], ["manifest", runGuestSession]] as const;
const names = process.argv.slice(2);
let failed = 0;
if (!guestsAvailable()) {
  process.stdout.write("the guests are not available\n");
} else {
  const toolchain = createToolchain();
  for (const guest of GUESTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const [way, run] of WAYS) {
      const startMs = performance.now();
      const { code, sha1, bytes, instructions } = await run(guest, toolchain);
      const seconds = (performance.now() - startMs) / 1000;
      const good = code === 0 && sha1 === guest.sha1 && bytes === guest.bytes;
      if (!good) failed += 1;
      const verdict = good ? "agrees" : "DIFFERS";
      process.stdout.write(`${guest.name.padEnd(9)} ${way.padEnd(9)} ${verdict} `
        + `${instructions} instructions, ${seconds.toFixed(1)} s, `
        + `${(Number(instructions) / seconds / 1e6).toFixed(0)} MIPS\n`);
    }
  }
}
process.exitCode = failed === 0 ? 0 : 1;
