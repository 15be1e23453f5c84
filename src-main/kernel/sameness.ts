export { isSame, sameBrackets, sameKey } from '../contract/typedText'

const HAN = /\p{Script=Han}/u

/**
 * A person's name as it is spoken: blanks inside a Chinese name only space it out (王 伟); those of other names part its
 * words.
 */
export function personName(text: string): string {
  const name = text.replace(/[\u200b\ufeff]/g, '').trim()
  const parts = name.split(/\s+/)
  // 周启明 谢晓岚 is two people: a blank spaces a name out only where one of its sides is a single sign.
  return HAN.test(name) && parts.some((part) => [...part].length === 1) ? parts.join('') : parts.join(' ')
}
