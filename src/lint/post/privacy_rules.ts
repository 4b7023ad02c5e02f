/**
 * Rules about what nobody should read: keys and passwords, and how to reach a person at home.
 */

import type { Problem } from "../../base/diagnostic.ts";
import type { TextContext } from "../rule_context.ts";
import { matches, problemIn } from "./prose.ts";

/** Keys whose form their issuer made so that they are found. */
const KEYS: readonly [name: string, pattern: RegExp][] = [
  ["a key of AWS", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})\b/g],
  ["a token of GitLab", /\bglpat-[\w-]{20,}/g],
  ["a token of Slack", /\bxox[abeprs]-[\w-]{10,}/g],
  ["an address of Slack at which anybody can post", /\bhttps:\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/g],
  ["an address of Discord at which anybody can post", /\bhttps:\/\/discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]+/g],
  ["a key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}/g],
  ["a key of OpenAI or Anthropic", /\bsk-(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{32,}/g],
  ["a key of Google", /\bAIza[\w-]{35}\b/g],
  ["a key of SendGrid", /\bSG\.[\w-]{20,}\.[\w-]{40,}/g],
  ["a token of npm", /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["a token of Hugging Face", /\bhf_[A-Za-z0-9]{30,}\b/g],
  ["a token of a bot of Telegram", /\b\d{8,10}:AA[\w-]{33}\b/g],
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g],
  ["a signed token", /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/g],
];

/** Made up for an example. */
const INVENTED = /example|x{4,}|\*{3,}|\.{3}|your|placeholder|1234567890abcdef|abcdefghij/i;

const PASSWORD =
  /\b(?:password|passwd|pwd|secret(?:[_-]?key)?|api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token)["']?[ \t]*[:=][ \t]*["']?((?=[^\s"'<>{}()[\]$,]*\d)(?=[^\s"'<>{}()[\]$,]*[A-Za-z])[^\s"'<>{}()[\]$,]{8,})/gi;

/** A name and a password within an address. */
const IN_ADDRESS = /\b[a-z][a-z+]*:\/\/[\w.-]+:((?!password|pass|pwd|secret|user)[^\s:@/<>{}$*[\]]{6,})@[\w.-]+/gi;

/** Keys and passwords, also in code and in the front matter. */
export function secrets(on: TextContext): Problem[] {
  const { text } = on.from;
  const keys = KEYS.flatMap(([name, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([key]) => !INVENTED.test(key))
      .map(({ index }) =>
        problemIn(on, index, {
          rule: "secret",
          message: `This looks like ${name}, which every reader could use.`,
          hint: "Remove it, and have it replaced by a new one: it may already have been seen.",
        }),
      ),
  );
  const passwords = [PASSWORD, IN_ADDRESS].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([, value = ""]) => !INVENTED.test(value))
      .map(({ index }) =>
        problemIn(on, index, {
          rule: "secret",
          severity: "warn",
          message: "This looks like a password or a key.",
          hint: "Remove it if it is real, or write a word such as `YOUR_PASSWORD`.",
        }),
      ),
  );
  return [...keys, ...passwords];
}

const MAILBOX =
  /(?<![\w.+-])(?!(?:name|you|your[\w.]*|user\w*|someone|somebody|example|test\w*|me|email|mail|(?:john|jane)[._]?doe|first[\w.]*|info|contact|hello|hi|support|admin|team|newsletter)@)[\w.+-]+@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|web|protonmail|proton|pm|yandex|qq|163|mail)\.(?:[a-z]{2,3}\.)?[a-z]{2,4}\b/gi;

/** With a country's number, in the American form, or after a word that says what it is. */
const TELEPHONE = [
  /(?<![\w+/.=-])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}(?![\w/-])/g,
  /(?<![\w+/.=-])(?:\(\d{3}\)[ .-]?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w/.-]*\w)/g,
  /(?<=\b(?:tel|phone|mobile|cell|call(?: me)?|whatsapp|fax)[.:]?[ \t])[(\d][\d() .-]{7,16}\d\b/gi,
];

/** Numbers that no telephone has, for books and films. */
const FICTION = /\b555[ .-]?\d{4}|7946[ .-]?0\d{3}/;

export function personalData(on: TextContext): Problem[] {
  const mail = matches(on, MAILBOX).map(({ index, text }) =>
    problemIn(on, index, {
      rule: "personal-data",
      message: `“${text}” looks like somebody's private address.`,
      hint: "Write an address of the organisation, or link to a page with a form.",
    }),
  );
  const seen = new Set<number>();
  const numbers = TELEPHONE.flatMap((pattern) => matches(on, pattern)).flatMap(({ index, text }) => {
    const digits = text.replace(/\D/g, "").length;
    if (digits < 8 || digits > 15 || FICTION.test(text) || seen.has(index)) return [];
    seen.add(index);
    return problemIn(on, index, {
      rule: "personal-data",
      message: `“${text.trim()}” looks like a telephone number.`,
      hint: "Remove it, unless its owner wants every reader to have it.",
    });
  });
  return [...mail, ...numbers];
}
