import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../contract/lists'
import type { AppointmentRow, PersonChoice, PersonRow } from '../../contract/office'
import { notFound } from '../../kernel/fault'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { Appointment, Person, Unit } from '../entities'
import type { Reading } from '../house'
import { heldOn } from './heldOn'
import { personNames, unitNames } from './names'
import { postWords } from './postWords'

const peopleList: ListDefinition = {
  columns: {
    name: 'p.name',
    unitName: 'u.name',
    unitId: 'p.unitId',
    position: 'p.position',
    kind: 'p.kind',
    joinedOn: 'p.joinedOn',
    phone: 'p.phone',
    status: 'p.status',
    remarks: 'p.remarks'
  },
  search: ['p.searchKey', 'u.name', 'p.phone'],
  order: [
    ['p.unitId', 'ASC'],
    ['p.name', 'ASC']
  ]
}

const people = (manager: EntityManager): SelectQueryBuilder<Person> =>
  manager.createQueryBuilder(Person, 'p').innerJoin(Unit, 'u', 'u.id = p.unitId')

/** One window of the roster. */
export async function peoplePage({ manager, today }: Reading, input: ListInput): Promise<Page<PersonRow>> {
  return pageOf(people(manager), peopleList, input, (rows) => personRows(manager, rows, today))
}

/** One person; fails with `notFound`. */
export async function personRow({ manager, today }: Reading, id: string): Promise<PersonRow> {
  const person = await manager.findOneBy(Person, { id })
  const [row] = person ? await personRows(manager, [person], today) : []
  if (!row) throw notFound('人员')
  return row
}

/** Rows with units in words and the posts held on the day. */
export async function personRows(
  manager: EntityManager,
  rows: readonly Person[],
  day: string
): Promise<readonly PersonRow[]> {
  const held =
    rows.length > 0
      ? await heldOn(
          manager.createQueryBuilder(Appointment, 'a').where({ personId: In(rows.map((row) => row.id)) }),
          day
        ).getMany()
      : []
  const units = await unitNames(
    manager,
    [...rows, ...held].map((row) => row.unitId)
  )
  return rows.map(({ id, name, unitId, kind, status, position, joinedOn, phone, remarks, version }) => {
    const own = held.filter((appointment) => appointment.personId === id)
    const words = own.map((appointment) => postWords(appointment, units.get(appointment.unitId ?? '')))
    return {
      id,
      name,
      unitId,
      unitName: units.get(unitId) ?? '',
      kind,
      status,
      position,
      joinedOn,
      phone,
      posts: words.join('、'),
      remarks,
      version
    }
  })
}

/** Everyone still here, for pickers. */
export async function peopleChoices({ manager }: Reading): Promise<readonly PersonChoice[]> {
  const rows = await people(manager)
    .where('p.status <> :departed', { departed: 'departed' })
    .orderBy('p.name')
    .getMany()
  const units = await unitNames(
    manager,
    rows.map((row) => row.unitId)
  )
  return rows.map(({ id, name, unitId, kind, searchKey }) => ({
    id,
    name,
    unitId,
    unitName: units.get(unitId) ?? '',
    kind,
    searchKey
  }))
}

/** Appointments of a person, a unit or a day, latest first; all of them, past ones included, when nothing narrows. */
export async function appointmentRows(
  { manager }: Reading,
  wanted: { personId?: string | undefined; unitId?: string | undefined; on?: string | undefined }
): Promise<readonly AppointmentRow[]> {
  const query = manager.createQueryBuilder(Appointment, 'a')
  if (wanted.personId) query.andWhere({ personId: wanted.personId })
  if (wanted.unitId) query.andWhere({ unitId: wanted.unitId })
  if (wanted.on) heldOn(query, wanted.on)
  const rows = await query.orderBy('a.fromDay', 'DESC').addOrderBy('a.id', 'DESC').getMany()
  const names = await personNames(
    manager,
    rows.map((row) => row.personId)
  )
  const units = await unitNames(
    manager,
    rows.map((row) => row.unitId)
  )
  return rows.map(({ id, personId, post, unitId, matter, fromDay, toDay, documentNumber, standsInForId, version }) => ({
    id,
    personId,
    personName: names.get(personId) ?? '',
    post,
    unitId,
    unitName: unitId ? (units.get(unitId) ?? '') : null,
    matter,
    from: fromDay,
    to: toDay,
    documentNumber,
    standIn: standsInForId !== null,
    version
  }))
}
