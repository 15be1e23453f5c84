import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../contract/lists'
import type { AppointmentRow, PersonChoice } from '../../contract/office'
import { personRecord, type PersonRow } from '../../contract/people'
import { notFound } from '../../kernel/fault'
import { pageOf } from '../../platform/database/listQuery'
import { standingRows } from '../../platform/database/standing'
import { Appointment, Person } from '../entities'
import type { Reading } from '../house'
import { listing, rowsOf } from '../records/recordRows'
import { heldOn, lastDayOf } from './heldOn'
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
  const shown = new Set(rows.map(({ id }) => id))
  const held = (await heldOn(manager, day)).filter(({ personId }) => shown.has(personId))
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
  const all = await standingRows(manager, Appointment)
  const among = wanted.on ? await heldOn(manager, wanted.on) : [...all.values()]
  const rows = among
    .filter(({ personId }) => !wanted.personId || personId === wanted.personId)
    .filter(({ unitId }) => !wanted.unitId || unitId === wanted.unitId)
    .sort((one, other) => (startOf(one) < startOf(other) ? 1 : -1))
  const names = await personNames(
    manager,
    rows.map((row) => row.personId)
  )
  const units = await unitNames(
    manager,
    rows.map((row) => row.unitId)
  )
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    personName: names.get(row.personId) ?? '',
    post: row.post,
    unitId: row.unitId,
    unitName: row.unitId ? (units.get(row.unitId) ?? '') : null,
    matter: row.matter,
    from: row.fromDay,
    to: lastDayOf(row, all),
    documentNumber: row.documentNumber,
    standIn: row.standsInForId !== null,
    version: row.version
  }))
}

/** Appointments sort by their first day, those of one day as they were entered. */
const startOf = ({ fromDay, id }: Appointment): string => `${fromDay} ${id}`
