import { conflict, invalid } from '../../kernel/fault'
import { addDays } from '../../kernel/localDate'
import { K_13 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Approval } from '../approvals/entities'
import { Appointment, Person, Unit } from '../entities'
import type { House } from '../house'
import { noteMotion } from '../people/motions'
import { openUnit } from '../people/openUnit'

export interface MergeInput {
  readonly id: string
  readonly version: number
  readonly intoUnitId: string
  readonly on: string
  readonly documentNumber: string
  readonly reason: string
}

/**
 * Merges a unit into another by its document, in one act (K-08): its people, subordinate units, goods and holdings go
 * over, its posts end with the day before, open requests go on there. Its seals stay its own until they are recalled
 * (SEAL-18); old papers keep its name.
 */
export async function mergeUnit(unit: UnitOfWork, house: House, input: MergeInput): Promise<Unit> {
  const from = await unit.load(Unit, input.id, '单位')
  if (from.version !== input.version) throw conflict('单位')
  if (!from.active) throw invalid([{ path: 'id', message: `${from.name}已撤销` }])
  const into = await openUnit(unit, input.intoUnitId)
  if (into.id === from.id) throw invalid([{ path: 'intoUnitId', message: '不能并入本单位，请选择另一个单位' }])
  if (await isBelow(unit, into, from.id))
    throw invalid([{ path: 'intoUnitId', message: `${into.name}是${from.name}的下级，不能并入` }])
  unit.about({ type: 'unit', id: from.id, number: from.name })
  unit.judge(K_13.on({ what: '合并日期', dated: input.on, today: unit.today, field: 'on' }))
  const words = {
    wasWords: from.name,
    becameWords: into.name,
    intoUnitId: into.id,
    documentNumber: input.documentNumber,
    reason: input.reason
  }
  await noteMotion(unit, { subjectType: 'unit', subjectId: from.id, kind: 'merged', onDay: input.on, ...words })
  await endPosts(unit, from.id, addDays(input.on, -1))
  for (const person of await unit.manager.findBy(Person, { unitId: from.id })) {
    if (person.status !== 'departed')
      await noteMotion(unit, {
        subjectType: 'person',
        subjectId: person.id,
        kind: 'transferred',
        onDay: input.on,
        ...words
      })
    await unit.update(Person, person, { unitId: into.id }, '人员')
  }
  for (const below of await unit.manager.findBy(Unit, { parentId: from.id }))
    await unit.update(Unit, below, { parentId: into.id }, '单位')
  for (const state of ['pending', 'returned', 'approved'] as const)
    for (const approval of await unit.manager.findBy(Approval, { unitId: from.id, state }))
      await unit.update(Approval, approval, { unitId: into.id }, '审批')
  const { on, documentNumber, reason } = input
  const merging = { from, into, on, documentNumber, reason }
  for (const module of house.modules) {
    for (const goOn of module.goesOn ?? []) await goOn(unit, merging)
    await module.mergeUnit?.(unit, merging)
  }
  return unit.update(Unit, from, { active: false }, '单位')
}

async function isBelow(unit: UnitOfWork, { parentId }: Unit, aboveId: string): Promise<boolean> {
  for (let id = parentId; id;) {
    if (id === aboveId) return true
    id = (await unit.load(Unit, id, '上级单位')).parentId
  }
  return false
}

/**
 * Posts bound to the unit end with its last day; a leader in charge of it goes on being in charge of what he leads
 * elsewhere.
 */
async function endPosts(unit: UnitOfWork, unitId: string, last: string): Promise<void> {
  const open = await unit.manager
    .createQueryBuilder(Appointment, 'a')
    .where({ unitId })
    .andWhere('(a.toDay IS NULL OR a.toDay > :last)', { last })
    .getMany()
  for (const post of open)
    await unit.update(Appointment, post, { toDay: last < post.fromDay ? post.fromDay : last }, '任职')
}
