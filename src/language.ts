/** Whether a text is a language as BCP 47 writes it, such as `en` or `pt-BR`. */
export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
