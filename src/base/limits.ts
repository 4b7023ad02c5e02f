/**
 * Limits that no author reaches. Beyond them a build could take minutes, so such input is refused with one sentence.
 */

/** Bytes of a post. A long novel has a tenth of them; images pasted as text reach millions. */
export const MOST_POST_BYTES = 4_000_000;

/** Characters of front matter. */
export const MOST_FRONT_MATTER = 64_000;

/** Characters of a settings file, enough for a few thousand authors. */
export const MOST_SETTINGS = 1_000_000;

/** Nesting of lists and mappings. */
export const DEEPEST_FIELDS = 32;

/** Uses of one YAML anchor. */
export const MOST_ALIASES = 50;

/** Headings of a text that get an id. */
export const MOST_HEADINGS = 1000;

/** Footnotes of a text. */
export const MOST_FOOTNOTES = 1000;

/** Nesting of quotes and lists. Deeper ones would exhaust the stack. */
export const DEEPEST_NESTING = 50;
