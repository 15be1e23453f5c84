import { In, IsNull, Not } from 'typeorm'
import { formatDate, formatMonth } from '../../contract/display'
import { expiryKinds } from '../../contract/vehicles/words'
import { systemActor } from '../../kernel/actor'
import { localDateOf } from '../../kernel/instant'
import { addMonths, daysBetween, monthOf } from '../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../kernel/periods'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyRule } from '../../kernel/rules/rule'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { carsElsewhere } from '../../office/records/cars'
import { rowsById } from '../../platform/database/readRows'
import {
  Distance,
  FuelMonth,
  FuelMonthReceipt,
  Incident,
  Layup,
  Refuel,
  Repair,
  SpotCheck,
  StatementMatch,
  Trip,
  Vehicle
} from './entities'
import { comingHoliday, missedLayups } from './layup/rows'
import { followUpDueOn, isBreach, mustTellHead, noticeDueOn, reportDeadline, VEH_15, VEH_18 } from './rules/conduct'
import { VEH_01, VEH_03, VEH_17 } from './rules/fleet'
import { fuelMonthDueOn, lastWholeMonth, monthHandInDueOn, VEH_09, VEH_10 } from './rules/fuel'
import { listDueOn, VEH_12, VEH_13 } from './rules/repair'
import { explanationDueOn, layupDueOn, releaseDueOn, VEH_05, VEH_07 } from './rules/trip'
import { carFiles } from './vehicle/cars'
import { platesOf, expiries } from './vehicle/rows'

interface Subject {
  readonly title: string
  readonly number: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly unitId: string | null
  /** Key of a duty that comes round once a period (K-13). */
  readonly duty?: string
}

/** Every clock of the ledger that runs, overdue ones included. */
export async function vehiclesDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await paperClocks(reading)),
    ...(await tripClocks(reading)),
    ...(await fuelClocks(reading)),
    ...(await repairClocks(reading)),
    ...(await incidentClocks(reading)),
    ...(await yardClocks(reading)),
    ...(await closedCards(reading))
  ]
}

function item({ book }: AnyonesReading, rule: AnyRule, dueOn: string, subject: Subject, deadline?: Deadline): DueDraft {
  return {
    ledger: 'vehicles',
    rule: rule.id,
    source: citeFor(book.profile, rule.sources),
    dueOn,
    dueAt: deadline && deadline.dueAt !== calendarDaysFrom(dueOn, 0).dueAt ? deadline.dueAt : null,
    calendarMissing: deadline?.calendarMissing ?? false,
    ...subject
  }
}

/** Files of cars whose asset card has left the book; both close on one day (VEH-01). */
async function closedCards(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const cardOf = await carsElsewhere(reading.house, 'vehicles', reading.manager)
  return (await carFiles(reading.manager)).flatMap((file) => {
    const card = cardOf(file)
    if (file.goneOn !== null || !card || card.goneOn === null) return []
    return item(reading, VEH_01, card.goneOn, {
      title: `资产卡片${card.assetNumber ?? ''}已下账，车辆${file.plate ?? ''}的档案应同日注销`,
      number: file.plate,
      subjectType: 'vehicle',
      subjectId: file.subjectId,
      unitId: file.unitId
    })
  })
}

/** Insurance, inspection, licences and services, from the first of the three reminders on, or not registered at all. */
async function paperClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { first, second, last } = VEH_17.values(reading.book)
  const vehicles = await rowsById(
    reading.manager,
    Vehicle,
    (await reading.manager.find(Vehicle, { select: { id: true } })).map(({ id }) => id)
  )
  const all = await expiries({ ...reading, actor: systemActor })
  return all.flatMap(({ kind, subject, subjectId, subjectType, dueOn, daysLeft, state }) => {
    if (state === 'missing' && kind === 'commercial') return []
    if (daysLeft !== null && daysLeft > Math.max(first, second, last)) return []
    const rule = kind === 'licence' ? VEH_03 : VEH_17
    const what =
      state === 'missing'
        ? `没有登记${expiryKinds[kind]}`
        : `${expiryKinds[kind]}${kind === 'service' ? '到期应保养' : state === 'over' ? '已过期' : '将到期'}`
    const unitId = subjectType === 'vehicle' ? (vehicles.get(subjectId)?.unitId ?? null) : null
    return [
      item(reading, rule, dueOn ?? reading.today, {
        title: `${subject}${what}`,
        number: subject,
        subjectType,
        subjectId,
        unitId
      })
    ]
  })
}

