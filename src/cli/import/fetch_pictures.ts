/**
 * Fetches the pictures of an old blog that lie on other sites. The blog says which, so nothing of this machine or its
 * network is asked, and no answer is trusted to end.
 */

import { lookup } from "node:dns";
import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { mapConcurrent } from "../../base/concurrency.ts";
import { urlOf } from "../../base/urls.ts";

export interface FetchLimits {
  pictures: number;
  /** Of one picture. */
  bytes: number;
  allBytes: number;
  patienceMs: number;
  redirects: number;
  /** After so many pictures without an answer, a host is not asked again. */
  silences: number;
  /** Whether an IP address may be asked. */
  isPublic(address: string): boolean;
}

export const FETCH_LIMITS: FetchLimits = {
  pictures: 5_000,
  bytes: 25_000_000,
  allBytes: 500_000_000,
  patienceMs: 30_000,
  redirects: 5,
  silences: 3,
  isPublic,
};

/** The pictures by address, and the addresses that could not be fetched, each with the reason. */
export interface Fetched {
  pictures: Map<string, Buffer>;
  failed: Map<string, string>;
}

/** @param addresses of other sites, each once */
export async function fetchPictures(
  addresses: readonly string[],
  limits: FetchLimits = FETCH_LIMITS,
): Promise<Fetched> {
  const fetched: Fetched = { pictures: new Map(), failed: new Map() };
  const silent = new Map<string, number>();
  let total = 0;
  await mapConcurrent(addresses, async (address) => {
    const url = urlOf(address, "https://h.invalid");
    const host = url?.host ?? "";
    const refuse = (reason: string): void => void fetched.failed.set(address, reason);
    if (url === undefined) return refuse("it is no address");
    if (fetched.pictures.size >= limits.pictures)
      return refuse(`more than ${limits.pictures} pictures are not fetched`);
    if (total >= limits.allBytes) return refuse(`the pictures together exceed ${megabytes(limits.allBytes)}`);
    if ((silent.get(host) ?? 0) >= limits.silences) return refuse("its site did not answer for other pictures");
    const picture = await pictureAt(url, limits);
    if (typeof picture === "string") {
      if (picture === SILENCE) silent.set(host, (silent.get(host) ?? 0) + 1);
      return refuse(picture === SILENCE ? `it took longer than ${limits.patienceMs / 1000} seconds` : picture);
    }
    total += picture.length;
    fetched.pictures.set(address, picture);
  });
  return fetched;
}

const SILENCE = "silence";
const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

/** The bytes of a picture, or why there are none. */
async function pictureAt(first: URL, limits: FetchLimits): Promise<Buffer | string> {
  const signal = AbortSignal.timeout(limits.patienceMs);
  try {
    let url = first;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const answer = await answerOf(url, limits, signal);
      const { statusCode: status = 0, headers } = answer;
      const next = status >= 300 && status < 400 ? urlOf(headers.location ?? "", url.href) : undefined;
      if (next === undefined) {
        const bytes = status === 200 ? await bytesOf(answer, limits.bytes) : `it answers ${status}`;
        answer.destroy();
        return typeof bytes !== "string" && suffixOf(bytes) === undefined ? "it is no picture" : bytes;
      }
      answer.destroy();
      url = next;
    }
    return `it is redirected more than ${limits.redirects} times`;
  } catch (error) {
    if (signal.aborted) return SILENCE;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTFOUND") return "there is no such site";
    return error instanceof PrivateAddress || code === PRIVATE ? PrivateAddress.reason : "its site does not answer";
  }
}

const PRIVATE = "EPRIVATE";

class PrivateAddress extends Error {
  static readonly reason = "it leads to this machine or its own network";
  readonly code = PRIVATE;
}

function answerOf(url: URL, { isPublic }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const get = url.protocol === "https:" ? getHttps : url.protocol === "http:" ? getHttp : undefined;
    if (get === undefined || (isIP(host) !== 0 && !isPublic(host))) return reject(new PrivateAddress());
    get(url, { signal, agent: false, lookup: lookupOf(isPublic), headers: { accept: "image/*" } }, resolve).on(
      "error",
      reject,
    );
  });
}

/** Resolves a name, and refuses it where it leads inside: a name may change between two questions. */
function lookupOf(isPublic: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const inside = error === null && found.some(({ address }) => !isPublic(address));
      const [one] = found ?? [];
      if (error !== null || one === undefined || inside) return done(error ?? new PrivateAddress(), "", 0);
      if (options.all === true) return done(null, found);
      done(null, one.address, one.family);
    });
  };
}

async function bytesOf(answer: IncomingMessage, most: number): Promise<Buffer | string> {
  const tooLarge = `it is larger than ${megabytes(most)}`;
  if (Number(answer.headers["content-length"] ?? 0) > most) return tooLarge;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > most) return tooLarge;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Networks that are not on the public internet. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  INSIDE.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  INSIDE.addSubnet(network, bits, "ipv6");

/** Whether an IP address is on the public internet. */
export function isPublic(address: string): boolean {
  return !INSIDE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** What a picture is by its first bytes. */
export function suffixOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 300)).toString("latin1");
  if (head.startsWith("\x89PNG")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpg";
  if (head.startsWith("GIF8")) return "gif";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (head.slice(4, 12) === "ftypavif") return "avif";
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(head) ? "svg" : undefined;
}
