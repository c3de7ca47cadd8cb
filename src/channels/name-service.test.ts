import { createSocket } from "node:dgram";
import { describe, expect, it } from "vitest";
import { NODE_NETWORK } from "../host/node-network.ts";
import { readParcel, resolvePeers, writeParcel } from "./name-service.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const LOCALHOST = 0x7f000001;

describe("parcels, as two nodes of the original sent and got them", () => {
  it("a node that connects, one that listens", () => {
    expect(hex(writeParcel(1, [], [{ host: 2, port: 0 }])))
      .toBe("000000010000000000000001000000020000");
    expect(hex(writeParcel(2, [{ host: 1, port: 0x9d95 }], [])))
      .toBe("000000020000000100000000000000019d95");
  });

  it("the answer", () => {
    const answer = Buffer.from("0000000100000000000000017f0000019d95", "hex");
    expect(readParcel(answer, 0, 1)).toEqual([{ host: LOCALHOST, port: 0x9d95 }]);
  });
});

describe("asking", () => {
  async function ask(answer: (request: Buffer) => Buffer): Promise<unknown> {
    const server = createSocket("udp4");
    server.on("message", (request, peer) => server.send(answer(request), peer.port, peer.address));
    await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
    const nameServer = {
      kind: "network", protocol: "udp", host: { ip: LOCALHOST }, port: server.address().port,
    } as const;
    try {
      return await resolvePeers({ nameServer, node: 1 }, [], [{ host: 2, port: 0 }], NODE_NETWORK);
    } finally {
      server.close();
    }
  }

  it("a server that answers", async () => {
    expect(await ask((request) => {
      const answer = Buffer.from(request);
      answer.writeUInt32BE(LOCALHOST, 12);
      answer.writeUInt16BE(4242, 16);
      return answer;
    })).toEqual([{ host: LOCALHOST, port: 4242 }]);
  });

  it("an answer of another size", async () => {
    await expect(ask(() => Buffer.alloc(3))).rejects
      .toMatchObject({ code: 14, state: "received parcel size 3 is not equal to sent one 18" });
  });

  it("nobody to ask, a wrong protocol, a wrong node", async () => {
    const connects = [{ host: 2, port: 0 }];
    expect(await resolvePeers({ nameServer: undefined, node: 0 }, [], connects, NODE_NETWORK))
      .toBeUndefined();
    const tcp = { kind: "network", protocol: "tcp", host: { ip: 1 }, port: 1 } as const;
    await expect(resolvePeers({ nameServer: tcp, node: 1 }, [], connects, NODE_NETWORK)).rejects
      .toMatchObject({ code: 14, state: "name server only support udp protocol" });
    await expect(resolvePeers({ nameServer: { ...tcp, protocol: "udp" }, node: 0 }, [], connects,
      NODE_NETWORK)).rejects.toMatchObject({ code: 14, state: "invalid node: 0" });
  });
});
