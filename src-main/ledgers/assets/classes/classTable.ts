import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { AssetCategory } from '../../../contract/assets'
import { holdsTyped, searchKey, searchTerm } from '../../../kernel/searchKey'

/** A class of GB/T 14885 as the bureau may enter it. */
export interface AssetClass {
  readonly code: string
  readonly name: string
  readonly category: AssetCategory
  /**
   * Least years of the county's table by the class's level-2 code, `none` where nothing is depreciated, absent where it
   * has to be asked.
   */
  readonly years: number | 'none' | undefined
}

/** What is known of a code of the former edition. */
export interface OldCode {
  readonly code: string
  readonly name: string
  readonly heir: string | undefined
  readonly digitsNowMean: string | undefined
}

export interface ClassTable {
  readonly classes: ReadonlyMap<string, AssetClass>
  readonly old: ReadonlyMap<string, OldCode>
  /** Classes by words, pinyin, initials or the beginning of a code, nearest first. */
  find(words: string, limit: number): readonly AssetClass[]
  /** A class proposed for a thing by its name; none where the name says nothing. */
  proposed(name: string): AssetClass | undefined
}

/** Names people use for things the table calls otherwise. */
const everyday: readonly (readonly [RegExp, string])[] = [
  [/笔记本|便携/, 'A02010108'],
  [/电脑|微机|台式/, 'A02010105'],
  [/空调/, 'A02061804'],
  [/噪声|分贝|声级/, 'A02111500'],
  [/打印机/, 'A02021003'],
  [/一体机/, 'A02020400'],
  [/执法记录/, 'A02020600'],
  [/对讲/, 'A02080101'],
  [/摄像/, 'A02091102'],
  [/照相|相机/, 'A02020501'],
  [/保险柜|保密柜/, 'A05010504'],
  [/柜/, 'A05010502'],
  [/沙发/, 'A05010401'],
  [/椅/, 'A05010301'],
  [/桌/, 'A05010201'],
  [/制服|服装/, 'A05030301'],
  [/轿车|小车/, 'A02030501'],
  [/投影/, 'A02020200'],
  [/复印/, 'A02020100'],
  [/扫描/, 'A02021118'],
  [/碎纸/, 'A02021301']
]

const tables = new Map<string, Promise<ClassTable>>()

/** The shipped code tables, read once per resources folder. */
export function classTable(resources: string): Promise<ClassTable> {
  const known = tables.get(resources)
  if (known) return known
  const reading = readTable(join(resources, 'code-tables'))
  tables.set(resources, reading)
  return reading
}

const rowsOf = async (folder: string, file: string) =>
  parse(await readFile(join(folder, file), 'utf8'), {
    bom: true,
    columns: true,
    skip_empty_lines: true
  }) as readonly Readonly<Record<string, string>>[]

async function readTable(folder: string): Promise<ClassTable> {
  const years = new Map(
    (await rowsOf(folder, 'depreciation_class_by_code_2022.csv')).map((row) => [
      (row['code_2022'] ?? '').slice(0, 5),
      yearsOf(row['years'] ?? '')
    ])
  )
  const all = (await rowsOf(folder, 'gbt14885_2022.csv')).map(({ code = '', name = '' }): AssetClass => {
    const undepreciated = ['A03', 'A04', 'A06'].includes(code.slice(0, 3)) || code.startsWith('A0103')
    return { code, name, category: categoryOf(code), years: undepreciated ? 'none' : years.get(code.slice(0, 5)) }
  })
  const classes = new Map(all.map((each) => [each.code, each]))
  const old = (await rowsOf(folder, 'asset_codes_old_to_new.csv')).map((row): OldCode => ({
    code: row['old_code_2013'] ?? '',
    name: row['old_name'] ?? '',
    heir: row['new_code_2022'] || undefined,
    digitsNowMean: row['same_digits_mean_in_2022'] || undefined
  }))
  // Spelling out 3,500 names takes a second; whoever never searches never waits.
  let keys: readonly string[] | undefined
  return {
    classes,
    old: new Map(old.map((each) => [each.code, each])),
    find(words, limit) {
      if (searchTerm(words) === '') return []
      keys ??= all.map(({ code, name }) => `${searchKey(name)} ${code.toLowerCase()}`)
      const found = all.filter((_, index) => holdsTyped(keys?.[index] ?? '', words))
      const near = ({ name }: AssetClass) => (name === words ? 0 : name.startsWith(words) ? 1 : 2)
      return found.sort((one, other) => near(one) - near(other)).slice(0, limit)
    },
    proposed(name) {
      const exact = all.find((each) => each.name === name)
      const code = everyday.find(([pattern]) => pattern.test(name))?.[1]
      return exact ?? (code === undefined ? undefined : classes.get(code))
    }
  }
}

function yearsOf(text: string): AssetClass['years'] {
  if (text.startsWith('no depreciation')) return 'none'
  const least = /^(?:>=)?(\d+)(?:-\d+)?$/.exec(text)
  return least ? Number(least[1]) : undefined
}

/**
 * The regulation's five classes by code: buildings, instruments and equipment, vehicles, furniture, other (DK-07
 * 第三十四条).
 */
export function categoryOf(code: string): AssetCategory {
  if (code.startsWith('A01')) return 'building'
  if (code.startsWith('A0203')) return 'vehicle'
  if (code.startsWith('A02')) return 'instrument'
  return code.startsWith('A0501') ? 'furniture' : 'other'
}
