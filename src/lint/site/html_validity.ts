/**
 * Validates pages against the WHATWG's HTML standard.
 */

import type { BuiltFinding } from "./rules.ts";

/** The errors in a page. Empty if the validator, a development dependency, is not installed. */
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

/** Whether the validator is installed. */
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
