import { compact } from '../contract/typedText'

/** Brackets of document numbers and names that mean the same: 〔2026〕, [2026], ［2026］, 【2026】, （2026）. */
const OPENING = /[〔[【〖{〈《]/g
const CLOSING = /[\]〕】〗}〉》]/g

/** Text with every style of brackets the same. */
export function sameBrackets(text: string): string {
  return text.replace(OPENING, '(').replace(CLOSING, ')')
}

/**
 * Text folded for comparing: width, white space, letter case and the style of brackets do not make two things of one.
 * What is kept is always the text as written.
 */
export function sameKey(text: string): string {
  return sameBrackets(compact(text)).toLowerCase()
}

/** Whether two texts mean the same thing. */
export function isSame(a: string, b: string): boolean {
  return sameKey(a) === sameKey(b)
}

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
