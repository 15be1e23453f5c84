import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import log from 'electron-log/node'
import { z } from 'zod'
import type { Field } from '../../contract/fields'
import { foldHeading, type HeadingRule, type ImportWords } from '../../platform/importing'
import type { House } from '../house'
import type { ImportDefinition } from './importDefinition'

const strings = z.array(z.string()).default([])
const wordsFile = z.object({
  neutral: strings,
  measures: strings,
  sameMeasures: z.array(z.array(z.string())).default([]),
  unitEnds: strings,
  none: strings,
  absent: strings,
  nobody: strings,
  kinds: z
    .record(
      z.string(),
      z.object({
        neutral: strings,
        otherBooks: strings,
        headings: z.record(z.string(), z.object({ synonyms: strings, prefer: strings, never: strings })).default({}),
        /** Field → word → stored value; the empty value stands for nothing. */
        values: z.record(z.string(), z.record(z.string(), z.string())).default({})
      })
    )
    .default({})
})
type WordsFile = z.infer<typeof wordsFile>

/** A bureau's own words, in its data folder; they come on top of those the program brings. */
export const ownWordsFile = 'import-words.json'

const shipped = new Map<string, Promise<WordsFile>>()

function shippedWords(resources: string): Promise<WordsFile> {
  const known =
    shipped.get(resources) ??
    readFile(join(resources, 'imports', 'words.json'), 'utf8').then((text) => wordsFile.parse(JSON.parse(text)))
  shipped.set(resources, known)
  return known
}

async function ownWords(folder: string): Promise<WordsFile | undefined> {
  try {
    return wordsFile.parse(JSON.parse(await readFile(join(folder, ownWordsFile), 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.error(`reading ${ownWordsFile}`, error)
    return undefined
  }
}

/**
 * An import with every word known for it: synonyms in its fields, words for its choices, and rules for its headings.
 */
export interface WordedImport {
  readonly definition: ImportDefinition
  readonly words: ImportWords
  readonly headings: Readonly<Record<string, HeadingRule>>
  readonly otherBooks: readonly string[]
}

/** Joins the words the program and the bureau keep as data to what the ledger says of its import. */
export async function worded(
  house: Pick<House, 'resources' | 'folder'>,
  definition: ImportDefinition
): Promise<WordedImport> {
  const own = await ownWords(house.folder)
  const sources = [await shippedWords(house.resources), ...(own ? [own] : [])]
  const kinds = sources.flatMap(({ kinds: each }) => each[definition.kind] ?? [])
  const all = (pick: (source: WordsFile) => readonly string[]): readonly string[] => sources.flatMap(pick)
  const headingOf = (field: string, part: 'synonyms' | 'prefer' | 'never') =>
    kinds.flatMap(({ headings }) => headings[field]?.[part] ?? [])
  const fields = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]): [string, Field] => {
      const synonyms = [...(field.synonyms ?? []), ...headingOf(name, 'synonyms')]
      const values = kinds.flatMap(({ values: each }) => Object.entries(each[name] ?? {}))
      const choices = [...(field.choices ?? []), ...values.map(([label, value]) => ({ label, value }))]
      return [
        name,
        { ...field, ...(synonyms.length > 0 ? { synonyms } : {}), ...(choices.length > 0 ? { choices } : {}) }
      ]
    })
  )
  return {
    definition: { ...definition, fields },
    words: {
      neutral: [...all(({ neutral }) => neutral), ...kinds.flatMap(({ neutral }) => neutral)],
      measures: all(({ measures }) => measures),
      sameMeasures: sources.flatMap(({ sameMeasures }) => sameMeasures),
      unitEnds: all(({ unitEnds }) => unitEnds),
      none: all(({ none }) => none),
      absent: all(({ absent }) => absent),
      nobody: all(({ nobody }) => nobody)
    },
    otherBooks: kinds.flatMap(({ otherBooks }) => otherBooks.map(foldHeading)),
    headings: Object.fromEntries(
      Object.keys(fields).map((name) => [name, { prefer: headingOf(name, 'prefer'), never: headingOf(name, 'never') }])
    )
  }
}
