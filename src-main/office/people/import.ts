import { personFields, personKindLabels, type PersonKindName } from '../../contract/office'
import { Person } from '../entities'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../house'
import { unitNames } from './names'
import { createPerson } from './service'

/** Words rosters use for employment, in the order they are looked for: 合同制协管员 is contract staff, 临时聘用 is not. */
const kindWords: readonly (readonly [words: RegExp, kind: PersonKindName])[] = [
  [/^合同|劳务派遣|人事代理|编外|政府购买/, 'contract'],
  [/临时|临聘|协管|公益性|实习/, 'temporary'],
  [/外来|外聘|外单位|顾问/, 'outsider'],
  [/聘用|聘任|合同|派遣/, 'contract'],
  [/在编|编制|参公|公务员|参照|行政|事业|工勤|正式/, 'permanent']
]

/** The employment kind a roster's word means to the rules (K-11); undefined when it says nothing known. */
export function personKindOf(word: string): PersonKindName | undefined {
  return kindWords.find(([words]) => words.test(word))?.[1]
}

const textOf = (row: ImportRow, field: string): string | undefined => {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? undefined : String(value)
}

/** The roster (花名册): people with their unit and employment; units not known yet come with them. */
export const peopleImport: ImportDefinition = {
  kind: 'people',
  name: '花名册',
  fields: {
    name: personFields.name,
    unitName: personFields.unitName,
    position: personFields.position,
    // Read as text: rosters have many words for few kinds.
    kind: { ...personFields.kind, kind: 'text', choices: [] },
    joinedOn: personFields.joinedOn,
    phone: personFields.phone,
    remarks: personFields.remarks
  },
  access: ['administrator', 'officeDirector'],
  sums: {},
  unitFields: ['unitName'],
  check: async ({ manager }, rows) => {
    const present = await manager.find(Person)
    const units = await unitNames(
      manager,
      present.map((person) => person.unitId)
    )
    const known = new Set(
      present.filter((person) => person.status !== 'departed').map((person) => `${person.name}\n${units.get(person.unitId) ?? ''}`)
    )
    const seen = new Map<string, number>()
    const problems: ImportRowProblem[] = []
    for (const row of rows) {
      const key = `${textOf(row, 'name') ?? ''}\n${textOf(row, 'unitName') ?? ''}`
      const problem = (message: string, column: string = personFields.name.label) =>
        problems.push({ sheet: row.sheet, row: row.row, column, message })
      const word = textOf(row, 'kind') ?? ''
      if (!personKindOf(word)) problem(`“${word}”看不出是哪种编制，请写${Object.values(personKindLabels).join('、')}`, personFields.kind.label)
      if (known.has(key)) problem(`${textOf(row, 'name') ?? ''}已在花名册中`)
      else if (seen.has(key)) problem(`与第${seen.get(key) ?? 0}行重复`)
      else seen.set(key, row.row)
    }
    return problems
  },
  commit: async (unit, rows, lookup) => {
    for (const row of rows)
      await createPerson(unit, {
        name: textOf(row, 'name') ?? '',
        unitId: lookup.unitId(textOf(row, 'unitName') ?? ''),
        kind: personKindOf(textOf(row, 'kind') ?? '') ?? 'outsider',
        position: textOf(row, 'position'),
        joinedOn: textOf(row, 'joinedOn'),
        phone: textOf(row, 'phone'),
        remarks: textOf(row, 'remarks')
      })
  }
}
