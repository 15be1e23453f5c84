import { In, IsNull, Not } from 'typeorm'
import { formatDate } from '../../contract/display'
import { addDays, type LocalDate } from '../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../kernel/periods'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyRule } from '../../kernel/rules/rule'
import { Unit } from '../../office/entities'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { rowsWith } from '../../platform/database/readRows'
import { outstandingOf } from './blank/serials'
import { BlankBatch, BlankLoss, Inspection, Loss, Seal, type LossCourse } from './entities'
import { sealNames } from './seal/names'
import { SEAL_04, SEAL_06 } from './rules/life'
import {
  accountingDeadline,
  inspectionPeriodOf,
  SEAL_12,
  SEAL_18,
  SEAL_19,
  type InspectionPeriod
} from './rules/oversight'
import { openLossSteps, SEAL_17 } from './rules/loss'
import { knownSince } from '../../office/home/knownSince'

interface DueSubject {
  readonly duty?: string
  readonly title: string
  readonly number: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly unitId: string | null
}

function dueItem(
  { book }: AnyonesReading,
  rule: AnyRule,
  { dueOn, calendarMissing }: Deadline,
  subject: DueSubject
): DueDraft {
  return {
    ledger: 'seals',
    rule: rule.id,
    source: citeFor(book.profile, rule.sources),
    dueOn,
    dueAt: null,
    calendarMissing,
    ...subject
  }
}

const ofSeal = (seal: Seal, title: string): DueSubject => ({
  title,
  number: seal.number,
  subjectType: 'seal',
  subjectId: seal.id,
  unitId: seal.unitId
})

/** Every clock of the ledger that runs, overdue ones included. */
export async function dueSeals(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await custodyClocks(reading)),
    ...(await lossClocks(reading)),
    ...(await blankClocks(reading)),
    ...(await inspectionClocks(reading))
  ]
}

/** Activation after engraving, ends of stand-ins, opening entries without custodian, seals of abolished units. */
async function custodyClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book, today } = reading
  const seals = await manager.find(Seal, { where: { state: In(['engraved', 'activated', 'inUse', 'suspended']) } })
  const abolished = new Set((await manager.findBy(Unit, { active: false })).map(({ id }) => id))
  const { days } = SEAL_04.values(book)
  const on = (day: string) => calendarDaysFrom(day, 0)
  return seals.flatMap((seal) => [
    ...(seal.state === 'engraved' && seal.engravedOn
      ? [
          dueItem(
            reading,
            SEAL_04,
            calendarDaysFrom(seal.engravedOn, days),
            ofSeal(seal, `“${seal.name}”已刻制，应发文启用`)
          )
        ]
      : []),
    ...(seal.standInUntil
      ? [dueItem(reading, SEAL_06, on(seal.standInUntil), ofSeal(seal, `“${seal.name}”代管期满，应办理交回`))]
      : []),
    ...(seal.state === 'inUse' && seal.custodianId === null
      ? [dueItem(reading, SEAL_06, on(seal.registeredOn), ofSeal(seal, `“${seal.name}”没有登记保管人，应补办领取交接`))]
      : []),
    ...(abolished.has(seal.unitId)
      ? [dueItem(reading, SEAL_18, on(today), ofSeal(seal, `“${seal.name}”所属单位已撤销，应收回`))]
      : [])
  ])
}

async function lossClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager } = reading
  const losses = await manager.findBy(Loss, { state: 'open' })
  const names = await sealNames(
    manager,
    losses.map(({ sealId }) => sealId)
  )
  const blanks = await manager.findBy(BlankLoss, { state: 'open' })
  const batches = await rowsWith(
    manager,
    BlankBatch,
    'id',
    blanks.map(({ batchId }) => batchId)
  )
  const formats = new Map(batches.map(({ id, format }) => [id, format]))
  return [
    ...losses.flatMap((loss) => stepClocks(reading, loss, 'sealLoss', `“${names.get(loss.sealId) ?? ''}”`)),
    ...blanks.flatMap((loss) =>
      stepClocks(reading, loss, 'sealBlankLoss', `空白${formats.get(loss.batchId) ?? ''}${loss.serials}`)
    )
  ]
}

