import { z } from "zod";
import { isLocal } from "../base/urls.ts";
import { issue } from "./validate.ts";

/** Where a link on every page may lead: to a page of this site, to another site, or to a mailbox or telephone. */
export const linkAddress = z
  .string()
  .refine(
    (address) => isLocal(address) || /^(?:https?:\/\/|mailto:|tel:)/i.test(address),
    issue("unsafe-path", "A link may not lead there.", "Write an address as in /about/ or https://www.example.com/."),
  );

/** Whether a text is a language as BCP 47 writes it, such as `en` or `pt-BR`. */
export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
