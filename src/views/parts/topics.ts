import { memoize } from "../../base/memoize.ts";
import { digest } from "../../cache/cache.ts";
import type { Tag } from "../../config/authors_and_tags.ts";
import type { Group } from "../../content/taxonomies.ts";
import type { Frame } from "../context.ts";
import { counted, numeral } from "../i18n/numbers.ts";
import type { TagView } from "../part_types.ts";
import { href, tagUrl } from "../urls.ts";

export function tagView(frame: Frame, { key: tag, posts }: Group<Tag>): TagView {
  return {
    id: tag.id,
    hue: hueOf(tag.id),
    label: tag.label,
    url: href(frame.site, tagUrl(tag.id)),
    description: tag.description,
    count: posts.length,
    numeral: numeral(frame.words.language, posts.length),
    posts: counted(frame.words, frame.words.posts, posts.length),
  };
}

/** Another seed gives other colours. This one gives different ones to mentoring, career, interviews, portfolio and craft. */
const SEED = "hue33";

/** How many colours topics have, in `css/parts/hues.css`. */
const HUES = 8;

/** The colour of a topic follows from its id, so that a new topic changes no other. */
export const hueOf = memoize((id: string): number => Number.parseInt(digest(SEED, id).slice(0, 4), 16) % HUES);