/** Cars not back in time and papers owed after an emergency or a changed route. */
async function tripClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager } = reading
  const out = await manager.findBy(Trip, { state: 'out' })
  const owed = await manager.find(Trip, { where: { papersDueOn: Not(IsNull()), papersOn: IsNull(), state: 'done' } })
  const plates = await platesOf(
    manager,
    [...out, ...owed].map(({ vehicleId }) => vehicleId)
  )
  const of = (trip: Trip, title: string): Subject => ({
    title: `${plates.get(trip.vehicleId ?? '') ?? ''}${title}：${trip.reason}`,
    number: trip.number,
    subjectType: 'vehicleTrip',
    subjectId: trip.id,
    unitId: trip.unitId
  })
  return [
    ...out.map((trip) => ({
      ...item(reading, VEH_07, localDateOf(trip.untilAt), of(trip, '应返回')),
      dueAt: trip.untilAt
    })),
    ...owed.map((trip) => item(reading, VEH_05, trip.papersDueOn ?? '', of(trip, '应补办用车手续')))
  ]
}

/** The fuel statement of last month and what a card statement found. A month stays due until it is signed. */
async function fuelClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today, book } = reading
  const last = lastWholeMonth(today)
  const [first] = await manager.find(Refuel, {
    order: { day: 'ASC' },
    take: 1,
    where: { opening: false },
    select: { id: true, day: true }
  })
  const signed = new Set(
    (await manager.find(FuelMonth, { select: { id: true, month: true } })).map(({ month }) => month)
  )
  const months: string[] = []
  for (let month = last; first && month >= monthOf(first.day); month = monthOf(addMonths(`${month}-01`, -1)))
    if (!signed.has(month)) months.push(month)
  const owed = await manager
    .createQueryBuilder(FuelMonth, 'm')
    .leftJoin(FuelMonthReceipt, 'r', 'r.fuelMonthId = m.id')
    .where('r.id IS NULL')
    .getMany()
  const open = await manager.find(StatementMatch, { where: { state: 'open' } })
  const statements = [...new Set(open.map(({ statementId }) => statementId))]
  return [
    ...months.map((month) =>
      item(reading, VEH_10, fuelMonthDueOn(month, book), {
        title: `${formatMonth(month)}油料月结`,
        number: null,
        subjectType: 'fuelMonthDue',
        subjectId: month,
        unitId: null,
        duty: `fuelMonth@${month}`
      })
    ),
    ...owed.map(({ id, number, month, day }) =>
      item(reading, VEH_10, monthHandInDueOn(day), {
        title: `${formatMonth(month)}油料月结表应交财务装备股`,
        number,
        subjectType: 'fuelMonth',
        subjectId: id,
        unitId: null
      })
    ),
    ...statements.map((id) => ({
      ...item(reading, VEH_09, today, {
        title: '油卡对账有不符未处理',
        number: null,
        subjectType: 'cardStatement',
        subjectId: id,
        unitId: null
      }),
      count: open.filter(({ statementId }) => statementId === id).length
    }))
  ]
}

/** Papers of a breakdown and lists finance has not received. */
async function repairClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager } = reading
  const owed = await manager.find(Repair, {
    where: { papersDueOn: Not(IsNull()), papersOn: IsNull(), state: In(['accepted', 'closed']) }
  })
  const accepted = await manager.findBy(Repair, { state: 'accepted', listReceivedOn: IsNull() })
  const plates = await platesOf(
    manager,
    [...owed, ...accepted].map(({ vehicleId }) => vehicleId)
  )
  const of = (repair: Repair, title: string): Subject => ({
    title: `${plates.get(repair.vehicleId) ?? ''}${title}`,
    number: repair.number,
    subjectType: 'vehicleRepair',
    subjectId: repair.id,
    unitId: repair.unitId
  })
  return [
    ...owed.map((repair) => item(reading, VEH_12, repair.papersDueOn ?? '', of(repair, '途中维修应补办手续'))),
    ...accepted.map((repair) =>
      item(reading, VEH_13, listDueOn(repair.acceptedOn ?? reading.today), of(repair, '维修清单应交财务装备股'))
    )
  ]
}

