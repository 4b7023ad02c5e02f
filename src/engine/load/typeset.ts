/**
 * Gives titles, names and labels the quotation marks and apostrophes that texts have.
 */

import type { Author, Registry, Tag } from "../../config/authors_and_tags.ts";
import type { BlogSettings } from "../../config/load_settings.ts";
import type { Site } from "../../config/site.ts";
import type { CallToAction } from "../../config/site_schema.ts";
import type { PlacedPost } from "../../content/post.ts";
import { typeset } from "../../markdown/plugins/quotes.ts";

/** The words of settings with the quotation marks and apostrophes of texts: names, labels, calls to action. */
export function typesetSettings<Settings extends BlogSettings>(settings: Settings): Settings {
  const { site, authors, tags } = settings;
  if (site === undefined) return settings;
  const shown = (text: string): string => typeset(text, site.language);
  return {
    ...settings,
    site: typesetSite(site, shown),
    authors: authors && typesetEntries<Author>(authors, (author) => typesetAuthor(author, shown)),
    tags: tags && typesetEntries<Tag>(tags, (tag) => typesetFields(tag, ["label", "description"], shown)),
  };
}

type Shown = (text: string) => string;

function typesetSite(site: Site, shown: Shown): Site {
  const { cta, footer, navigation, proof } = site;
  return {
    ...typesetFields(site, ["name", "tagline", "description"], shown),
    navigation: navigation?.map((link) => typesetFields(link, ["label"], shown)),
    proof: proof && typesetFields(proof, ["quote", "name", "role"], shown),
    footer: {
      ...typesetFields(footer, ["text"], shown),
      links: footer.links.map((link) => typesetFields(link, ["label"], shown)),
    },
    cta: cta && {
      ...cta,
      ...(cta.default ? { default: typesetAction(cta.default, shown) } : {}),
      variants: Object.fromEntries(
        Object.entries(cta.variants).map(([id, variant]) => [id, typesetAction(variant, shown)]),
      ),
    },
  };
}

function typesetAction(action: CallToAction, shown: Shown): CallToAction {
  const { primary, secondary } = action;
  return {
    ...typesetFields(action, ["title", "text"], shown),
    primary: typesetFields(primary, ["label"], shown),
    ...(secondary ? { secondary: typesetFields(secondary, ["label"], shown) } : {}),
  };
}

function typesetAuthor(author: Author, shown: Shown): Author {
  const { offer } = author;
  return {
    ...typesetFields(author, ["name", "role", "bio"], shown),
    ...(offer ? { offer: typesetFields(offer, ["label", "text"], shown) } : {}),
  };
}

function typesetEntries<Entry extends { id: string }>(
  { entries, find }: Registry<Entry>,
  typesetEntry: (entry: Entry) => Entry,
): Registry<Entry> {
  const byId = new Map(entries.map((entry) => [entry.id, typesetEntry(entry)]));
  return { entries: [...byId.values()], find: (name) => byId.get(find(name)?.id ?? "") };
}

/** A copy with some of its texts changed. */
function typesetFields<Value extends object>(value: Value, fields: readonly (keyof Value)[], shown: Shown): Value {
  const texts = fields.flatMap((field) => {
    const text = value[field];
    return typeof text === "string" ? [[field, shown(text)]] : [];
  });
  return { ...value, ...Object.fromEntries(texts) };
}

/** A post with its title and descriptions as its pages show them. */
export function typesetPost(post: PlacedPost, language: string): PlacedPost {
  const shown = (text: string): string => typeset(text, language);
  return typesetFields(post, ["title", "description", "metaTitle", "metaDescription"], shown);
}
