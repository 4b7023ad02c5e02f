/**
 * Requests the pages of other sites that posts link to.
 */

import { z } from "zod";
import { wallClock } from "../base/clock.ts";
import { parseJson } from "../base/json.ts";
import type { Cache } from "../cache/cache.ts";
import { type Answer, type Answers, type ExternalLink, isKnown, NO_SUCH_HOST } from "./external_links.ts";

const NOTE = "outside-links";
const PATIENCE_MS = 15_000;
const AT_ONCE = 16;

const noted = z.record(z.string(), z.object({ answer: z.union([z.number(), z.string()]), at: z.number() }));

/** The results for addresses, from the cache or from the web. */
export async function fetchExternal(links: readonly ExternalLink[], cache: Cache): Promise<Answers> {
  const now = wallClock();
  const known = notedIn(cache);
  const open = [...new Set(links.map(({ address }) => address))].filter((address) => !isKnown(address, known, now));
  const fresh: [string, { answer: Answer; at: number }][] = [];
  const askNext = async (): Promise<void> => {
    for (let address = open.pop(); address !== undefined; address = open.pop()) {
      fresh.push([address, { answer: await ask(address), at: now }]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  const all = { ...known, ...Object.fromEntries(fresh) };
  cache.writeNote(NOTE, JSON.stringify(all));
  return all;
}

function notedIn(cache: Cache): Answers {
  return parseJson(cache.note(NOTE), noted) ?? {};
}

/** Some servers do not support HEAD, so a failure is retried with GET. */
async function ask(address: string): Promise<Answer> {
  const head = await answerTo(address, "HEAD");
  return typeof head === "number" && head < 400 ? head : answerTo(address, "GET");
}

async function answerTo(address: string, method: "HEAD" | "GET"): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method,
      headers: { "user-agent": "Mozilla/5.0 (compatible; link check)", accept: "text/html,*/*" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
    return code === NO_SUCH_HOST ? NO_SUCH_HOST : "no answer";
  }
}
