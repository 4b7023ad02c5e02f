/**
 * What settings may hold. Whatever reaches a header, a host's file or robots.txt is held to its form here, so that no
 * setting can add a line or a directive.
 */

import { z } from "zod";
import { isLocal, linkIssue, NEVER_LINKED, resourceIssue } from "../base/urls.ts";
import { issue } from "./validate.ts";

/** A link: to a page of this site, to another site, a mailbox or a telephone, or by one of the schemes that the site adds. */
export function linkAddress(schemes: readonly string[]) {
  return z
    .string()
    .refine(
      (address) => linkIssue(address, schemes) === undefined,
      issue("unsafe-path", "A link may not lead there.", "Write an address as in /about/ or https://www.example.com/."),
    );
}

/** A picture: of this site or of another. */
export const pictureAddress = z
  .string()
  .refine(
    (address) => resourceIssue(address) === undefined,
    issue("unsafe-path", "No picture can be there.", "Write an address as in /assets/img/authors/ada.jpg."),
  );

/** The schemes that a site adds to those of all links. */
export const linkSchemes = z.array(
  z
    .string()
    .refine(
      (scheme) => /^[a-z][a-z0-9+.-]*$/.test(scheme) && !NEVER_LINKED.includes(scheme),
      issue("wrong-type", "Links may not have this scheme.", "Write one without a colon, as in sms or matrix."),
    ),
);

/** A page of another site, or one of this site in full. */
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

/** A page of this site, or of another. */
export function isPageAddress(text: string, protocols: readonly string[]): boolean {
  return (text.startsWith("/") && isLocal(text) && !HIDDEN.test(text)) || isWebAddress(text, protocols);
}

/** The address of a whole site. Its path is part of rules for hosts, so it holds only what stands for itself there. */
export function isSiteAddress(text: string): boolean {
  if (!isWebAddress(text, ["http:", "https:"])) return false;
  const { pathname, search, hash } = new URL(text);
  return search === "" && hash === "" && /^[\w.~%/-]*$/.test(pathname);
}

/** Spaces, line breaks and characters that nobody sees: browsers read over some of them. */
const HIDDEN = /[\s\p{C}]/u;

/** An address in full, to a host whose name is one, without the name and password of a person. */
export function isWebAddress(text: string, protocols: readonly string[]): boolean {
  if (HIDDEN.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isHost = isHostName(hostname) || /^\[[\da-f:.]+\]$/.test(hostname);
  return protocols.includes(protocol) && isHost && username + password === "";
}

/** URLs allow semicolons and quotation marks in the names of hosts, which would end a directive. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?(?:\.(?!$)|$))+$/i.test(text);
}

/** A text of a form that an expression describes as a whole. */
export function textLike(form: RegExp, message: string, hint: string) {
  return z.string().refine((text) => form.test(text), issue("wrong-type", message, hint));
}

/** Whether a text is a language as BCP 47 writes it, such as `en` or `pt-BR`. */
export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
