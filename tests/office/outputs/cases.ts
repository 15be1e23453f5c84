import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { systemActor } from '@main/kernel/actor'
import { Person } from '@main/office/entities'
import { tryImport, type ImportOrder, type ImportTrial } from '@main/office/outputs/importService'
import { readingOf } from '@main/office/procedure'
import { openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../../support/people'

/** Ledgers as offices really keep them, small; the tests say what a clerk means by each. */
export const casesFolder = fileURLToPath(new URL('../../support/cases/', import.meta.url))
export const caseFiles: readonly string[] = readdirSync(casesFolder)

/**
 * A bureau with the people the cases name: four in office, one of them elsewhere than a case says, and one who has
 * left.
 */
export async function caseHouse(): Promise<TestHouse> {
  const house = await openTestHouse('sqlite', '2026-11-29T01:00:00.000Z')
  await aBureau(house)
  const office = await aUnit(house, { name: '办公室' })
  for (const name of ['方子墨', '夏知秋', '谢晓岚']) await aPerson(house, { name, unitId: office.id })
  await aPerson(house, { name: '周启明', unitId: (await aUnit(house, { name: '局领导' })).id })
  await aPerson(house, { name: '高洁', unitId: (await aUnit(house, { name: '环境卫生管理所' })).id })
  const gone = await aPerson(house, { name: '钱离岗', unitId: office.id })
  await arranging(house, (unit) => unit.update(Person, gone, { status: 'departed', departedOn: '2026-08-01' }, '人员'))
  return house
}

function kindOf(file: string): string {
  if (/^(?:c11|c13|c23|s|w)/.test(file)) return 'supplies'
  if (file.startsWith('d')) return 'detained-goods'
  return file.startsWith('u') ? 'seal-uses' : 'people'
}

/** The order that imports the case of a prefix ('s01'). */
export function caseOrder(prefix: string, more: Partial<ImportOrder> = {}): ImportOrder {
  const file = caseFiles.find((name) => name.startsWith(`${prefix}-`))
  if (file === undefined) throw new Error(`no case ${prefix}`)
  return {
    kind: kindOf(file),
    file: { path: casesFolder + file, name: file },
    createUnknown: true,
    asker: 'command',
    ...more
  }
}

export async function tryCase(house: TestHouse, prefix: string, more: Partial<ImportOrder> = {}): Promise<ImportTrial> {
  return tryImport(await readingOf(house, systemActor), caseOrder(prefix, more))
}

export const problemsOf = ({ report }: ImportTrial): string => report.problems.map(({ message }) => message).join('\n')
export const valuesOf = ({ rows }: ImportTrial, ...fields: readonly string[]) =>
  rows.map((row) => fields.map((field) => row.values[field]))
export const notesOf = ({ report }: ImportTrial): string => report.notes.map(({ text }) => text).join('\n')
