import { pinyin } from 'pinyin-pro'

/** Password all accounts of the demo bureau share; shown on its sign-in page. */
export const demoPassword = 'Demo2026'

/** PIN all people of the demo bureau sign with. */
export const demoPin = '135790'

/** A login as the demo bureau makes it: the name in pinyin, numbered where two people are spelt alike. */
export function demoLogin(name: string, taken: ReadonlySet<string>): string {
  const spelt = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join('').toLowerCase()
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? spelt : `${spelt}${number}`
    if (!taken.has(login)) return login
  }
}
