import type { EntityManager } from 'typeorm'
import { personName, sameKey } from '../../kernel/sameness'
import { eachInTurns } from '../../platform/turns'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person, Unit } from '../entities'
import type { House } from '../house'
import type { ImportDefinition, ImportLookup, ImportRow, ImportRowProblem } from './importDefinition'
import { createPerson } from '../people/service'
import { createUnit } from '../units/service'
import { guessUnitKind } from '../units/unitKind'

/** Names a file uses that the office does not know, and those that could mean several people. */
export interface NamesFound {
  readonly unknownUnits: readonly string[]
  readonly unknownPeople: readonly { readonly name: string; readonly unitName: string | undefined }[]
  /** Names that mean several people, and texts that name several of whom not all are known. */
  readonly ambiguous: readonly ImportRowProblem[]
}

/** Unit people of an old ledger are put into when no column says where they belong. */
const unassigned = '待分配人员'

const key = (name: string) => sameKey(name)

/** What clerks write behind a name that is not part of it: （代）, （签）, *. */
const BEHIND_A_NAME = /(?:[(（][^()（）]{0,6}[)）]|[*＊※#]|代)+$/
/** Those of them that say nothing of who it is: a person is looked for without them. */
const MARKS_BEHIND = /(?:[(（](?:代|签|代签|代理|兼|主持工作|已调走|调出|调走|退休|离职)[)）]|[*＊※#△▲★☆])+$/
const BETWEEN_NAMES = /[、,，;；/／&＆\n]|(?<=\p{Script=Han}{2})[和及](?=\p{Script=Han}{2})/u

/** A name without marks and words behind it that are not part of it: 王伟* and 王伟（代） are 王伟. */
export function withoutMarks(name: string): string {
  return name.trim().replace(MARKS_BEHIND, '').trim()
}

/** Names in one cell, without what was written behind them. `whole` says that the cell is one plain name. */
export function namesIn(text: string): { readonly names: readonly string[]; readonly whole: boolean } {
  const parts = text.split(BETWEEN_NAMES).flatMap(spacedNames)
  const names = parts.map((part) => part.trim().replace(BEHIND_A_NAME, '').trim()).filter((name) => name !== '')
  return { names: names.map(personName), whole: names.length === 1 && personName(names[0] ?? '') === personName(text) }
}

/** '周启明 谢晓岚' is two people; in '方 子墨' and '王 伟' the blank only spaces a name out. */
function spacedNames(part: string): readonly string[] {
  const words = part.trim().split(/\s+/)
  return words.length > 1 && words.every((word) => /^\p{Script=Han}{2,4}$/u.test(word)) ? words : [part]
}

function typedIn(
  row: ImportRow,
  fields: readonly string[] = []
): readonly { readonly field: string; readonly name: string }[] {
  return fields.flatMap((field) => {
    const name = row.values[field]
    return typeof name === 'string' && name !== '' ? [{ field, name }] : []
  })
}

/** Units and people of the office by folded name. */
class Directory {
  readonly units: ReadonlyMap<string, string>
  private readonly people = new Map<string, Person[]>()

  constructor(units: readonly Unit[], people: readonly Person[]) {
    this.units = new Map(units.map(({ name, id }) => [key(name), id]))
    for (const person of people)
      this.people.set(key(person.name), [...(this.people.get(key(person.name)) ?? []), person])
  }

  /** The people a name can mean: of several, those of the unit where one is said and fits. */
  meant(name: string, unitName: string | undefined): readonly Person[] {
    const same = this.people.get(key(name)) ?? []
    const unitId = unitName === undefined ? undefined : this.units.get(key(unitName))
    const inUnit = same.filter((person) => person.unitId === unitId)
    return same.length > 1 && inUnit.length > 0 ? inUnit : same
  }
}

async function directoryOf(manager: EntityManager): Promise<Directory> {
  return new Directory(await manager.find(Unit), await manager.find(Person))
}

/**
 * Looks the names of the rows up among units and people. People are known by name, and by unit where several have it.
 */
export async function namesFound(
  manager: EntityManager,
  definition: ImportDefinition,
  rows: readonly ImportRow[]
): Promise<NamesFound> {
  const directory = await directoryOf(manager)
  const unknownUnits = new Map<string, string>()
  const unknownPeople = new Map<string, { name: string; unitName: string | undefined }>()
  const ambiguous: ImportRowProblem[] = []
  const holders = new Set(definition.personFields?.filter((field) => !definition.asWritten?.includes(field)))
  await eachInTurns(rows, (row) => {
    const units = typedIn(row, definition.unitFields)
    for (const { name } of units) if (!directory.units.has(key(name))) unknownUnits.set(key(name), name)
    for (const { field, name } of typedIn(row, definition.personFields)) {
      const problem = (message: string) =>
        ambiguous.push({ sheet: row.sheet, row: row.row, column: definition.fields[field]?.label ?? field, message })
      const meant = directory.meant(name, units[0]?.name)
      const hint = (message: string) =>
        ambiguous.push({
          sheet: row.sheet,
          row: row.row,
          column: definition.fields[field]?.label ?? field,
          message,
          blocking: false
        })
      const [departed] = holders.has(field) && meant.length === 1 ? meant : []
      if (departed?.status === 'departed') hint(`${departed.name}已离岗，请核对现在由谁负责`)
      if (meant.length > 1) problem(`有${meant.length}名“${name}”，请注明科室或先在单位人员中区分`)
      if (meant.length > 0) continue
      const { names, whole } = namesIn(name)
      const strangers = names.filter((each) => directory.meant(each, units[0]?.name).length !== 1)
      if (whole) {
        if (!unknownPeople.has(key(name))) unknownPeople.set(key(name), { name, unitName: units[0]?.name })
      } else if (names.length === 0 || strangers.length > 0)
        problem(
          `“${name}”不是一个人的姓名${strangers.length > 0 ? `，名册里也没有${strangers.map((each) => `“${each}”`).join('、')}` : ''}，请改为一个人的姓名`
        )
      else if (holders.has(field) && names.length > 1)
        hint(`“${name}”是${names.length}个人，只登记第一人${names[0] ?? ''}，其余的请在导入后补登`)
    }
  })
  return { unknownUnits: [...unknownUnits.values()], unknownPeople: [...unknownPeople.values()], ambiguous }
}

/**
 * Creates the units and people a file brings along and gives the way from names to ids. New people get no post and no
 * account; what the file does not say of them is left for the office to complete.
 */
export async function createNames(
  unit: UnitOfWork,
  house: House,
  found: NamesFound,
  day: string
): Promise<ImportLookup> {
  for (const name of found.unknownUnits) await createUnit(unit, { name, kind: guessUnitKind(name), parentId: null })
  const homeless = found.unknownPeople.some(({ unitName }) => unitName === undefined)
  if (homeless && !(await unit.manager.findOneBy(Unit, { name: unassigned })))
    await createUnit(unit, { name: unassigned, kind: 'department', parentId: null })
  const { units } = await directoryOf(unit.manager)
  for (const { name, unitName = unassigned } of found.unknownPeople) {
    const unitId = units.get(key(unitName))
    if (unitId)
      await createPerson(unit, { name, unitId, kind: 'permanent', remarks: '由台账导入时新增，请核对编制和科室' })
  }
  const directory = await directoryOf(unit.manager)
  const one = (name: string, unitName: string | undefined): string | undefined => {
    const meant = directory.meant(name, unitName)
    return meant.length === 1 ? meant[0]?.id : undefined
  }
  return {
    house,
    day,
    unitId(name) {
      const id = directory.units.get(key(name))
      if (id === undefined) throw new RangeError(`unit not looked up: ${name}`)
      return id
    },
    // Of several people in one cell the first is the one who stands for the line; the text keeps them all.
    personId: (name, unitName) => one(name, unitName) ?? one(namesIn(name).names[0] ?? name, unitName)
  }
}
