import { isRetired } from '../../../contract/vehicles/words'
import type { ListInput } from '../../../contract/lists'
import { trip, tripChange, type DispatchBoard, type BoardBlock, type GateTrip } from '../../../contract/vehicles/trip'
import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { searchPattern } from '../../../kernel/searchKey'
import { approvalView } from '../../../office/approvals/views'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsOf } from '../../../office/records/recordRows'
import { approversOf, exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { DriverConsent, Repair, Trip, TripChange, Vehicle } from '../entities'
import { odometerOf } from '../odometer/queries'
import { registerOf } from '../register'
import { VEH_06, VEH_08 } from '../rules/trip'
import { openDefects } from '../vehicle/facts'
import { platesOf } from '../vehicle/rows'
import { consentCapacity, consentTo, waitingFor } from './facts'
import { isAppointed } from '../vehicle/facts'

export const trips = registerOf({
  record: trip,
  entity: Trip,
  what: '派车单',
  alias: 't',
  listing: {
    joined: { plate: 'v.plate' },
    filters: { vehicleId: 't.vehicleId', fromDay: 't.fromDay', inDay: 't.inDay' },
    order: [['t.fromAt', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = t.vehicleId'),
  own: { units: ['t.unitId', 'v.unitId'], people: ['t.applicantId', 't.userId', 't.driverId'] },
  period: { column: 't.fromDay' },
  sheetOrder: 'fromAt',
  workOut: async ({ manager, today, book }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const approvals = rows.map(({ approvalId }) => approvalId)
    const allowances = book.settings[VEH_08.id]?.state !== 'off'
    const users = await personNames(
      manager,
      rows.map(({ userId }) => userId)
    )
    const approvers = await approversOf(manager, approvals)
    const said = await exceptionWords(
      manager,
      'vehicles',
      rows.map(({ id }) => id)
    )
    const unconfirmed = new Set((await unconfirmedOf(manager, approvals)).map(({ approvalId }) => approvalId))
    return (row) => ({
      plate: row.vehicleId ? (plates.get(row.vehicleId) ?? null) : null,
      companions: row.passengers.map(({ name }) => name).join('、'),
      noAllowance:
        row.state === 'done' && allowances
          ? [users.get(row.userId) ?? '', ...row.passengers.map(({ name }) => name)].join('、')
          : '',
      approvers: approvers.get(row.approvalId ?? '') ?? '',
      remarks: [
        row.emergency ? '紧急用车' : null,
        row.campaignId ? '集中整治统一调度' : null,
        row.papersDueOn === null ? null : papersWords(row, today),
        unconfirmed.has(row.approvalId ?? '') ? '电话请示待确认' : null,
        row.endReason,
        ...(said.get(row.id) ?? [])
      ]
        .filter((words) => words)
        .join('；')
    })
  }
})

const papersWords = ({ papersDueOn, papersOn }: Trip, today: string): string => {
  if (papersOn !== null) return papersOn > (papersDueOn ?? '') ? `逾期补办（${papersOn}）` : `已补办（${papersOn}）`
  return today > (papersDueOn ?? '') ? '逾期未补办，不予报销' : `待补办（${papersDueOn ?? ''}前）`
}

export const tripsPage = (reading: Reading, input: ListInput) => trips.page(reading, input)

export async function tripDetail(reading: Reading, id: string) {
  const { manager, actor, today } = reading
  const stored = await trips.one(reading, id)
  const [row] = await trips.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const changes = await manager.find(TripChange, { where: { tripId: id }, order: { id: 'ASC' } })
  const consents = await manager.find(DriverConsent, { where: { tripId: id }, order: { id: 'ASC' } })
  const vehicle = stored.vehicleId ? await manager.findOneBy(Vehicle, { id: stored.vehicleId }) : null
  const waiting = await waitingFor(manager, stored)
  const approved = stored.state === 'approved'
  const complete = stored.vehicleId !== null && stored.driverId !== null
  const people = [stored.applicantId, stored.userId, stored.driverId]
  const office = ['vehicleOffice', 'officeDirector'] as const
  const travellers = { by: office, people, peopleWord: '驾驶员、用车人' }
  const needsConsent = vehicle !== null && stored.driverId !== null && !isAppointed(vehicle, stored.driverId)
  const consented = needsConsent && (await consentTo(manager, stored)) !== undefined
  const mayConsent =
    vehicle !== null &&
    (await consentCapacity(manager, actor, vehicle, today)) !== undefined &&
    actor.personId !== stored.driverId
  return {
    row: { ...row, vehicleId: stored.vehicleId },
    passengers: stored.passengers,
    areas: stored.areas,
    allInside: stored.allInside,
    papersId: stored.papersId,
    changes: (await rowsOf(manager, tripChange, changes, () => ({}))).map((each, index) => ({
      ...each,
      approvalId: changes[index]?.approvalId ?? null
    })),
    consents: consents.map(({ personName, capacity, at }) => ({ personName, capacity, at })),
    waitingFor: waiting,
    approval: stored.approvalId ? await approvalView(reading, stored.approvalId) : null,
    actions: actionsFor(
      [
        ...(stored.state === 'returned'
          ? [{ action: 'amend', label: '补正后重报', by: [], people: [stored.applicantId], peopleWord: '申请人' }]
          : []),
        {
          action: 'dispatch',
          label: complete ? '改派车辆' : '派车',
          possible: approved,
          otherwise: '批准后、出车前派车',
          by: office
        },
        ...(needsConsent && !consented
          ? [
              {
                action: 'consent',
                label: '同意由其驾驶',
                possible: ['pending', 'approved'].includes(stored.state),
                otherwise: '已经出车',
                by: [],
                people: [mayConsent ? actor.personId : null],
                peopleWord: '车辆使用单位负责人、车管办或局领导'
              }
            ]
          : []),
        {
          action: 'depart',
          label: '登记出车',
          possible: approved && complete && waiting.length === 0,
          otherwise: approved ? '还没有派车或还有领导没有同意' : '批准后才能出车',
          ...travellers
        },
        {
          action: 'return',
          label: '登记返回',
          possible: stored.state === 'out',
          otherwise: '还没有出车或已经返回',
          ...travellers
        },
        {
          action: 'change',
          label: '变更路线或延时',
          possible: ['approved', 'out'].includes(stored.state),
          otherwise: '只有已批准或出车中的可以变更',
          ...travellers
        },
        ...(stored.papersDueOn !== null && stored.papersOn === null
          ? [{ action: 'papers', label: '补办手续', ...travellers }]
          : []),
        {
          action: 'cancel',
          label: '取消用车',
          possible: approved,
          otherwise: '只有已批准、没有出车的可以取消',
          ...travellers
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, {
      ledger: 'vehicles',
      subjects: [id, ...changes.map((each) => each.id)],
      approvals: [stored.approvalId, ...changes.map((each) => each.approvalId)]
    })
  }
}

/** Trips that can leave or come back, by number or plate, for the counter at the gate. */
export async function gateTrips(reading: Reading, search: string | undefined): Promise<readonly GateTrip[]> {
  const { manager } = reading
  const query = trips.query(reading).andWhere("t.state IN ('approved', 'out')")
  if (search) query.andWhere("LOWER(t.searchKey) LIKE :words ESCAPE '\\'", { words: searchPattern(search) })
  const found = await query.orderBy('t.fromAt', 'ASC').limit(30).getMany()
  const rows = await trips.rows(reading, found)
  return Promise.all(
    found.map(async (stored, index): Promise<GateTrip> => {
      const row = rows[index]
      if (!row) throw new Error('the row was read')
      return {
        row: { ...row, vehicleId: stored.vehicleId },
        plate: row.plate ?? '',
        lastKm: stored.vehicleId ? ((await odometerOf(manager, stored.vehicleId))?.km ?? null) : null,
        openDefects: stored.vehicleId ? await openDefects(manager, stored.vehicleId) : [],
        waitingFor: await waitingFor(manager, stored)
      }
    })
  )
}

/** Vehicles by hours over some days: free, booked, out, in repair, laid up, papers run out. */
export async function dispatchBoard(reading: Reading, from: string, days: number): Promise<DispatchBoard> {
  const { manager, calendar, now } = reading
  const start = instantAt(from, '00:00')
  const end = instantAt(addDays(from, days), '00:00')
  const vehicles = await manager.find(Vehicle, { order: { plate: 'ASC' } })
  const units = await unitNames(
    manager,
    vehicles.map(({ unitId }) => unitId)
  )
  const names = await personNames(
    manager,
    vehicles.flatMap(({ mainDriverId, secondDriverId }) => [mainDriverId, secondDriverId])
  )
  const booked = await manager
    .createQueryBuilder(Trip, 't')
    .where(
      "t.state IN ('pending', 'approved', 'out', 'done') AND t.fromAt < :end AND (t.untilAt > :start OR t.state = 'out' OR t.inAt > :start)",
      {
        start,
        end
      }
    )
    .orderBy('t.fromAt', 'ASC')
    .getMany()
  const repairs = await manager.findBy(Repair, { state: 'inGarage' })
  const blocksOf = (vehicle: Vehicle): readonly BoardBlock[] => {
    const whole = (kind: BoardBlock['kind'], label: string, fromAt = start): BoardBlock => ({
      kind,
      label,
      fromAt,
      untilAt: end,
      tripId: null
    })
    const away: BoardBlock[] =
      vehicle.state === 'repair'
        ? [whole('repair', '送修', repairs.find(({ vehicleId }) => vehicleId === vehicle.id)?.handedAt ?? start)]
        : vehicle.state === 'sealed'
          ? [whole('sealed', '封存')]
          : []
    const ends = [vehicle.compulsoryUntil, vehicle.inspectionUntil].map((day) => day ?? '').sort()
    const last = ends[0] ?? ''
    const papersEnd = last === '' ? start : instantAt(addDays(last, 1), '00:00')
    const papers =
      papersEnd < end ? [whole('papers', '保险或年检不在有效期', papersEnd > start ? papersEnd : start)] : []
    const taken = booked
      .filter(({ vehicleId }) => vehicleId === vehicle.id)
      .map((each): BoardBlock => {
        const kind = each.state === 'pending' ? 'asked' : each.state === 'approved' ? 'booked' : 'out'
        const until = each.inAt ?? (each.state === 'out' && each.untilAt < now ? now : each.untilAt)
        return {
          kind,
          fromAt: each.outAt ?? each.fromAt,
          untilAt: until,
          label: `${each.number} ${each.destination}`,
          tripId: each.id
        }
      })
    return [...away, ...papers, ...taken]
  }
  const unassigned = await trips
    .query(reading)
    .andWhere("t.state = 'approved' AND (t.vehicleId IS NULL OR t.driverId IS NULL)")
    .orderBy('t.fromAt', 'ASC')
    .getMany()
  const waiting = await trips.rows(reading, unassigned)
  return {
    fromDay: from,
    days: Array.from({ length: days }, (_, index) => {
      const day = addDays(from, index)
      return { day, working: calendar.isWorkingDay(day), name: calendar.specialDay(day)?.name ?? null }
    }),
    rows: vehicles
      .filter((vehicle) => !isRetired(vehicle))
      .map((vehicle) => ({
        vehicleId: vehicle.id,
        plate: vehicle.plate,
        model: vehicle.model,
        unitName: units.get(vehicle.unitId) ?? '',
        drivers: [vehicle.mainDriverId, vehicle.secondDriverId]
          .flatMap((id) => (id ? [names.get(id) ?? ''] : []))
          .join('、'),
        blocks: blocksOf(vehicle)
      })),
    waiting: waiting.map((row, index) => ({ ...row, vehicleId: unassigned[index]?.vehicleId ?? null }))
  }
}

/** Areas in which this bureau uses no car (VEH-06); none where the profile has no such article. */
export const closedAreas = ({ book }: Pick<Reading, 'book'>): readonly string[] =>
  VEH_06.values(book)
    .areas.split(/[、,，]/)
    .filter((area) => area !== '')
