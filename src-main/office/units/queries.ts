import { unitRecord, type UnitRow } from '../../contract/people'
import { personNames } from '../people/names'
import { Person, Unit } from '../entities'
import { heldOn } from '../people/heldOn'
import { rowsOf } from '../records/recordRows'
import type { Reading } from '../house'

/** All units with today's head and the number of people still there, in the order they were set up. */
export async function unitRows({ manager, today }: Reading): Promise<readonly UnitRow[]> {
  const units = await manager.find(Unit, { order: { id: 'ASC' } })
  const heads = (await heldOn(manager, today)).filter(({ post }) => post === 'unitHead')
  const names = await personNames(
    manager,
    heads.map((head) => head.personId)
  )
  const counts = await manager
    .createQueryBuilder(Person, 'p')
    .select('p.unitId', 'unit')
    .addSelect('COUNT(*)', 'people')
    .where('p.status <> :departed', { departed: 'departed' })
    .groupBy('p.unitId')
    .getRawMany<{ unit: string; people: number | string }>()
  const people = new Map(counts.map((row) => [row.unit, Number(row.people)]))
  return rowsOf(manager, unitRecord, units, ({ id }) => ({
    headName: heads.filter((head) => head.unitId === id).map((head) => names.get(head.personId) ?? '')[0] ?? null,
    people: people.get(id) ?? 0
  }))
}
