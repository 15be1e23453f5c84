import { Like, type EntityManager } from 'typeorm'
import type { settlements, SettlementPreview } from '../../../contract/vehicles/conduct'
import { notFound } from '../../../kernel/fault'
import type { RuleBook } from '../../../kernel/rules/rule'
import { sign } from '../../../office/signatures'
import type { Reading } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { AuditEntry } from '../../../platform/database/auditEntities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Driver, Incident, Settlement } from '../entities'
import type { InputTo } from '../inputTo'
import { deductionWords, VEH_16, yearFigures, type DriverTerm, type YearFigures } from '../rules/conduct'
import { seesAll } from '../visibility'

/** A driver's year from the accidents as they stand now. */
export async function figuresOf(
  manager: EntityManager,
  driver: Driver,
  year: number,
  book: RuleBook
): Promise<YearFigures> {
  const accidents = await manager.findBy(Incident, { driverId: driver.personId, kind: 'accident' })
  const counted = accidents.map(({ id, number, day, share, lossCents, insuranceCents }) => ({
    id,
    number,
    day,
    share: share ?? 0,
    lossCents,
    insuranceCents
  }))
  return yearFigures(year, await termsOf(manager, driver), counted, book)
}

/**
 * Every time somebody was a driver: the present one, and those ended before it was begun anew, which the audit log has
 * (K-08, VEH-16).
 */
async function termsOf(manager: EntityManager, driver: Driver): Promise<readonly DriverTerm[]> {
  const { tableName } = manager.connection.getMetadata(Driver)
  const acts = await manager.find(AuditEntry, {
    where: { chain: 'vehicles', subjectId: driver.id, changes: Like(`%"table":"${tableName}"%`) },
    order: { seq: 'DESC' }
  })
  const terms: DriverTerm[] = [{ from: driver.fromDay, until: driver.untilDay }]
  let { fromDay, untilDay } = driver
  for (const { table, id, before } of acts.flatMap(({ changes }) => changes.toReversed())) {
    if (table !== tableName || id !== driver.id || before === null) continue
    const was = before as Partial<Driver>
    fromDay = was.fromDay ?? fromDay
    untilDay = was.untilDay === undefined ? untilDay : was.untilDay
    if (was.state === 'ended') terms.push({ from: fromDay, until: untilDay })
  }
  return terms
}

const signedBefore = (manager: EntityManager, personId: string, year: number) =>
  manager.find(Settlement, { where: { personId, year }, order: { id: 'ASC' } })

/** Every driver's year as worked out now, beside what was signed. */
export async function previewSettlements(reading: Reading, year: number): Promise<readonly SettlementPreview[]> {
  const { manager, book, actor } = reading
  const drivers = (await manager.find(Driver, { order: { searchKey: 'ASC' } })).filter(
    ({ personId }) => seesAll(actor) || personId === actor.personId
  )
  const names = await personNames(
    manager,
    drivers.map(({ personId }) => personId)
  )
  const rows: SettlementPreview[] = []
  for (const driver of drivers) {
    const figures = await figuresOf(manager, driver, year, book)
    if (figures.months === 0) continue
    const signed = await signedBefore(manager, driver.personId, year)
    const { months, goodsCents, bonusMonths, bonusCents, chargeCents, payableCents } = figures
    rows.push({
      personId: driver.personId,
      personName: names.get(driver.personId) ?? '',
      months,
      goodsCents,
      bonusMonths,
      bonusCents,
      chargeCents,
      payableCents,
      deductions: deductionWords(figures),
      signedCents: signed.at(-1)?.payableCents ?? null,
      signedNumber: signed.at(-1)?.number ?? null
    })
  }
  return rows
}

/**
 * Signs a driver's year; a later one is a correction that pays or takes back only what differs from those before
 * (VEH-16, K-14).
 */
export async function signSettlement(
  unit: UnitOfWork,
  input: InputTo<(typeof settlements)['sign']>
): Promise<Settlement> {
  const driver = await unit.manager.findOneBy(Driver, { personId: input.personId })
  if (!driver) throw notFound('驾驶员')
  const name = (await personNames(unit.manager, [driver.personId])).get(driver.personId) ?? ''
  const figures = await figuresOf(unit.manager, driver, input.year, unit.book)
  const before = await signedBefore(unit.manager, driver.personId, input.year)
  const last = before.at(-1)
  const { driver: signature } = input.signatures
  unit.judge(
    VEH_16.on({
      signed: signature?.personId === driver.personId,
      already: last?.number,
      changed:
        last !== undefined && (last.payableCents !== figures.payableCents || last.chargeCents !== figures.chargeCents),
      yearOver: unit.today >= `${input.year}-12-01`
    })
  )
  unit.endCheck()
  const id = unit.newId()
  const number = await unit.nextNumber('NJ')
  const settlement = await unit.append(Settlement, {
    id,
    number,
    year: input.year,
    personId: driver.personId,
    personName: name,
    at: unit.now,
    day: unit.today,
    months: figures.months,
    goodsCents: figures.goodsCents,
    bonusMonths: figures.bonusMonths,
    bonusCents: figures.bonusCents,
    charges: figures.charges,
    chargeCents: figures.chargeCents,
    payableCents: figures.payableCents,
    deductions: deductionWords(figures),
    correctionOfId: last?.id ?? null,
    dueCents: figures.payableCents - before.reduce((sum, each) => sum + each.dueCents, 0),
    signedByName: name
  })
  if (signature) await sign(unit, signature, '驾驶员', { type: 'driverSettlement', id })
  unit.about({ type: 'driverSettlement', id, number })
  return settlement
}
