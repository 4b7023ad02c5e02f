/**
 * Services of others that a blog may use, each absent until site.yaml names it.
 */

import { z } from "zod";
import { issue } from "./validate.ts";

const secureAddress = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).protocol === "https:",
    issue("wrong-type", "This is not a secure web address.", "Write it in full, as in https://www.example.com."),
  );

/** Counts visits without cookies. */
const analytics = z.object({
  service: z.enum(["plausible", "umami", "goatcounter"]),
  /** The domain at Plausible, the website id at Umami, the code at GoatCounter. */
  id: z.string(),
  /** Of a server of one's own; else the service's. */
  server: secureAddress.optional(),
});

/** A form that posts to the provider of the newsletter. */
const newsletter = z.object({
  action: secureAddress,
  /** What the provider calls the field with the address. */
  field: z.string().default("email"),
  /** Further fields that the provider asks for, which nobody sees. */
  hidden: z.record(z.string(), z.string()).default({}),
  title: z.string().optional(),
  text: z.string().optional(),
});

/** Discussions of a repository on GitHub, through giscus.app; its four values are those that giscus.app shows. */
const comments = z.object({
  repo: z
    .string()
    .refine(
      (name) => /^[\w.-]+\/[\w.-]+$/.test(name),
      issue("wrong-type", "This is not a repository.", "Write it as in owner/name."),
    ),
  repo_id: z.string(),
  category: z.string(),
  category_id: z.string(),
});

export const services = {
  analytics: analytics.optional(),
  newsletter: newsletter.optional(),
  comments: comments.optional(),
  /** Where a browser reports that a call to action was followed: page and place, no cookie and no identifier. */
  cta_beacon: z
    .string()
    .refine(
      (address) => /^\/(?!\/)/.test(address) || (URL.canParse(address) && new URL(address).protocol === "https:"),
      issue("wrong-type", "Nothing can be reported there.", "Write it as in /api/cta or https://www.example.com/cta."),
    )
    .optional(),
};

export type Analytics = z.infer<typeof analytics>;
export type Newsletter = z.infer<typeof newsletter>;
export type Comments = z.infer<typeof comments>;

export const GISCUS = "https://giscus.app";

/** The script of an analytics service, and what it is told. */
export interface AnalyticsScript {
  src: string;
  attributes: { name: string; value: string }[];
  /** The origins that it reports to. */
  reportsTo: string[];
}

/**
 * @see https://plausible.io/docs/script-extensions
 * @see https://umami.is/docs/tracker-configuration
 * @see https://www.goatcounter.com/help/start
 */
export function analyticsScript({ service, id, server }: Analytics): AnalyticsScript {
  const own = server?.replace(/\/$/, "");
  if (service === "plausible") {
    const host = own ?? "https://plausible.io";
    return { src: `${host}/js/script.js`, attributes: [{ name: "data-domain", value: id }], reportsTo: [origin(host)] };
  }
  if (service === "umami") {
    const host = own ?? "https://cloud.umami.is";
    const reportsTo = own ? [origin(own)] : [host, "https://api-gateway.umami.dev"];
    return { src: `${host}/script.js`, attributes: [{ name: "data-website-id", value: id }], reportsTo };
  }
  const host = own ?? `https://${id}.goatcounter.com`;
  return {
    src: own ? `${own}/count.js` : "https://gc.zgo.at/count.js",
    attributes: [{ name: "data-goatcounter", value: `${host}/count` }],
    reportsTo: [origin(host)],
  };
}

export function origin(address: string): string {
  return new URL(address).origin;
}
