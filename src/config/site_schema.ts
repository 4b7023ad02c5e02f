/**
 * The schema of `content/site.yaml`. `docs/settings.md` shows the descriptions.
 */

import { IANAZone } from "luxon";
import { z } from "zod";
import { SEVERITIES } from "../base/rules/rule.ts";
import { branchName, cms } from "./cms.ts";
import { services } from "./services.ts";
import { issue } from "./validate.ts";
import {
  isHostName,
  isLanguage,
  isPageAddress,
  isSiteAddress,
  linkAddress,
  linkSchemes,
  pictureAddress,
  textLike,
  webAddress,
} from "./validators.ts";

/** The default `name`. */
export const DEFAULT_NAME = "My blog";
/** The default `url`. */
export const DEFAULT_URL = "http://localhost:8080";
/** From this number of words on, a post gets a call to action inside its text. */
export const DEFAULT_INSIDE_FROM_WORDS = 1200;

const textOrNumber = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string());

const action = z.object({ label: z.string(), url: webAddress });

const callToAction = z.object({
  title: z.string().describe("The heading."),
  text: z.string().optional().describe("A sentence or two below it."),
  facts: z
    .array(z.string())
    .default([])
    .describe("What is in it, each in a few words: `[60 minutes, The first talk is free]`."),
  primary: action.describe("The button: a label and where it leads."),
  secondary: action.optional().describe("A second, quieter link."),
  tags: z.array(z.string()).default([]).describe("Posts with one of these tags show this variant."),
});

/** Why readers can trust the offer. */
const proof = z.object({
  quote: z.string().optional().describe("What somebody said who took the offer."),
  name: z.string().optional().describe("Who said it."),
  role: z.string().optional().describe("What they do, in a few words."),
  picture: pictureAddress.optional().describe("Their portrait."),
  numbers: z
    .array(
      z.object({ number: textOrNumber.describe("As in `1,200`."), label: z.string().describe("What is counted.") }),
    )
    .default([])
    .describe("Figures that speak for the offer, up to three."),
});

/** @param schemes link schemes that the site allows besides the usual ones */
function footer(schemes: readonly string[]) {
  const link = z.object({ label: z.string(), url: linkAddress(schemes) });
  return z
    .object({
      links: z.array(link).default([]).describe("Links such as imprint and privacy."),
      social: z.array(link).default([]).describe("Where readers find the blog elsewhere; marked as the same owner's."),
      text: z.string().optional().describe("A last line, as in the licence of the texts."),
    })
    .prefault({});
}

/** 301 and 308 are permanent, 302 and 307 temporary; 307 and 308 keep the request's method. */
const redirectStatus = z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]);

const redirect = z.object({
  from: z
    .string()
    .meta({ kind: "path" })
    .describe(
      "The old address, below the site's own. With `*` at its end, as in `/old/*`, all addresses below a folder.",
    ),
  to: z
    .string()
    .refine(
      (address) => isPageAddress(address, ["http:", "https:"]),
      issue("wrong-type", "A redirect may not lead there.", "Write it as in /blog/new/ or https://www.example.com/."),
    )
    .meta({ kind: "path or web address" })
    .describe("The new address, on this site or another. A `*` at its end stands for what `*` stood for."),
  status: redirectStatus.default(301).describe("301 and 308 are permanent, 302 and 307 temporary."),
});

const repository = z.object({
  url: webAddress.describe("The address of the repository."),
  branch: branchName.default("main").describe("The branch to link to."),
  folder: textLike(/^[^\p{Cc}]*$/u, "This is not a folder.", "Write it as in sites/blog.")
    .default("")
    .describe("The folder that holds the blog, if it is not the whole repository."),
});

const permission = z.enum(["allow", "deny"]).default("allow");

