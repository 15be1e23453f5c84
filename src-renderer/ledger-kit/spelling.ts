/**
 * Pinyin initials and full pinyin of each text, for choosing by typing. The dictionary is large and loaded when first
 * needed.
 */
export async function spellingsOf(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { pinyin } = await import('pinyin-pro')
  const spell = (text: string, pattern: 'pinyin' | 'first') =>
    pinyin(text, { toneType: 'none', type: 'array', pattern, v: true, nonZh: 'consecutive' }).join('').toLowerCase()
  return new Map(texts.map((text) => [text, `${spell(text, 'first')} ${spell(text, 'pinyin')}`]))
}
