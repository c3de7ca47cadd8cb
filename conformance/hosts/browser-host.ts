/** The battery on a page of a browser without a window, which posts what it got. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BatteryInput, Item } from "./battery.ts";

/** Names under which distributions install Chromium; `CHROMIUM` names any other. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const PAGE = `<!doctype html><meta charset="utf-8"><title>battery</title><script type="module">
const post = (path, body) => fetch(path, { method: "POST", body });
try {
  const { runBattery } = await import("/battery.js");
  const input = await (await fetch("/input.json")).json();
  await post("/items", JSON.stringify(await runBattery(input)));
} catch (error) {
  await post("/error", String(error && error.stack || error));
}
</script>`;

/** A Chromium and its version; undefined where none is installed. */
export function findChromium(env: NodeJS.ProcessEnv = process.env)
  : { readonly binary: string; readonly version: string } | undefined {
  const named = env["CHROMIUM"];
  for (const binary of named === undefined ? NAMES : [named]) {
    const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
    if (status === 0) return { binary, version: stdout.trim() };
  }
  return undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

/** Serves page, battery and input on this machine alone; `done` gets what the page posts. */
function serve(folder: string, input: BatteryInput, done: (path: string, body: string) => void): Server {
  const files: Readonly<Record<string, readonly [string, () => string]>> = {
    "/": ["text/html", () => PAGE],
    "/battery.js": ["text/javascript", () => readFileSync(join(folder, "battery.js"), "utf8")],
    "/input.json": ["application/json", () => JSON.stringify(input)],
  };
  return createServer((request, response) => {
    // The page computes for longer than a server keeps connections.
    response.setHeader("connection", "close");
    const path = request.url ?? "/";
    if (request.method === "POST") {
      void bodyOf(request).then((body) => {
        response.end();
        done(path, body);
      });
      return;
    }
    const [type, text] = files[path] ?? [];
    if (type === undefined || text === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": type }).end(text());
  });
}

/** Waits until a browser that was asked to go has gone. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Runs the battery in a browser; `folder` holds `battery.js`. Rejects where the page fails. */
export async function runInBrowser(binary: string, folder: string, input: BatteryInput)
  : Promise<Item[]> {
  const profile = mkdtempSync(join(tmpdir(), "zerovm-browser-"));
  let child: ChildProcess | undefined;
  let server: Server | undefined;
  try {
    return await new Promise<Item[]>((resolve, reject) => {
      server = serve(folder, input, (path, body) => {
        if (path === "/items") resolve(JSON.parse(body) as Item[]);
        else reject(new Error(`the page failed: ${body}`));
      });
      server.listen(0, "127.0.0.1", () => {
        const { port } = server?.address() as AddressInfo;
        child = spawn(binary, [...FLAGS, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`],
          { stdio: "ignore" });
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`the browser ended with ${code}`)));
      });
    });
  } finally {
    server?.close();
    server?.closeAllConnections();
    child?.kill();
    if (child !== undefined) await ended(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
