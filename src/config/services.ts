/**
 * Third-party services that a blog may use. Each is absent unless site.yaml names it.
 */

import { z } from "zod";
import { issue } from "./validate.ts";
import { isPageAddress, secureAddress, textLike } from "./validators.ts";

/** The form of a site's id at each service. At GoatCounter it is part of a host name. */
const IDS = {
  plausible: /^[\w.-]+(?:\/[\w.-]+)*(?:,[\w.-]+(?:\/[\w.-]+)*)*$/,
  umami: /^[\w-]+$/,
  goatcounter: /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i,
};

const analytics = z
  .object({
    service: z.enum(["plausible", "umami", "goatcounter"]).describe("The service that counts visits, without cookies."),
    id: z.string().describe("The domain at Plausible, the website id at Umami, the code at GoatCounter."),
    server: secureAddress.optional().describe("Your own server, if you run one."),
  })
  .refine(({ service, id }) => IDS[service].test(id), {
    ...issue("wrong-type", "The service gives no such id.", "Copy it from the service's own page for your site."),
    path: ["id"],
  });

const newsletter = z.object({
  action: secureAddress.describe("Where the form posts to."),
  field: z.string().default("email").describe("What your provider calls the field with the address."),
  hidden: z.record(z.string(), z.string()).default({}).describe("Hidden fields that your provider asks for."),
  follow: z
    .string()
    .optional()
    .describe(
      "What your provider calls the field for what a reader follows, as in `tag`. With it, pages of topics and of authors have a form, too, which sends their name in this field.",
    ),
  title: z.string().optional().describe("The heading of the form."),
  text: z.string().optional().describe("A sentence below the heading."),
});

const giscusId = textLike(/^[\w+/=-]+$/, "giscus gives no such id.", "Copy it from giscus.app.");

/** Comments through giscus, in the discussions of a GitHub repository. */
const comments = z.object({
  repo: textLike(/^[\w.-]+\/[\w.-]+$/, "This is not a repository.", "Write it as in owner/name.").describe(
    "The repository whose discussions hold the comments, as `owner/name`.",
  ),
  repo_id: giscusId.describe("As giscus.app shows it."),
  category: z.string().describe("As giscus.app shows it."),
  category_id: giscusId.describe("As giscus.app shows it."),
});

export const services = {
  newsletter: newsletter.optional().describe("A form below each post to subscribe to a newsletter."),
  comments: comments.optional().describe("Comments below posts, through giscus, loaded when a reader asks for them."),
  analytics: analytics.optional().describe("Counts visits."),
  cta_beacon: z
    .string()
    .refine(
      (address) => isPageAddress(address, ["https:"]),
      issue("wrong-type", "Nothing can be reported there.", "Write it as in /api/cta or https://www.example.com/cta."),
    )
    .optional()
    .meta({ kind: "path or web address" })
    .describe("Where to report that a reader followed a call to action, without cookies or identifiers."),
};

export type Analytics = z.infer<typeof analytics>;
export type Newsletter = z.infer<typeof newsletter>;
export type Comments = z.infer<typeof comments>;

export const GISCUS = "https://giscus.app";

/** The script of an analytics service, and its attributes. */
export interface AnalyticsScript {
  src: string;
  attributes: { name: string; value: string }[];
  /** Origins that it sends reports to. */
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
