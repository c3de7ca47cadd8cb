#!/usr/bin/env node
// A file that is there before anything is built, so that npm always finds something to link to.
import { existsSync } from "node:fs";

const command = new URL("../dist/cli.js", import.meta.url);
if (existsSync(command)) {
  await import(command.href);
} else {
  process.stderr.write("zerovm is not built yet: npm run build\n");
  process.exitCode = 70;
}