const stepClocks = (
  reading: AnyonesReading,
  loss: LossCourse,
  subjectType: string,
  what: string
): readonly DueDraft[] =>
  openLossSteps(loss, SEAL_17.values(reading.book)).map((step) =>
    dueItem(reading, SEAL_17, step.deadline, {
      title: `${what}遗失，应${step.what}`,
      number: loss.number,
      subjectType,
      subjectId: loss.id,
      unitId: null
    })
  )

async function blankClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const batches = await reading.manager.findBy(BlankBatch, { state: 'stamped' })
  const { days } = SEAL_12.values(reading.book)
  return batches.flatMap((batch) =>
    batch.stampedOn === null
      ? []
      : [
          dueItem(reading, SEAL_12, accountingDeadline(batch.stampedOn, days), {
            title: `${batch.format}还有${outstandingOf(batch)}份未核销`,
            number: batch.number,
            subjectType: 'sealBlanks',
            subjectId: batch.id,
            unitId: batch.unitId
          })
        ]
  )
}

/**
 * Each unit with seals is inspected once a period; a missed period stays due until its inspection is concluded or it is
 * closed (K-13), also when the seals are gone since. Findings have their own date.
 */
async function inspectionClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book, today } = reading
  const { months } = SEAL_19.values(book)
  const seals = await manager.find(Seal, {
    where: { state: Not(In(['engraved', 'undone'])) },
    select: { id: true, unitId: true, state: true, registeredOn: true, endedOn: true }
  })
  const inspections = await manager.find(Inspection, { order: { id: 'ASC' } })
  const units = await rowsWith(
    manager,
    Unit,
    'id',
    [...seals, ...inspections].map(({ unitId }) => unitId)
  )
  const since = await knownSince(manager)
  const periods = periodsUntil(since, today, months)
  const missing = units.flatMap((unit) => {
    const own = seals.filter(({ unitId }) => unitId === unit.id)
    return periods.flatMap((period) => {
      const made = inspections.filter(({ unitId, periodFrom }) => unitId === unit.id && periodFrom === period.from)
      if (made.some(({ state }) => state !== 'open') || !own.some((seal) => isThere(seal, period, since))) return []
      const started = made.at(-1)
      const key = `${unit.id}@${period.from}`
      return dueItem(reading, SEAL_19, calendarDaysFrom(period.to, 0), {
        title: `检查${unit.name}的用印情况（${formatDate(period.from)}至${formatDate(period.to)}）`,
        number: started?.number ?? null,
        subjectType: started ? 'sealInspection' : 'sealInspectionDue',
        subjectId: started?.id ?? key,
        unitId: null,
        duty: key
      })
    })
  })
  const rectifying = await manager.findBy(Inspection, { state: 'rectifying', rectifyBy: Not(IsNull()) })
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return [
    ...missing,
    ...rectifying.flatMap((each) =>
      each.rectifyBy === null
        ? []
        : [
            dueItem(reading, SEAL_19, calendarDaysFrom(each.rectifyBy, 0), {
              title: `${names.get(each.unitId) ?? ''}用印问题整改`,
              number: each.number,
              subjectType: 'sealInspection',
              subjectId: each.id,
              unitId: each.unitId
            })
          ]
    )
  ]
}

/**
 * Whether the use of a seal in a period is inspected: it came by its end (before it, where the period was over when the
 * house began) and was not gone then.
 */
function isThere(
  { state, registeredOn, endedOn }: Pick<Seal, 'state' | 'registeredOn' | 'endedOn'>,
  { from, to }: InspectionPeriod,
  since: LocalDate
): boolean {
  const living = state === 'activated' || state === 'inUse' || state === 'suspended'
  return registeredOn <= (to < since ? from : to) && (living || (endedOn !== null && endedOn > to))
}

/** The periods a duty is asked for: from the one before the house began keeping the ledger to the one today lies in. */
function periodsUntil(since: LocalDate, today: LocalDate, months: number): readonly InspectionPeriod[] {
  const before = inspectionPeriodOf(addDays(inspectionPeriodOf(since, months).from, -1), months)
  const periods = [before]
  for (let last = before; last.to < today;) {
    last = inspectionPeriodOf(addDays(last.to, 1), months)
    periods.push(last)
  }
  return periods
}
