/** The browser's voice for the page's language, if it has one; those of the device itself come first. */
export function voiceOfPage(): SpeechSynthesisVoice | undefined {
  const page = document.documentElement.lang.toLowerCase();
  const language = page.split("-")[0];
  const voices = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
  const rank = ({ lang, localService }: SpeechSynthesisVoice): number =>
    Number(lang.toLowerCase().replace("_", "-") === page) + 2 * Number(localService);
  return voices.sort((a, b) => rank(b) - rank(a))[0];
}
