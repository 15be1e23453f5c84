import type { Choice } from '../../contract/fields'
import { personFields, personKindLabels, type PersonKindName } from '../../contract/office'
import { Person } from '../entities'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../ledgerModule'
import { unitNames } from './names'
import { createPerson } from './service'

/** How rosters name employment: each word with the kind it means to the rules (K-11). */
const kindWords: Readonly<Record<PersonKindName, readonly string[]>> = {
  permanent: ['正式在编', '行政编制', '事业编制', '参公', '参公编制', '参照公务员管理', '行政', '事业', '在编', '正式'],
  contract: ['合同聘用', '劳务派遣', '聘用', '合同制', '编外', '聘用制'],
  temporary: ['临时聘用', '临时工', '协管员', '临聘', '协管'],
  outsider: ['外来人员']
}

const kindChoices: readonly Choice[] = (Object.keys(personKindLabels) as PersonKindName[]).flatMap((value) => kindWords[value].map((label) => ({ value, label })))

const textOf = (row: ImportRow, field: string): string | undefined => {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? undefined : String(value)
}

const kindOf = (row: ImportRow): PersonKindName => (textOf(row, 'kind') ?? 'permanent') as PersonKindName

/** The roster (花名册): people with their unit and employment; units not known yet come with them. */
export const peopleImport: ImportDefinition = {
  kind: 'people',
  name: '花名册',
  fields: {
    name: personFields.name,
    unitName: personFields.unitName,
    position: personFields.position,
    kind: { ...personFields.kind, choices: kindChoices },
    joinedOn: personFields.joinedOn,
    phone: personFields.phone,
    remarks: personFields.remarks
  },
  access: ['administrator', 'officeDirector'],
  sums: {},
  unitFields: ['unitName'],
  check: async ({ manager }, rows) => {
    const present = await manager.find(Person)
    const units = await unitNames(manager, present.map((person) => person.unitId))
    const known = new Set(present.filter((person) => person.status !== 'departed').map((person) => `${person.name}\n${units.get(person.unitId) ?? ''}`))
    const seen = new Map<string, number>()
    const problems: ImportRowProblem[] = []
    for (const row of rows) {
      const key = `${textOf(row, 'name') ?? ''}\n${textOf(row, 'unitName') ?? ''}`
      const problem = (message: string) => problems.push({ sheet: row.sheet, row: row.row, column: personFields.name.label, message })
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
        kind: kindOf(row),
        position: textOf(row, 'position'),
        joinedOn: textOf(row, 'joinedOn'),
        phone: textOf(row, 'phone'),
        remarks: textOf(row, 'remarks')
      })
  }
}
