import { expect } from 'vitest'

/** A word said twice around 的, as in 意见的意见. */
const doubled = /(\p{Script=Han}{2,})的\1/u

/** What findings say and miss says no word twice: a name that ends with the word already was put before it. */
export const expectPlainWords = (texts: readonly string[]): void =>
  expect(texts.filter((text) => doubled.test(text))).toEqual([])
