import slugify from "@sindresorhus/slugify";

const ALREADY_CLEAN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const APOSTROPHES = /['’‘ʼ`´]/g;
const NOT_FOR_ADDRESSES = /[\p{C}\p{P}\p{S}\s]+/gu;

/** Maximum length of a slug, in bytes of UTF-8. File systems stop at 255. */
export const MAX_SLUG_BYTES = 200;

/**
 * Turns a name into a URL segment: lower case, words joined by hyphens, transliterated to Latin letters where the
 * script has a usual way. Names in other scripts keep their letters; names of symbols only stay as they are.
 *
 * `7 reasons why you’re not` → `7-reasons-why-youre-not`
 */
export function slug(name: string): string {
  if (ALREADY_CLEAN.test(name)) return name;
  const plain = name.normalize("NFC").replace(APOSTROPHES, "");
  return (
    slugify(plain, { decamelize: false }) ||
    plain
      .toLowerCase()
      .replace(NOT_FOR_ADDRESSES, "-")
      .replace(/^-+|-+$/g, "") ||
    plain.replace(/[\p{Cc}\s/\\?#%:*"<>|.]+/gu, "")
  );
}