const crawlers = z.object({
  ai: z
    .object({
      training: permission.describe("Crawlers that collect texts to train models."),
      search: permission.describe("Crawlers of search engines that answer with a model."),
      assistants: permission.describe("Assistants that fetch a page because a person asked."),
    })
    .prefault({}),
  disallow: z
    .array(
      textLike(
        /^\/[^\s#\p{C}]*$/u,
        "This is no path for robots.txt.",
        "Write one path an item, with a slash first and no spaces, as in /private/.",
      ),
    )
    .default([])
    .describe("Addresses that no crawler should fetch."),
});

const hostName = z
  .string()
  .refine(isHostName, issue("wrong-type", "This is not the name of a host.", "Write it as in player.vimeo.com."))
  .meta({ kind: "host name" });

const HOST_NAMES = ["cloudflare", "netlify", "github_pages", "vercel", "cloudfront", "nginx", "caddy"] as const;

export type HostName = (typeof HOST_NAMES)[number];

/** @param own hosts that the owner adds */
function hostList(own: readonly string[]) {
  return z
    .array(z.enum([...HOST_NAMES, ...own]))
    .min(1)
    .optional()
    .describe("Who serves the site. The build writes the files that each [host](hosting.md) reads.");
}

/** @param schemes link schemes that the site allows besides the usual ones */
function navigation(schemes: readonly string[]) {
  return z
    .array(z.object({ label: z.string(), url: linkAddress(schemes) }))
    .optional()
    .describe("The links at the top and bottom of every page.");
}

/** The schema for a site with additional link schemes and hosts. */
export function siteSchemaWith(schemes: readonly string[], hosts: readonly string[]) {
  return siteSchema.extend({ navigation: navigation(schemes), footer: footer(schemes), hosts: hostList(hosts) });
}

export const siteSchema = z.object({
  name: z.string().default(DEFAULT_NAME).describe("The name of the blog."),
  url: z
    .string()
    .refine(isSiteAddress, issue("wrong-type", "This is not a web address.", "Write it as in https://www.example.com."))
    .meta({ kind: "web address" })
    .default(DEFAULT_URL)
    .describe("Where the site is served. With a path (`https://example.com/blog`) the site lives below it."),
  tagline: z.string().optional().describe("A short promise: the heading of the home page."),
  description: z.string().optional().describe("What the blog is about, for the home page, feeds and search engines."),
  language: z
    .string()
    .refine(isLanguage, issue("wrong-type", "This is not a language code.", "Write one as in en, de or pt-BR."))
    .default("en")
    .meta({ kind: "language code" })
    .describe("The language of the posts and of the interface, as in `en` or `pt-BR`."),
  timezone: z
    .string()
    .refine(
      (zone) => IANAZone.isValidZone(zone),
      issue("wrong-type", "This is not a time zone.", "Write one as in America/Chicago or Europe/Berlin."),
    )
    .default("UTC")
    .meta({ kind: "time zone" })
    .describe("The time zone of dates that name none, and in which dates are shown."),
  colour: z
    .string()
    .refine(
      (text) => /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
      issue("wrong-type", "This is not a colour.", 'Write it between quotation marks, as in "#0a7d5a".'),
    )
    .optional()
    .meta({ kind: "colour" })
    .describe('The colour of links and buttons, as in `"#0a7d5a"`. Without it they are green.'),
  navigation: navigation([]),
  link_schemes: linkSchemes
    .default([])
    .describe("Schemes that links may have besides `http`, `https`, `mailto` and `tel`, as in `[sms]`."),
  posts_per_page: z.int().min(1).max(200).default(12).describe("How many posts a page of a list shows."),
  posts_per_feed: z.int().min(1).max(500).default(20).describe("How many of the newest posts a feed contains."),
  layouts: z
    .record(z.string(), z.string())
    .default({})
    .describe("Layout names in old posts, and the layouts to use instead. `*` stands for any characters."),
  checks: z
    .record(z.string(), z.enum([...SEVERITIES, "off"]))
    .default({})
    .describe("The severity of a [rule](rules.md), by its name."),
  social_cards: z
    .enum(["auto", "all", "missing", "none"])
    .default("auto")
    .describe(
      "Which posts get a generated image for shared links: `all`, those `missing` a picture, or `none`. `auto` is `all` up to 100 posts, `none` above.",
    ),
  updated_from_git: z
    .boolean()
    .default(true)
    .describe("Whether a post without `updated` gets the date of the last commit that changed it."),
  repository: z
    .union([webAddress, repository])
    .optional()
    .describe("The address of the repository, for links below each post to edit it and to see its source."),
  redirects: z.array(redirect).default([]).describe("Old addresses and where they lead."),
  gone: z.array(z.string()).default([]).describe("Old addresses that are meant to stop working."),
  hosts: hostList([]),
  precompress: z
    .boolean()
    .default(false)
    .describe("Whether to write `.br` and `.gz` beside every text, for servers that send precompressed files."),
  crawlers: crawlers.prefault({}),
  cms: cms.optional().describe("The [editor](editor.md) at `/admin/`. Without it the site has none."),
  embeds: z
    .array(hostName)
    .default(["www.youtube-nocookie.com", "www.youtube.com", "player.vimeo.com", "open.spotify.com"])
    .describe("Hosts whose frames (videos, forms) a post may embed."),
  active_uploads: z
    .array(z.string())
    .default([])
    .describe("Uploads that are published though they can run scripts, by their names in `assets/img/uploads/`."),
  cta: z
    .union([
      z.literal(false),
      z.object({
        default: callToAction.describe("What posts show unless a variant applies."),
        variants: z.record(z.string(), callToAction).default({}).describe("Other calls to action, by name."),
        inside_from_words: z
          .int()
          .min(1)
          .default(DEFAULT_INSIDE_FROM_WORDS)
          .describe("Posts with at least this many words get one inside the text, too."),
      }),
    ])
    .optional()
    .describe(
      "The call to action on the home page and below posts; `false` for none. Without it, readers are asked to find a mentor at `url`.",
    ),
  proof: proof
    .optional()
    .describe("Why readers can trust the offer: beside the call to action of the home page, of topics and of authors."),
  footer: footer([]),
  ...services,
});

export type SiteSettings = z.infer<typeof siteSchema>;

export type Proof = z.infer<typeof proof>;

export type CallToAction = z.infer<typeof callToAction>;

export type RedirectStatus = z.infer<typeof redirectStatus>;
