import { pinyin } from 'pinyin-pro'
import { loginOf } from './logins'

/** A login of a person's name in pinyin, numbered where two people are spelt alike. */
export function spelledLogin(name: string, taken: ReadonlySet<string>): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  const spelt = loginOf(syllables.join('')).slice(0, 26)
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? spelt : `${spelt}${number}`
    if (!taken.has(login)) return login
  }
}
