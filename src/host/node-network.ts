/** UDP and listening TCP ports of the machine we run on. */
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { ANSWER_TIMEOUT_MS, TRIES } from "../../spec/abi/name-service.ts";
import { EAGAIN } from "../../spec/abi/errno.ts";
import { HostError } from "../channels/host.ts";
import type { BoundPort, NetworkHost } from "../channels/host.ts";
import { hostError } from "./node-error.ts";

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join(".");
}

/** One try: the first datagram that comes back, or undefined after the timeout. */
function exchange(address: number, port: number, request: Uint8Array)
  : Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    const done = (answer: Uint8Array | undefined): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => done(undefined), ANSWER_TIMEOUT_MS);
    socket.on("message", (answer) => done(answer));
    socket.on("error", (error) => {
      clearTimeout(timer);
      socket.close();
      reject(error);
    });
    socket.send(request, port, dotted(address));
  });
}

export const NODE_NETWORK: NetworkHost = {
  bind(address, port): Promise<BoundPort> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once("error", (error) => reject(hostError(error)));
      server.listen(port, address === undefined ? "0.0.0.0" : dotted(address), () => {
        const bound = server.address();
        const number = typeof bound === "object" && bound !== null ? bound.port : port;
        resolve({ port: number, close: () => void server.close() });
      });
    });
  },

  async ask(address, port, request): Promise<Uint8Array> {
    for (let count = 0; count < TRIES; count += 1) {
      const answer = await exchange(address, port, request).catch((error: unknown) => {
        throw hostError(error);
      });
      if (answer !== undefined) return answer;
    }
    throw new HostError(EAGAIN, `${dotted(address)}:${port} did not answer`);
  },
};
