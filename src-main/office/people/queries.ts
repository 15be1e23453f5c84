import { In, type EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../contract/lists'
import type { AppointmentRow, PersonChoice } from '../../contract/office'
import { personRecord, type PersonRow } from '../../contract/people'
import { notFound } from '../../kernel/fault'
import { pageOf } from '../../platform/database/listQuery'
import { Appointment, Person } from '../entities'
import type { Reading } from '../house'
import { listing, rowsOf } from '../records/recordRows'
import { heldOn } from './heldOn'
import { personNames, unitNames } from './names'
import { postWords } from './postWords'

const peopleList = listing(personRecord, 'p', {
  joined: {},
  search: ['p.searchKey', 'p.phone'],
  searchNames: ['unitName'],
  order: [
    ['p.unitId', 'ASC'],
    ['p.name', 'ASC']
  ]
})

/** One window of the roster. */
export async function peoplePage({ manager, today }: Reading, input: ListInput): Promise<Page<PersonRow>> {
  return pageOf(manager.createQueryBuilder(Person, 'p'), peopleList, input, (rows) => personRows(manager, rows, today))
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
    held.map((appointment) => appointment.unitId)
  )
  return rowsOf(manager, personRecord, rows, ({ id }) => ({
    posts: held
      .filter((appointment) => appointment.personId === id)
      .map((appointment) => postWords(appointment, units.get(appointment.unitId ?? '')))
      .join('、')
  }))
}

/** Everyone still here, for pickers. */
export async function peopleChoices({ manager }: Reading): Promise<readonly PersonChoice[]> {
  const rows = await manager
    .createQueryBuilder(Person, 'p')
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
