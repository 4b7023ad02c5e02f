/**
 * Validators for settings. Everything that reaches a header, a host's file or robots.txt is restricted here, so that no
 * setting can add a line or a directive.
 */

import { z } from "zod";
import { isLocal, linkIssue, NEVER_LINKED, resourceIssue, urlOf } from "../base/urls.ts";
import { issue } from "./validate.ts";

/** A link to a page of this site, another site, a mailbox or a telephone, or with a scheme that the site allows. */
export function linkAddress(schemes: readonly string[]) {
  return z
    .string()
    .refine(
      (address) => linkIssue(address, schemes) === undefined,
      issue("unsafe-path", "A link may not lead there.", "Write an address as in /about/ or https://www.example.com/."),
    );
}

/** An image of this site or another. */
export const pictureAddress = z
  .string()
  .refine(
    (address) => resourceIssue(address) === undefined,
    issue("unsafe-path", "No picture can be there.", "Write an address as in /assets/img/authors/ada.jpg."),
  );

/** Link schemes that the site allows besides the usual ones. */
export const linkSchemes = z.array(
  z
    .string()
    .refine(
      (scheme) => /^[a-z][a-z0-9+.-]*$/.test(scheme) && !NEVER_LINKED.includes(scheme),
      issue("wrong-type", "Links may not have this scheme.", "Write one without a colon, as in sms or matrix."),
    ),
);

/** A page of another site, or the full address of one of this site. */
export const webAddress = z
  .string()
  .refine(
    (text) => isWebAddress(text, ["http:", "https:"]),
    issue("wrong-type", "This is not a web address.", "Write it in full, as in https://www.example.com."),
  )
  .meta({ kind: "web address" });

export const secureAddress = z
  .string()
  .refine(
    (text) => isWebAddress(text, ["https:"]),
    issue("wrong-type", "This is not a secure web address.", "Write it in full, as in https://www.example.com."),
  )
  .meta({ kind: "web address" });

/** A page of this site or another. */
export function isPageAddress(text: string, protocols: readonly string[]): boolean {
  return (text.startsWith("/") && isLocal(text) && !HIDDEN.test(text)) || isWebAddress(text, protocols);
}

/** The address of a whole site. Its path becomes part of hosts' rules, so it must not contain pattern characters. */
export function isSiteAddress(text: string): boolean {
  if (!isWebAddress(text, ["http:", "https:"])) return false;
  const { pathname, search, hash } = new URL(text);
  // Percent-encoding is allowed only for non-ASCII letters: hosts read `%7B` as `{`, which starts a placeholder.
  return search === "" && hash === "" && /^(?:[\w.~/-]|%[89a-f][\da-f])*$/i.test(pathname);
}

/** White space and invisible characters, some of which browsers ignore. */
const HIDDEN = /[\s\p{C}]/u;

/** A full address with a valid host name and without credentials. */
export function isWebAddress(text: string, protocols: readonly string[]): boolean {
  // On a page, browsers read `https:a` as an address below that page.
  const url = HIDDEN.test(text) || !/^[a-z]+:\/\//i.test(text) ? undefined : urlOf(text);
  if (url === undefined) return false;
  const { protocol, hostname, username, password } = url;
  const isHost = isHostName(hostname) || /^\[[\da-f:.]+\]$/.test(hostname);
  return protocols.includes(protocol) && isHost && username + password === "";
}

/** URLs allow semicolons and quotation marks in host names, which would end a directive. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?(?:\.(?!$)|$))+$/i.test(text);
}

/** A text that matches an expression as a whole. */
export function textLike(form: RegExp, message: string, hint: string) {
  return z.string().refine((text) => form.test(text), issue("wrong-type", message, hint));
}

/** Whether a text is a BCP 47 language tag, such as `en` or `pt-BR`. No language has a code of more than three letters. */
export function isLanguage(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
