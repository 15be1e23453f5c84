import type { EntityManager } from 'typeorm'
import { personRecord, type PersonKindName } from '../../contract/people'
import { importedOf, readOf } from '../../contract/record'
import { sameKey } from '../../kernel/sameness'
import { whereIs } from '../../platform/importing'
import { Person } from '../entities'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../outputs/importDefinition'
import { namesIn, withoutMarks } from '../outputs/importNames'
import { unitNames } from './names'
import { createPerson } from './service'

/** Words rosters use for employment, in the order they are looked for: 合同制协管员 is contract staff, 临时聘用 is not. */
const kindWords: readonly (readonly [words: RegExp, kind: PersonKindName])[] = [
  [/^合同|劳务派遣|人事代理|编外|政府购买/, 'contract'],
  [/临时|临聘|协管|公益|实习/, 'temporary'],
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

interface Listed {
  readonly unitName: string
  readonly departed: boolean
}

/** Everybody the roster has, by folded name. */
async function rosterOf(manager: EntityManager): Promise<ReadonlyMap<string, readonly Listed[]>> {
  const people = await manager.find(Person)
  const units = await unitNames(
    manager,
    people.map((person) => person.unitId)
  )
  const roster = new Map<string, Listed[]>()
  for (const { name, unitId, status } of people) {
    const key = sameKey(name)
    roster.set(key, [
      ...(roster.get(key) ?? []),
      { unitName: units.get(unitId) ?? '', departed: status === 'departed' }
    ])
  }
  return roster
}

/**
 * What is to be said of a name the roster has already, who is then left out of the import; undefined for a name it has
 * not.
 */
function rosterWords(listed: readonly Listed[], name: string, unitName: string): string | undefined {
  const here = listed.filter((each) => sameKey(each.unitName) === sameKey(unitName))
  if (here.some(({ departed }) => !departed)) return `${name}已在花名册中，不再新增`
  if (here.length > 0) return `${name}已离岗，不再新增；重新上岗请办理返岗`
  const [elsewhere] = [...listed].sort((a, b) => Number(a.departed) - Number(b.departed))
  if (!elsewhere) return undefined
  const other = '；如是同名的另一人，请在姓名后注明区别'
  if (elsewhere.departed) return `${name}已离岗（原在${elsewhere.unitName}），不再新增；是本人请办理返岗${other}`
  return `${name}已在花名册中，现在${elsewhere.unitName}；是本人请办理调动${other}`
}

/** What is to be looked at in a name with something in brackets behind it. */
function bracketed(name: string, roster: ReadonlyMap<string, readonly Listed[]>): readonly string[] {
  const bare = /^(.+?)[(（][^()（）]*[)）]$/.exec(name)?.[1]
  if (bare === undefined) return []
  const [there] = roster.get(sameKey(bare)) ?? []
  return [
    there
      ? `花名册中已有${bare}（${there.unitName}），“${name}”按另一人登记；是同一人请去掉括号里的字`
      : `“${name}”按原样作为姓名登记；括号里的字如不是姓名的一部分请去掉`
  ]
}

const { name, position, phone, remarks } = personRecord.shape
const limits = { name, position, phone, remarks }

/** The roster (花名册): people with their unit and employment; units not known yet come with them. */
export const peopleImport: ImportDefinition = {
  kind: 'people',
  name: '花名册',
  // The name is read as one, so that 王 伟 is 王伟.
  fields: { ...importedOf(personRecord), name: { ...personRecord.fields.name, kind: 'person' } },
  access: ['administrator', 'officeDirector'],
  sums: {},
  spread: ['unitName'],
  unitFields: ['unitName'],
  meanings: { kind: (word) => personKindOf(word) },
  limits,
  // 王伟* and 王伟（代） are 王伟; what else stands in brackets may tell two of one name apart.
  complete: (values) =>
    typeof values['name'] === 'string' ? { ...values, name: withoutMarks(values['name']) } : values,
  check: async ({ manager }, rows) => {
    const roster = await rosterOf(manager)
    const seen = new Map<string, ImportRow>()
    return rows.flatMap((row): readonly ImportRowProblem[] => {
      const name = textOf(row, 'name') ?? ''
      const unitName = textOf(row, 'unitName') ?? ''
      const problem = (message: string, known: boolean): ImportRowProblem => ({
        sheet: row.sheet,
        row: row.row,
        column: personRecord.fields.name.label,
        message,
        ...(known ? { known, blocking: false } : {})
      })
      const { names } = namesIn(name)
      if (names.length > 1) return [problem(`“${name}”是${names.length}个人，请一人写一行`, false)]
      const there = rosterWords(roster.get(sameKey(name)) ?? [], name, unitName)
      if (there !== undefined) return [problem(there, true)]
      const key = `${sameKey(name)}\n${sameKey(unitName)}`
      const first = seen.get(key)
      seen.set(key, first ?? row)
      if (!first) return bracketed(name, roster).map((message) => ({ ...problem(message, false), blocking: false }))
      return [problem(`与${whereIs(first, row)}重复`, false)]
    })
  },
  undo: '花名册不能整批撤销：花名册上的人会被岗位、签名和各台账引用。多出来的人请在“单位人员”里办理离岗，写错的请直接更正',
  commit: async (unit, rows, lookup) => {
    for (const row of rows)
      await createPerson(unit, {
        ...readOf(personRecord, row.values),
        name: textOf(row, 'name') ?? '',
        unitId: lookup.unitId(textOf(row, 'unitName') ?? ''),
        kind: (textOf(row, 'kind') ?? 'outsider') as PersonKindName
      })
  }
}