/** Accidents to be told at once, breaches to be notified, findings of spot checks to be followed. */
async function incidentClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book } = reading
  const { headLoss } = VEH_15.values(book)
  const open = await manager.findBy(Incident, { state: 'open' })
  const checks = (await manager.findBy(SpotCheck, { followedOn: IsNull() })).filter(({ result }) => result !== 'good')
  const plates = await platesOf(
    manager,
    [...open, ...checks].map(({ vehicleId }) => vehicleId)
  )
  const of = (incident: Incident, title: string): Subject => ({
    title: `${plates.get(incident.vehicleId) ?? ''}${title}`,
    number: incident.number,
    subjectType: 'vehicleIncident',
    subjectId: incident.id,
    unitId: incident.unitId
  })
  return [
    ...open.flatMap((incident) => {
      const deadline = reportDeadline(incident.at, book)
      return [
        ...(incident.kind === 'accident' && incident.leaderToldAt === null
          ? [item(reading, VEH_15, deadline.dueOn, of(incident, '事故应报告分管领导'), deadline)]
          : []),
        ...(mustTellHead(incident, headLoss) && incident.headToldAt === null
          ? [item(reading, VEH_15, deadline.dueOn, of(incident, '事故应报告主要领导'), deadline)]
          : []),
        ...(isBreach(incident.kind) && (incident.notifiedOn === null || incident.disciplineOn === null)
          ? [item(reading, VEH_15, noticeDueOn(incident.day), of(incident, '违规应通报并报纪检'))]
          : [])
      ]
    }),
    ...checks.map((check) =>
      item(reading, VEH_18, followUpDueOn(check.day), {
        title: `${plates.get(check.vehicleId) ?? ''}抽查发现的问题应处理`,
        number: check.number,
        subjectType: 'vehicleCheck',
        subjectId: check.id,
        unitId: null
      })
    )
  ]
}

/** Vehicles to lay up before the next holiday, those to take back after it, and kilometres without a trip. */
async function yardClocks(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today } = reading
  const { holiday, vehicles } = await comingHoliday(reading)
  const missed = await missedLayups(reading)
  const sealed = (await manager.findBy(Layup, { state: 'sealed' })).filter(({ holidayFrom }) => holidayFrom <= today)
  const open = (await manager.findBy(Distance, { explanationId: IsNull() })).filter(({ km }) => km > 0)
  const all = await rowsById(
    manager,
    Vehicle,
    [...sealed, ...open].map(({ vehicleId }) => vehicleId)
  )
  const gaps = [...new Set(open.map(({ vehicleId }) => vehicleId))]
  return [
    ...(holiday && vehicles.length > 0 && daysBetween(today, holiday.from) <= 7
      ? [
          {
            ...item(reading, VEH_07, layupDueOn(holiday.from), {
              title: `${holiday.name}放假（${formatDate(holiday.from)}起）前封存车辆`,
              number: null,
              subjectType: 'vehicleLayupDue',
              subjectId: holiday.from,
              unitId: null
            }),
            count: vehicles.length
          }
        ]
      : []),
    ...missed.map(({ name, from }) =>
      item(reading, VEH_07, layupDueOn(from), {
        title: `${name}放假（${formatDate(from)}起）前封存车辆`,
        number: null,
        subjectType: 'vehicleLayupDue',
        subjectId: from,
        unitId: null,
        duty: `layup@${from}`
      })
    ),
    ...sealed
      .filter(({ holidayFrom }) => daysBetween(holidayFrom, today) >= 1)
      .map((layup) =>
        item(reading, VEH_07, releaseDueOn(layup.holidayFrom), {
          title: `${all.get(layup.vehicleId)?.plate ?? ''}${layup.holiday}封存后应启封核对里程`,
          number: layup.number,
          subjectType: 'vehicleLayup',
          subjectId: layup.id,
          unitId: all.get(layup.vehicleId)?.unitId ?? null
        })
      ),
    ...gaps.map((vehicleId) => {
      const own = open.filter((each) => each.vehicleId === vehicleId)
      const first = own.map(({ untilDay }) => untilDay).sort()[0] ?? today
      return {
        ...item(reading, VEH_07, explanationDueOn(first), {
          title: `${all.get(vehicleId)?.plate ?? ''}有无派车里程待说明`,
          number: all.get(vehicleId)?.plate ?? null,
          subjectType: 'vehicleDistance',
          subjectId: vehicleId,
          unitId: all.get(vehicleId)?.unitId ?? null
        }),
        count: own.length
      }
    })
  ]
}
