/**
 * Whether a page is valid HTML, as the WHATWG's standard has it.
 */

import type { BuiltFinding } from "./rules.ts";

/** What is not valid in a page; nothing where the validator is not installed, which a site in production does without. */
export async function invalidHtml(file: string, html: string): Promise<BuiltFinding[]> {
  const validator = await theValidator();
  const report = validator?.validateStringSync(html);
  return (report?.results ?? []).flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, selector }): BuiltFinding => ({
        file,
        rule: "invalid-html",
        about: selector ?? "",
        message: `${message} (${ruleId})`,
        hint: "See the template that the page is made with, in `_includes/`.",
      }),
    ),
  );
}

/** Whether pages can be validated here. */
export async function canValidate(): Promise<boolean> {
  return (await theValidator()) !== undefined;
}

async function theValidator() {
  try {
    const { HtmlValidate } = await import("html-validate");
    return new HtmlValidate({ extends: ["html-validate:recommended"] });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
