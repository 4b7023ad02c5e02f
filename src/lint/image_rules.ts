/**
 * Rules about images in texts.
 */

import type { Problem } from "../base/diagnostic.ts";
import { memoize } from "../base/memoize.ts";
import { lineText, problemAt } from "../base/source.ts";
import { decodeAddress } from "../base/urls.ts";
import { isSameText } from "./fix/headings.ts";
import type { TextContext } from "./rule_context.ts";

export function altTexts({ from, rendered }: TextContext): Problem[] {
  // Many images may stand on one long line.
  const decorativeIn = memoize((line) => saysDecorative(lineText(from, Number(line))));
  return rendered.pictures.flatMap(({ alt, target, place }) => {
    if (target === "" || target.startsWith("data:")) return [];
    const name = decodeAddress(target.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
    const isName = isSameText(alt, name) || isSameText(alt.replace(/\.\w+$/, ""), name);
    const isMissing = alt.trim() === "" && !decorativeIn(String(place.line));
    // A name of several words may well describe the image.
    if (!isMissing && !(isName && alt.trim().split(/\s+/).length < 3)) return [];
    return problemAt(from, place, {
      rule: "missing-alt",
      message: isMissing ? `\`${target}\` has no description.` : `“${alt}” is the file's name, not a description.`,
      hint: "Describe the picture between the square brackets, as you would on the phone: `![Two people at a desk](…)`.",
    });
  });
}

/** HTML marks decorative images with an empty alt text. */
function saysDecorative(line: string): boolean {
  return /<img\b[^<>]*\balt=(?:""|'')/i.test(line);
}

export function picturesAsText({ from, rendered }: TextContext): Problem[] {
  return rendered.pictures
    .filter(({ target }) => target.startsWith("data:"))
    .map(({ place }) =>
      problemAt(from, place, {
        rule: "picture-as-text",
        message: "This picture is pasted into the text as data.",
        hint: "Save it as a file in assets/img/uploads, and use the file's path.",
      }),
    );
}
