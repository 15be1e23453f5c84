import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProfileId } from '../../contract/ledgers'
import { systemActor } from '../../kernel/actor'
import { conflict } from '../../kernel/fault'
import { personSearchKey } from '../../kernel/searchKey'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { hashSecret } from '../../platform/session/secrets'
import { readCalendarFile } from '../../platform/calendar/calendarFile'
import { checkPassword } from '../accounts/logins'
import { createAccount } from '../accounts/service'
import { storeCalendar } from '../administration/calendar'
import { Appointment, Bureau, Person, Unit } from '../entities'
import type { House } from '../house'

export interface Founding {
  readonly name: string
  readonly shortName: string
  readonly profile: ProfileId
  readonly adminName: string
  readonly login: string
  readonly password: string
}

/**
 * Founds the bureau in an empty house: 办公室, the first administrator and the shipped holiday calendar. Fails with
 * `conflict` when there is one already.
 */
export async function foundBureau(house: House, input: Founding): Promise<void> {
  checkPassword(input.password, 'password')
  const passwordHash = await hashSecret(input.password)
  await house.database.write({ chain: 'office', act: '建立单位', actor: systemActor }, async (unit) => {
    await insertBureau(unit, { name: input.name, shortName: input.shortName, profile: input.profile, demo: false })
    const office = await unit.insert(Unit, { name: '办公室', kind: 'department', parentId: null, active: true })
    const person = await unit.insert(Person, {
      name: input.adminName,
      unitId: office.id,
      kind: 'permanent',
      status: 'active',
      position: '系统管理员',
      joinedOn: null,
      departedOn: null,
      phone: null,
      remarks: null,
      searchKey: personSearchKey(input.adminName)
    })
    await createAccount(unit, { personId: person.id, login: input.login, passwordHash })
    await unit.insert(Appointment, {
      personId: person.id,
      post: 'administrator',
      unitId: null,
      matter: null,
      fromDay: unit.today,
      toDay: null,
      documentNumber: null,
      handoverId: null,
      standsInForId: null
    })
  })
  await loadShippedCalendar(house)
}

/** Writes the bureau's own row; one house holds one bureau. */
export async function insertBureau(
  unit: UnitOfWork,
  bureau: Pick<Bureau, 'name' | 'shortName' | 'profile' | 'demo'>
): Promise<Bureau> {
  if ((await unit.manager.count(Bureau)) > 0) throw conflict('单位信息')
  const inserted = await unit.insert(Bureau, bureau)
  unit.about({ type: 'bureau', id: inserted.id, number: inserted.shortName })
  return inserted
}

/** Loads the holiday calendars that come with the program. */
export async function loadShippedCalendar(house: House): Promise<void> {
  const text = await readFile(join(house.resources, 'calendars', 'cn_holidays_2004_2026.csv'), 'utf8')
  await house.database.write({ chain: 'office', act: '载入节假日表', actor: systemActor }, (unit) =>
    storeCalendar(unit, readCalendarFile(text).days)
  )
}
