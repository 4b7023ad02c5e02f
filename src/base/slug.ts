import slugify from "@sindresorhus/slugify";

const ALREADY_CLEAN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const APOSTROPHES = /['’‘ʼ`´]/g;
const NOT_FOR_ADDRESSES = /[\p{C}\p{P}\p{S}\s]+/gu;

/** How long a slug may be, in bytes of UTF-8: file systems stop at 255. */
export const MAX_SLUG_BYTES = 200;

/**
 * The part of an address that stands for a name: lower case, words joined by hyphens, Latin letters where the script
 * has a usual transliteration. A name in another script keeps its letters; one of symbols alone keeps them as they are.
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
